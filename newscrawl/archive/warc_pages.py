"""The HTML responses in any WARC file, ours or another's: what `newscrawl extract FILE` reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecordType

from newscrawl.archive.coding import MAX_BODY_BYTES
from newscrawl.errors import UnreadablePage

_HTML = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, kw_only=True, slots=True)
class WarcPage:
    """A response with its transfer coding undone; ``body`` still has its content coding."""

    url: str
    captured_at: datetime
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def warc_pages(stream: BinaryIO, *, name: str) -> Iterator[WarcPage]:
    """
    Yield the HTML responses of the WARC file ``name`` in its order, packed or not.

    Left out are redirects, revisits (they have no body) and bodies of more than MAX_BODY_BYTES.
    Raises UnreadablePage where the file is damaged, after what comes before the damage.
    """
    read = 0
    try:
        for record in ArchiveIterator(
            stream,
            record_types=WarcRecordType.response,
            max_content_length=MAX_BODY_BYTES,
            auto_decode="transfer",
        ):
            read += 1
            head = record.http_headers
            if head is None or 300 <= (head.status_code or 0) < 400:
                continue
            if (record.http_content_type or "").lower() in _HTML:
                yield WarcPage(
                    url=(record.headers.get("WARC-Target-URI") or "").strip("<>"),
                    captured_at=(record.record_date or datetime.now(UTC)).astimezone(UTC),
                    status=head.status_code or 200,
                    headers=tuple(head.astuples()),
                    body=record.reader.read(),
                )
    except (OSError, ValueError, EOFError) as error:
        raise UnreadablePage(f"{name} is damaged after {read} responses: {error}") from error
