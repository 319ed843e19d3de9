"""``newscrawl runs``: what was crawled when, and how it went."""

import sys
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from newscrawl.cli.options import archive_option, open_archive
from newscrawl.cli.output import (
    Format,
    chosen_format,
    format_option,
    minute,
    print_records,
)
from newscrawl.cli.table import print_table

if TYPE_CHECKING:
    from newscrawl.reader import CrawlRun


@click.command(short_help="What was crawled when, and how it went.")
@click.option("--site", multiple=True, metavar="NAME", help="Of these sites only. May be repeated.")
@click.option(
    "--limit",
    type=click.IntRange(min=1, max=sys.maxsize),
    metavar="N",
    help="At most N, the newest. Default: all.",
)
@format_option
@archive_option
def runs(
    site: tuple[str, ...], limit: int | None, form: str | None, archive_uri: str | None
) -> None:
    """
    List the crawls, newest first: when, how they ended, what they found and stored.

    "running?" is a crawl whose last commit was not its end: it goes on, or it was killed and
    what it had not committed lies in its spool (see "newscrawl push"). As jsonl, each run has
    the outcome of every source and the count of pages dropped by reason.

    \b
    Examples:
      newscrawl runs --limit 20
      newscrawl runs --site gadgetpost --format jsonl | jq '.sources[] | select(.error)'
    """
    archive = open_archive(archive_uri)
    archive.check_sites(site)
    found = islice((run for run in archive.runs() if not site or run.site in site), limit)
    chosen = chosen_format(form)
    if chosen is not Format.TABLE:
        print_records(map(run_record, found), chosen)
        return
    print_table(
        ("started", "site", "spider", "found", "new", "revised", "stories", "dropped", "outcome"),
        (list(row_of(run)) for run in found),
    )


def run_record(run: "CrawlRun") -> dict[str, Any]:
    """Return a run as a flat record, its counts among its columns."""
    counts = asdict(run.counts) if run.counts else {}
    record = {name: value for name, value in asdict(run).items() if name != "counts"}
    for name in ("found", "fetched", "new", "revised", "unchanged", "stories"):
        record[name] = counts.get(name)
    record["dropped"] = counts.get("dropped", {})
    record["sources"] = list(record["sources"])
    return record


def row_of(run: "CrawlRun") -> Iterator[str]:
    yield minute(run.started_at)
    yield run.site
    yield run.spider
    if run.counts:
        yield str(run.counts.found)
        yield str(run.counts.new)
        yield str(run.counts.revised)
        yield str(run.counts.stories)
        yield str(sum(run.counts.dropped.values()))
    else:
        yield from ("?", str(run.articles), "?", "?", "?")
    yield run.outcome or "running?"
