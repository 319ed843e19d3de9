"""The list of commands; each is imported when it is asked for, so that help is quick."""

import os
import sys
from importlib import import_module

import click

from newscrawl import __version__
from newscrawl.closest import unknown

BROKEN_PIPE = 141  # as a shell reports SIGPIPE

# In the order that a newcomer needs them. A command lives in the file of its name.
COMMANDS = (
    "stories articles changes show card snapshot wacz extract runs sql schema "
    "check verify push reextract compact vacuum gc"
).split()


class CommandGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*COMMANDS, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        command: click.Command = getattr(import_module(f"newscrawl.cli.{cmd_name}"), cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.UsageError(unknown("command", args[0], COMMANDS), ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        try:
            answer = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # Click answers this itself with 1, which here means not found. Stdout is flushed once
            # more at exit, and would complain of the same pipe.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise click.exceptions.Exit(BROKEN_PIPE) from None
        return answer


@click.group(
    cls=CommandGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, package_name="newscrawl", message="%(prog)s %(version)s")
def newscrawl() -> None:
    """
    Read and tend an archive of tech news: brand legal and apology stories.

    The archive is a folder or s3://bucket/prefix; name it with --archive, or once for all
    with the setting NEWSCRAWL_ARCHIVE. Crawl into it with "scrapy crawl NAME".

    \b
    Examples:
      newscrawl stories --since 7d
      newscrawl stories --brand xiaomi --kind apology
      newscrawl show https://gadgetpost.example/2026/11/xiaomi-apology/
      newscrawl articles --site gadgetpost --format jsonl > gadgetpost.jsonl
      newscrawl sql "SELECT site, count(*) FROM articles GROUP BY site"

    Exit status: 0 done, 1 not found, 2 wrong use, 3 the archive is at fault.
    """
