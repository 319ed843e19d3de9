"""From a URL or id, as someone has it, to what the archive keeps under it."""

import re
from datetime import datetime
from functools import reduce
from operator import and_
from typing import Any
from urllib.parse import urlsplit

import pyarrow.compute as pc

from newscrawl.archive import Tables, capture_from_row
from newscrawl.errors import UsageError
from newscrawl.items import Capture
from newscrawl.normalise import article_id
from newscrawl.urls import canonical_url

_ID = re.compile(r"[0-9a-f]{16}")


def article_ids(tables: Tables, url_or_id: str) -> tuple[str, ...]:
    """
    Return the ids of the articles under an id or URL: none, one, or rarely more.

    More where pages with different canonical URLs were captured from the one given.
    """
    if _ID.fullmatch(url_or_id):
        asked = pc.field("article_id") == url_or_id
    else:
        canonical = _canonical(url_or_id)
        asked = (
            (pc.field("article_id") == article_id(canonical))
            | (pc.field("url") == canonical)
            | pc.field("captured_url").isin(_spellings(url_or_id))
        )
    found = tables.articles.to_table(columns=["article_id"], filter=asked)
    return tuple(sorted(found["article_id"].unique().to_pylist()))


def nearest_capture(tables: Tables, url_or_id: str, at: datetime | None) -> Capture | None:
    """
    Return the last capture at or before ``at`` (None: of all) of a URL, or of an article's page.

    The URL as given counts first, then other spellings of it: scheme, tracking parameters.
    """
    if _ID.fullmatch(url_or_id):
        return _latest(tables, pc.field("url").isin(_captured_urls(tables, url_or_id)), at)
    canonical = _canonical(url_or_id)
    asked = (
        pc.field("url") == url_or_id,
        pc.field("url").isin(_spellings(url_or_id)),
        pc.field("url").isin(_captured_urls(tables, article_id(canonical))),
        pc.field("url").isin(_spelt_otherwise(tables, canonical)),
    )
    found = (_latest(tables, each, at) for each in asked)
    return next((capture for capture in found if capture), None)


def no_article(tables: Tables, url_or_id: str, archive_uri: str) -> str:
    """Return the sentence that says why there is no article: not captured, or not read as one."""
    sentence = f"{archive_uri} has no article {url_or_id}"
    capture = None if _ID.fullmatch(url_or_id) else nearest_capture(tables, url_or_id, None)
    if capture is None:
        return sentence
    return (
        f"{sentence}; it was captured {capture.captured_at:%Y-%m-%d %H:%M} UTC (status "
        f"{capture.status}) and not read as one: see `newscrawl snapshot {capture.url}`"
    )


def _canonical(url: str) -> str:
    try:
        parts = urlsplit(url)
        canonical = canonical_url(url)
    except ValueError as error:
        raise UsageError(f"{url!r} is no URL: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(
            f"{url!r} is neither a URL (https://...) nor an article's id (16 hex digits)"
        )
    return canonical


def _spellings(url: str) -> list[str]:
    """Return the likely spellings of a URL: with http and https, as given and canonical."""
    rests = {each.partition("://")[2] for each in (url, url.partition("#")[0], canonical_url(url))}
    return sorted(f"{scheme}://{rest}" for scheme in ("http", "https") for rest in rests)


def _captured_urls(tables: Tables, identifier: str) -> list[str]:
    found = tables.articles.to_table(
        columns=["captured_url"], filter=pc.field("article_id") == identifier
    )
    urls: list[str] = found["captured_url"].unique().to_pylist()
    return urls


def _spelt_otherwise(tables: Tables, canonical: str) -> list[str]:
    """Return captured URLs that canonicalise to ``canonical``; reads every URL, so comes last."""
    path = urlsplit(canonical).path.partition("%")[0]
    found = tables.captures.to_table(
        columns=["url"], filter=pc.match_substring(pc.field("url"), path)
    )
    return [url for url in found["url"].unique().to_pylist() if canonical_url(url) == canonical]


def _latest(tables: Tables, asked: Any, at: datetime | None) -> Capture | None:
    conditions = [asked]
    if at is not None:
        conditions += [pc.field("month") <= f"{at:%Y-%m}", pc.field("captured_at") <= at]
    found = tables.captures.to_table(filter=reduce(and_, conditions)).to_pylist()
    if not found:
        return None
    newest = max(found, key=lambda row: (row["captured_at"], row["capture_id"]))
    return capture_from_row(newest)
