"""The store of an archive that is tended: it must be one already."""

from typing import TYPE_CHECKING

from newscrawl.cli.options import archive_place
from newscrawl.errors import NotInArchive

if TYPE_CHECKING:
    from newscrawl.archive import Store


def existing_store(archive_uri: str | None) -> "Store":
    """Return it; NotInArchive where nothing is there, for a misspelt URI must not make one."""
    from newscrawl.archive import open_store
    from newscrawl.archive.format import check_format

    store = open_store(archive_place(archive_uri))
    if not check_format(store):
        raise NotInArchive(f"there is no archive at {store.uri} yet; a crawl makes one")
    return store
