"""A pyarrow dataset of row objects, scanned by default as they are best read."""

from collections.abc import Sequence
from typing import Any

import pyarrow.dataset as ds

# A row group at a time, few at once: memory that is new costs a scan of texts more than what is
# written to it.
_SCANNED = {"batch_size": 4_096, "batch_readahead": 4, "fragment_readahead": 3}


class RowObjects(ds.FileSystemDataset):  # type: ignore[misc]  # pyarrow has no types
    def scanner(self, **options: Any) -> Any:
        """Return a scanner; also DuckDB and ``to_table`` have theirs made here."""
        return super().scanner(**(_SCANNED | options))

    def only(self, fragments: Sequence[Any]) -> "RowObjects":
        """Return the dataset of some of its fragments, or of parts of them."""
        return RowObjects(fragments, self.schema, self.format, self.filesystem)
