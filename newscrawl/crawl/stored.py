"""What a URL answered when it last answered in full, from the archive: behind a 304."""

import pyarrow.compute as pc
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from newscrawl.archive import Store, Validators, capture_from_row, open_tables, read_snapshot
from newscrawl.errors import NotInArchive


def read_stored_response(store: Store, url: str, validators: Validators) -> Response:
    """
    Return the response that ``validators`` came with, content coding undone.

    Raises ArchiveError where it cannot be read back.
    """
    wanted = pc.field("capture_id") == validators.capture_id
    wanted &= pc.field("month") == f"{validators.captured_at:%Y-%m}"
    rows = open_tables(store).captures.to_table(filter=wanted).to_pylist()
    if not rows:
        raise NotInArchive(f"the capture {validators.capture_id} of {url} is not in its table")
    snapshot = read_snapshot(store, capture_from_row(rows[0]))
    headers = Headers({name: [] for name, _ in snapshot.headers})
    for name, value in snapshot.headers:
        if name.lower() != "content-encoding":
            headers.appendlist(name, value)
    kind = responsetypes.from_args(headers=headers, url=url, body=snapshot.body)
    return kind(url, status=snapshot.capture.status, headers=headers, body=snapshot.body)
