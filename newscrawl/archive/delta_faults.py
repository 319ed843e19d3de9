"""What deltalake says when a table cannot be opened or added to, said as the archive says it."""

import re

from deltalake.exceptions import DeltaError

from newscrawl.archive.reading import is_denial, said, told
from newscrawl.archive.tables import TableName
from newscrawl.errors import ArchiveError, StoreDenied, StoreUnreachable, TableDamaged

_DAMAGED = re.compile("Json error|contiguous commit files|No table metadata or protocol|Parquet")
_IN_TRANSIT = re.compile("Generic S3 error|HTTP error")


def named(error: DeltaError | OSError, name: TableName, uri: str) -> ArchiveError:
    """Return StoreDenied, TableDamaged where the log is not as it was written, StoreUnreachable."""
    what = f"{uri}: the {name} table: {type(error).__name__}: {told(error)}"
    if is_denial(error):
        return StoreDenied(what)
    if isinstance(error, DeltaError) and _is_damage(error):
        return TableDamaged(
            f"{what}; its log was altered. No row is lost: remove tables/{name}/_delta_log "
            "while no crawl is on, and it is rebuilt from the manifests"
        )
    return StoreUnreachable(
        f"{what}; what was committed is stored, and the next start adds it to the table"
    )


def _is_damage(error: DeltaError) -> bool:
    text = said(error)
    return bool(_DAMAGED.search(text)) and not _IN_TRANSIT.search(text)
