"""From a URL or id, as someone has it, to what the archive keeps under it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import pyarrow as pa
import pyarrow.compute as pc

from newscrawl.archive import Tables, capture_from_row, reading
from newscrawl.archive.tables import MOMENT
from newscrawl.errors import NotInArchive, UsageError
from newscrawl.items import Capture
from newscrawl.reader.whole import is_among
from newscrawl.records import Record
from newscrawl.urls import article_id, canonical_url

_ID = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Meant:
    """Articles by their ids, and where they are known by their URLs, each of which has one id."""

    ids: tuple[str, ...]
    urls: tuple[str, ...] | None = None


def meant_articles(tables: Tables, url_or_id: str) -> Iterator[Meant]:
    """
    Yield the articles that may be meant, the likeliest first, each looked up only if needed.

    Of a URL that is no article's own, those of the articles that were captured from it.
    """
    if _ID.fullmatch(url_or_id):
        yield Meant(ids=(url_or_id,))
        return
    canonical = _canonical(url_or_id)
    yield Meant(ids=(article_id(canonical),), urls=(canonical,))
    asked = (pc.field("url") == canonical) | pc.field("captured_url").isin(_spellings(url_or_id))
    found = _rows(tables.articles, asked, ["article_id"])
    if found.num_rows:
        yield Meant(ids=tuple(sorted(found["article_id"].unique().to_pylist())))


def nearest_capture(tables: Tables, url_or_id: str, at: datetime | None) -> Capture | None:
    """
    Return the last capture at or before ``at`` (None: of all) of a URL, or of an article's page.

    The URL as given counts first, then other spellings of it: scheme, tracking parameters.
    """
    for urls in _addresses(tables, url_or_id):
        if capture := _latest(tables, urls, at):
            return capture
    return None


def _addresses(tables: Tables, url_or_id: str) -> Iterator[list[str]]:
    """Yield the URLs that may be meant, the likeliest first; each is looked up only if needed."""
    if _ID.fullmatch(url_or_id):
        yield _captured_urls(tables, url_or_id)
        return
    canonical = _canonical(url_or_id)
    yield [url_or_id]
    yield _spellings(url_or_id)
    yield _captured_urls(tables, article_id(canonical))
    yield _spelt_otherwise(tables, canonical)


def captures_of(tables: Tables, records: Sequence[Record]) -> dict[str, Capture]:
    """Return the captures that article records were read from, by capture id."""
    times = pa.array({record["captured_at"] for record in records}, MOMENT)
    identifiers = [record["capture_id"] for record in records]
    # the times say which files to open
    asked = is_among("captured_at", times) & pc.field("capture_id").isin(identifiers)
    rows = _rows(tables.captures, asked)
    found = {row["capture_id"]: capture_from_row(row) for row in rows.to_pylist()}
    for record in records:
        if record["capture_id"] not in found:
            raise NotInArchive(
                f"{record['url']} was read from capture {record['capture_id']}, which has no row; "
                "run `newscrawl verify`"
            )
    return found


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
    articles = tables.articles_with([identifier])
    found = _rows(articles, pc.field("article_id") == identifier, ["captured_url"])
    urls: list[str] = found["captured_url"].unique().to_pylist()
    return urls


def _spelt_otherwise(tables: Tables, canonical: str) -> list[str]:
    """Return captured URLs that canonicalise to ``canonical``; reads every URL, so comes last."""
    path = urlsplit(canonical).path.partition("%")[0]
    found = _rows(tables.captures, pc.match_substring(pc.field("url"), path), ["url"])
    return [url for url in found["url"].unique().to_pylist() if canonical_url(url) == canonical]


def _latest(tables: Tables, urls: list[str], at: datetime | None) -> Capture | None:
    if not urls:
        return None
    asked = pc.field("url").isin(urls)
    if at is not None:
        asked &= (pc.field("month") <= f"{at:%Y-%m}") & (pc.field("captured_at") <= at)
    found = _rows(tables.captures, asked).to_pylist()
    if not found:
        return None
    newest = max(found, key=lambda row: (row["captured_at"], row["capture_id"]))
    return capture_from_row(newest)


def _rows(dataset: Any, asked: Any, columns: list[str] | None = None) -> pa.Table:
    with reading(dataset):
        return dataset.to_table(columns=columns, filter=asked)
