"""Options that several commands share."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from newscrawl.items import StoryKind

if TYPE_CHECKING:
    from newscrawl.reader import Archive, ArticleQuery

Command = TypeVar("Command", bound=Callable[..., Any])


class OutputFile(click.Path):
    """
    A file that a command writes whole: a path with a name, a regular file where there is one.

    A link stands for what it leads to. A device is no such file: to write whole is to put a new
    file in place of the old one.
    """

    def __init__(self) -> None:
        super().__init__(dir_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(os.fsdecode(super().convert(value or "", param, ctx)))
        if not path.name:
            self.fail("is empty; give the name of a file", param, ctx)
        if path.exists() and not path.is_file():
            self.fail(f"{path} is no regular file; give another name", param, ctx)
        return path.resolve() if path.is_symlink() else path


archive_option = click.option(
    "--archive",
    "archive_uri",
    metavar="URI",
    help="The archive: a folder or s3://bucket/prefix. Default: the setting NEWSCRAWL_ARCHIVE.",
)


spool_option = click.option(
    "--spool",
    type=click.Path(file_okay=False),
    callback=lambda _ctx, _param, value: None if value is None else _named_folder(value),
    metavar="FOLDER",
    help="The spool of the crawls. Default: the setting NEWSCRAWL_SPOOL.",
)

stories_only_option = click.option(
    "--stories-only", is_flag=True, help="Relevant stories only, as in stories."
)


def _named_folder(name: str) -> Path:
    if not name:
        raise click.BadParameter("is empty; give the name of a folder", param_hint="'--spool'")
    return Path(name)


def archive_place(archive_uri: str | None) -> str:
    """Return the URI given on the command line, else the setting's."""
    if archive_uri is not None:
        return archive_uri
    from newscrawl import settings

    settings.check(but=("NEWSCRAWL_SPIDERS",))
    return settings.NEWSCRAWL_ARCHIVE


def spool_place(spool: Path | None) -> Path:
    if spool is not None:
        return spool
    from newscrawl import settings

    settings.check(but=("NEWSCRAWL_SPIDERS",))
    return Path(settings.NEWSCRAWL_SPOOL)


def open_archive(archive_uri: str | None) -> "Archive":
    """Return the archive named on the command line, else the one of the setting."""
    from newscrawl.reader import Archive  # pyarrow takes its time, and help needs none of it

    return Archive(archive_uri)


def article_query(**filters: Any) -> "ArticleQuery":
    """Return the question that the filter options ask."""
    from newscrawl.reader import ArticleQuery

    return ArticleQuery(**filters)


def article_filters(command: Command) -> Command:
    """Add the options that choose articles; they arrive as ``filters``, see ArticleQuery."""
    for option in reversed(_FILTERS):
        command = option(command)
    return command


_FILTERS = (
    click.option(
        "--brand",
        multiple=True,
        metavar="NAME",
        help="Brand or party, by id, name or alias, also from your watchlist. "
        "Repeat for any of several.",
    ),
    click.option(
        "--kind",
        multiple=True,
        metavar="KIND",
        help=f"What happened: {', '.join(StoryKind)}. Repeat for any of several.",
    ),
    click.option("--site", multiple=True, metavar="NAME", help="Site. Repeat for any of several."),
    click.option(
        "--since",
        metavar="WHEN",
        help="Published then or later (captured, where the page does not say): 2026-11-20, "
        "2026-11-20T09:30Z, or an age: 12h, 7d, 2w. Times are UTC.",
    ),
    click.option(
        "--until",
        metavar="WHEN",
        help="Published before then: --since 2026-11-01 --until 2026-12-01 is November.",
    ),
    click.option(
        "--text",
        "--query",
        "text",
        metavar="WORDS",
        help='Words in title or body, case ignored; all must occur. "A phrase" in quotation marks, '
        "defam* for all words that begin so.",
    ),
    click.option("--limit", type=int, metavar="N", help="At most N, the newest."),
)
