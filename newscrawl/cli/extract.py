"""``newscrawl extract``: what saved pages and live ones say."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from newscrawl.cli.exits import complain
from newscrawl.errors import NewscrawlError, PageError, UsageError

if TYPE_CHECKING:
    from newscrawl.cli.fetching import Fetcher
    from newscrawl.items import Article, ExtractedArticle, Snapshot
    from newscrawl.stories import Watchlist

_COMMAND = "newscrawl extract"


@click.command(short_help="What a saved page or a live one says, without an archive.")
@click.argument("inputs", nargs=-1, required=True, metavar="FILE|URL...")
@click.option("--url", metavar="URL", help="The address of the page in FILE.")
@click.option(
    "--captured-at",
    metavar="WHEN",
    help="When the page in FILE was saved: 2026-11-20, 2026-11-20T09:30Z, or an age: 7d. Default: "
    "when FILE was last written.",
)
@click.option(
    "--json/--text",
    "as_json",
    default=None,
    help="JSON lines for programs, or a page for people. Default: text on a terminal, JSON lines "
    "into a pipe or file.",
)
@click.option("--body", is_flag=True, help="Print the whole body as well (with --text).")
@click.option(
    "--any", "whatever", is_flag=True, help="Also pages that are judged to be no article."
)
def extract(
    *,
    inputs: tuple[str, ...],
    url: str | None,
    captured_at: str | None,
    as_json: bool | None,
    body: bool,
    whatever: bool,
) -> None:
    """
    Read pages as a crawl would, and print their records: those of "newscrawl articles", or with
    --text the article with the value, source, confidence, reasons and rivals of each field.

    FILE is a saved page, also packed with gzip; "-" is standard input. Its address is --url, else
    what the page says of itself. Of a WARC file every HTML response is read. URL is fetched once,
    with our user agent and as robots.txt allows; nothing is stored.

    Pages that are no article (a listing, a wall, an error page) are named on stderr. One bad input
    does not stop the others; the exit status is then 1, or 2 where there is no such file.

    \b
    Examples:
      newscrawl extract page.html --url https://gadgetpost.example/2026/11/recall/
      newscrawl extract crawl.warc.gz | jq -r .title
      newscrawl extract page.html crawl.warc.gz --any --text
      newscrawl extract https://gadgetpost.example/2026/11/recall/ --text
    """
    from newscrawl.cli.saved_pages import STDIN
    from newscrawl.extract import keep_what_is_loaded

    if as_json is None:
        as_json = not sys.stdout.isatty()
    if (url or captured_at) and len(inputs) > 1:
        raise UsageError("--url and --captured-at are of one page; give one FILE with them")
    if inputs.count(STDIN) > 1:
        raise UsageError(f'"{STDIN}" is standard input, which can be read once')
    watchlist = _watchlist()
    status = 0
    is_first = True
    for snapshots in _inputs(inputs, url, captured_at):
        read = 0
        try:
            for snapshot in snapshots:
                try:
                    extracted, article = _read(snapshot, watchlist, whatever=whatever)
                except PageError as error:
                    complain(str(error), command=_COMMAND)
                    continue
                read += 1
                if not (as_json or is_first):
                    click.echo()
                if not is_first:  # a page alone does not earn the collection
                    keep_what_is_loaded()
                is_first = False
                for line in _lines(extracted, article, as_json=as_json, whole_body=body):
                    click.echo(line)
        except NewscrawlError as error:
            complain(str(error), command=_COMMAND)
            status = max(status, error.exit_code)
        status = max(status, 0 if read else 1)
    raise click.exceptions.Exit(status)


def _inputs(
    inputs: tuple[str, ...], url: str | None, captured_at: str | None
) -> Iterator[Iterator["Snapshot | PageError"]]:
    """Yield the pages of each input; an iterator raises what is wrong with the whole of it."""
    from datetime import UTC, datetime

    from newscrawl.cli.saved_pages import SavedPages
    from newscrawl.reader.when import parse_when
    from newscrawl.urls import web_address

    moment = parse_when(captured_at, now=datetime.now(UTC)) if captured_at else None
    address = web_address(url, where="--url") if url else None
    fetcher: Fetcher | None = None
    for name in inputs:
        if name.lower().startswith(("http://", "https://")):
            if url or captured_at:
                raise UsageError(f"--url and --captured-at are of a FILE; {name} has its own")
            fetcher = fetcher or _fetcher()
            yield _fetched(fetcher, name)
        else:
            yield SavedPages(name=name, url=address, captured_at=moment).snapshots()


def _fetched(fetcher: "Fetcher", name: str) -> Iterator["Snapshot"]:
    from newscrawl import settings
    from newscrawl.urls import host_of, is_own_host, web_address

    url = web_address(name, where="URL")
    if not settings.NEWSCRAWL_CONTACT and not is_own_host(host_of(url)):
        complain(
            f"NEWSCRAWL_CONTACT is not set: the operator of {host_of(url)} cannot write to you",
            command=_COMMAND,
        )
    yield fetcher.snapshot(url)


def _fetcher() -> "Fetcher":
    from newscrawl import settings
    from newscrawl.cli.fetching import Fetcher

    return Fetcher(
        agent=settings.USER_AGENT,
        robots_agent=settings.ROBOTSTXT_USER_AGENT,
        timeout_s=settings.NEWSCRAWL_TIMEOUT_SECONDS,
        delay_s=settings.NEWSCRAWL_DELAY_SECONDS,
        longest_wait_s=settings.NEWSCRAWL_LONGEST_WAIT_SECONDS,
        largest_bytes=settings.NEWSCRAWL_LARGEST_BODY_BYTES,
    )


def _watchlist() -> "Watchlist | None":
    from pathlib import Path

    from newscrawl import settings
    from newscrawl.stories import load_watchlist

    settings.check(but=("NEWSCRAWL_ARCHIVE", "NEWSCRAWL_SPOOL", "NEWSCRAWL_SPIDERS"))
    return (
        load_watchlist(Path(settings.NEWSCRAWL_WATCHLIST)) if settings.NEWSCRAWL_WATCHLIST else None
    )


def _read(
    snapshot: "Snapshot | PageError", watchlist: "Watchlist | None", *, whatever: bool
) -> tuple["ExtractedArticle", "Article"]:
    """Raises PageError; NotAnArticle only where not ``whatever`` the page is is wanted."""
    from newscrawl import settings, stages
    from newscrawl.cli.named_sites import named_site
    from newscrawl.pages import extract_page

    if isinstance(snapshot, PageError):
        raise snapshot
    extracted = extract_page(snapshot, named_site(snapshot.capture.url))
    judged = extracted if whatever else stages.judge(extracted)
    article = stages.revise(stages.normalise(judged), None)
    assert article is not None  # only text that is known already is not read again
    threshold = settings.NEWSCRAWL_STORY_THRESHOLD
    return extracted, stages.card(article, watchlist, threshold=threshold)


def _lines(
    extracted: "ExtractedArticle", article: "Article", *, as_json: bool, whole_body: bool
) -> Iterator[str]:
    from newscrawl.cli.article_page import article_page
    from newscrawl.records import article_record, json_line

    if as_json:
        yield json_line(article_record(article))
    else:
        yield from article_page(article, whole_body=whole_body, verdict=extracted.verdict)
