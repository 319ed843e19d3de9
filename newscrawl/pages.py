"""
A page that no archive holds, read: a saved file, or what a program has fetched.

    article = read_page(html, url="https://gadgetpost.example/2026/11/recall/")
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256

from newscrawl.extract import Page, extract_article
from newscrawl.items import Article, Capture, CaptureRole, ExtractedArticle, SiteFacts, Snapshot
from newscrawl.stages import read_article
from newscrawl.stories import DEFAULT_THRESHOLD, Watchlist
from newscrawl.urls import host_of, registrable_domain

Headers = Iterable[tuple[str, str]]


def read_page(
    html: bytes | str,
    *,
    url: str,
    headers: Headers = (),
    status: int = 200,
    captured_at: datetime | None = None,
    site: SiteFacts | None = None,
    watchlist: Watchlist | None = None,
    threshold: float = DEFAULT_THRESHOLD,
) -> Article:
    """
    Return the article in ``html``, as a crawl would have read it; nothing is fetched or written.

    ``url`` is the page's address: links are relative to it, and dates in it are evidence.
    ``headers`` are those of the response, as far as known: Content-Type tells the charset.
    ``captured_at`` (now, where None) is what "3 hours ago" counts from. ``site`` tells language
    and zone, for pages that do not; of a site that is None nothing is known but its domain.
    ``threshold`` is the least score of a relevant story, from 0 to 1.

    Raises NotAnArticle where the page is a listing, wall or error page, and any other PageError:
    MissingField, UnreadablePage. The article's ``capture_id`` and ``run_id`` are "".
    """
    body = html.encode("utf-8", "replace") if isinstance(html, str) else html
    snapshot = loose_snapshot(
        body, url=url, headers=headers, status=status, captured_at=captured_at
    )
    article = read_article(extract_page(snapshot, site), None, watchlist, threshold=threshold)
    assert article is not None  # only known text is not read again
    return article


def extract_page(snapshot: Snapshot, site: SiteFacts | None = None) -> ExtractedArticle:
    """Return what a page says, whatever its verdict. Raises UnreadablePage."""
    return extract_article(Page(snapshot), site or facts_of_unknown_site(snapshot.capture.url))


def loose_snapshot(
    body: bytes,
    *,
    url: str,
    headers: Headers = (),
    status: int = 200,
    captured_at: datetime | None = None,
) -> Snapshot:
    """Return bytes, with their content coding undone, as if they were a capture; it has no id."""
    pairs = tuple(headers)
    content_type = next((value for name, value in pairs if name.lower() == "content-type"), "")
    capture = Capture(
        capture_id="",
        site=facts_of_unknown_site(url).name,
        run_id="",
        url=url,
        captured_at=(captured_at or datetime.now(UTC)).astimezone(UTC),
        role=CaptureRole.ARTICLE,
        status=status,
        media_type=content_type.partition(";")[0].strip().lower(),
        payload_digest="sha256:" + sha256(body).hexdigest(),
        payload_bytes=len(body),
        warc_key="",
        warc_offset=0,
        warc_bytes=0,
    )
    return Snapshot(capture=capture, headers=pairs, body=body)


def facts_of_unknown_site(url: str) -> SiteFacts:
    """Return the facts of a site that is not a named one: it goes by its registrable domain."""
    name = registrable_domain(url) if host_of(url) else "file"
    return SiteFacts(name=name, publisher=name)
