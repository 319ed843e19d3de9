"""The question whether an archive can be written, asked by writing."""

import secrets
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from newscrawl.errors import ArchiveError, KeyExists, StoreUnfit

if TYPE_CHECKING:
    from newscrawl.archive.store import Store


def probe(store: "Store") -> None:
    """
    Write, read back and remove one small object.

    Raises what the store raises, and StoreUnfit where it answers with other bytes or lets a
    second writer replace an object that must be put only once: the commit rests on that.
    """
    key = f"probe/{secrets.token_hex(8)}"
    first = b"newscrawl asks whether it can write here; safe to delete\n"
    try:
        store.put_if_absent(key, first)
        with suppress(KeyExists):
            store.put_if_absent(key, b"a second writer\n")
        if store.get(key) != first:
            raise StoreUnfit(
                f"{store.uri}: a second put replaced an object that was to be put only if absent; "
                "this store has no conditional put (If-None-Match), and two crawls would "
                "overwrite each other's commits. Use a store or a version of it that has"
            )
    except ArchiveError:
        with suppress(ArchiveError):  # what was wrong before is what must be told
            store.delete(key)
        raise
    store.delete(key)


def clock(store: "Store") -> datetime:
    """Return what time it is by the clock that dates the store's objects, which may not be ours."""
    key = f"probe/{secrets.token_hex(8)}"
    try:
        store.put(key, b"newscrawl asks what time it is here; safe to delete\n")
        return next(iter(store.list(key))).modified_at
    finally:
        store.delete(key)
