"""``newscrawl snapshot``: a page as it was captured."""

import sys
from pathlib import Path

import click

from newscrawl.cli.exits import complain
from newscrawl.cli.options import OutputFile, archive_option, open_archive
from newscrawl.errors import UsageError
from newscrawl.items import Snapshot

_TEXT = ("text/", "application/json", "application/xml", "application/xhtml", "application/rss")


@click.command(short_help="A page as it was captured.")
@click.argument("url")
@click.option(
    "--at",
    metavar="WHEN",
    help="The capture nearest before then: 2026-11-20, 2026-11-20T09:30Z, or an age: 7d. "
    "Default: the latest.",
)
@click.option(
    "-o",
    "--output",
    type=OutputFile(),
    metavar="FILE",
    help="Write to FILE instead of stdout.",
)
@click.option("--headers", is_flag=True, help="Print status and headers before the body.")
@archive_option
def snapshot(
    url: str, at: str | None, output: Path | None, headers: bool, archive_uri: str | None
) -> None:
    """
    Print the captured bytes of URL, as the site sent them (content coding undone).

    URL may be spelt as it was crawled, or be the article's canonical URL or id.

    \b
    Examples:
      newscrawl snapshot https://gadgetpost.example/2026/11/recall/ -o recall.html
      newscrawl snapshot https://gadgetpost.example/2026/11/recall/ --at 2026-11-20 | less
      newscrawl snapshot https://gadgetpost.example/robots.txt --headers
    """
    found = open_archive(archive_uri).snapshot(url, at)
    capture = found.capture
    data = (_head(found) if headers else b"") + found.body
    if capture.redirect_to:
        complain(
            f"{capture.url} answered {capture.status}, a redirect to {capture.redirect_to}",
            command="newscrawl snapshot",
        )
    if output:
        try:
            output.write_bytes(data)
        except OSError as error:
            raise UsageError(f"{output} cannot be written: {error.strerror}") from error
    elif sys.stdout.isatty() and found.body and not capture.media_type.startswith(_TEXT):
        raise UsageError(f"{capture.url} is {capture.media_type}, not text; write it with -o FILE")
    else:
        sys.stdout.buffer.write(data)


def _head(found: Snapshot) -> bytes:
    """Return status and headers as HTTP/1.1 writes them; the body's coding is undone after."""
    lines = [
        f"HTTP/1.1 {found.capture.status}",
        *(f"{name}: {value}" for name, value in found.headers),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")
