"""Which row objects are an archive's own, told by their names."""

import re
from collections.abc import Iterable

from newscrawl.errors import TableDamaged

# what a commit and a compaction call theirs; other writers of Delta tables have other names
_OWN = re.compile(
    r"month=\d{4}-\d\d/(\d{8}T\d{6}Z-[0-9a-f]{8}-\d{4,}|compacted-[0-9a-f]{16})\.parquet"
)


def check_own(table: str, paths: Iterable[str]) -> None:
    """Raise TableDamaged where ``table``, a URI, has a row object that something else put in it."""
    foreign = next((path for path in paths if not _OWN.fullmatch(path)), None)
    if foreign is not None:
        raise TableDamaged(
            f"{table} has rows in {foreign!r}, which no crawl or compaction wrote: the table was "
            "altered by other means. Nothing was changed, and no row of the archive is lost: "
            "remove its folder _delta_log with no crawl on, and it is rebuilt from the manifests"
        )
