"""What ``scrapy crawl NAME -a name=value`` takes, and what it refuses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from newscrawl.closest import unknown
from newscrawl.errors import UsageError
from newscrawl.reader.when import parse_when


@dataclass(frozen=True, kw_only=True, slots=True)
class Arguments:
    """
    What every spider takes.

    since          only articles published then or later: 2026-11-01, 2026-11-01T12:00, 7d, 12h, 2w
    until          only articles published before then; the same forms
    max_articles   fetch at most this many article pages
    stories_only   true or false: write only legal and apology stories (captures are all kept)

    Days and times without an offset are UTC, as for the reader (newscrawl.reader.when).
    """

    since: datetime | None = None
    until: datetime | None = None
    max_articles: int | None = None
    stories_only: bool = False


NAMES = ("since", "until", "max_articles", "stories_only")


def parse_arguments(
    given: Mapping[str, Any], *, spider: str, extra_names: Sequence[str] = (), now: datetime
) -> Arguments:
    """
    Return the arguments in ``given``; ``extra_names`` are left to the spider, and names that
    begin with an underscore (a scheduler's own, as scrapyd's ``_job``) are ignored.

    Raises UsageError, with the list of what exists, where a name is misspelt or a value cannot
    be meant.
    """
    names = (*NAMES, *extra_names)
    for name in given:
        if name not in names and not name.startswith("_"):
            raise UsageError(f"{spider}: {unknown('argument', name, names)}")
    since = _moment("since", given, now=now)
    until = _moment("until", given, now=now)
    if since and since >= now:
        raise UsageError(f"since={given['since']} is in the future: nothing is published yet")
    if since and until and until <= since:
        raise UsageError(f"until={given['until']} is not after since={given['since']}")
    return Arguments(
        since=since,
        until=until,
        max_articles=_count("max_articles", given),
        stories_only=_yes_or_no("stories_only", given),
    )


def _moment(name: str, given: Mapping[str, Any], *, now: datetime) -> datetime | None:
    if name not in given:
        return None
    try:
        return parse_when(str(given[name]), now=now)
    except UsageError as error:
        raise UsageError(f"{name}={error}") from error


def _count(name: str, given: Mapping[str, Any]) -> int | None:
    if name not in given:
        return None
    text = str(given[name]).strip()
    if not (text.isascii() and text.isdigit()) or int(text) < 1:
        raise UsageError(f"{name}={given[name]} is no count; write a whole number, 1 or more")
    return int(text)


def _yes_or_no(name: str, given: Mapping[str, Any]) -> bool:
    answer = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
    text = str(given.get(name, "false")).strip().lower()
    if text not in answer:
        raise UsageError(f"{name}={given[name]} is neither; write true or false")
    return answer[text]
