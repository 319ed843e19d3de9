"""What a URL answered when it last answered in full, from the archive."""

import pyarrow.compute as pc
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from newscrawl.archive import Store, Tables, capture_from_row, reading
from newscrawl.archive.snapshots import read_snapshot
from newscrawl.archive.state import Validators
from newscrawl.errors import NotInArchive
from newscrawl.items import Snapshot


def read_stored(store: Store, tables: Tables, url: str, validators: Validators) -> Snapshot:
    """
    Return the page that ``validators`` came with.

    Raises ArchiveError or UnreadablePage where it cannot be read back.
    """
    wanted = pc.field("capture_id") == validators.capture_id
    wanted &= pc.field("month") == f"{validators.captured_at:%Y-%m}"
    with reading(tables.captures):
        rows = tables.captures.to_table(filter=wanted).to_pylist()
    if not rows:
        raise NotInArchive(f"the capture {validators.capture_id} of {url} is not in its table")
    return read_snapshot(store, capture_from_row(rows[0]))


def response_of(snapshot: Snapshot, url: str) -> Response:
    """Return what a spider would have been given for ``snapshot``."""
    headers = Headers()
    for name, value in snapshot.headers:
        if name.lower() != "content-encoding":  # undone already
            headers.appendlist(name, value)
    kind = responsetypes.from_args(headers=headers, url=url, body=snapshot.body)
    return kind(url, status=snapshot.capture.status, headers=headers, body=snapshot.body)
