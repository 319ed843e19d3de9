"""The question whether an archive can be written, asked by writing."""

import secrets
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from newscrawl.errors import ArchiveError, KeyExists, StoreUnfit, StoreUnreachable

if TYPE_CHECKING:
    from newscrawl.archive.store import Store

_RACERS = 4
_PAUSE_S = 1.2


def probe(store: "Store") -> None:
    """
    Write, read back and remove one small object: several writers at once, of whom one must win.

    Raises what the store raises, and StoreUnfit where it answers with other bytes or lets a
    second writer replace an object that must be put only once: the commit rests on that. Some
    stores look whether an object is there and then put it, so that a second writer is refused
    only where it comes later.
    """
    key = f"probe/{secrets.token_hex(8)}"
    try:
        with ThreadPoolExecutor(_RACERS) as racers:
            ended = list(racers.map(lambda number: _put(store, key, number), range(_RACERS)))
        if any(isinstance(end, StoreUnreachable) for end in ended):
            # there are stores that take one put of a key a second, and of the others none
            time.sleep(_PAUSE_S)
            ended = [end for end in ended if not isinstance(end, StoreUnreachable)]
            ended.append(_put(store, key, _RACERS))
        for end in ended:
            if isinstance(end, ArchiveError):
                raise end
        won = [end for end in ended if isinstance(end, bytes)]
        if len(won) != 1 or store.get(key) != won[0]:
            raise StoreUnfit(
                f"{store.uri}: {len(won)} of {len(ended)} rivals put one object that was to be put "
                "only if absent; this store has no conditional put (If-None-Match) that "
                "holds, and two crawls would overwrite each other's commits. Use a store or a "
                "version of it that has"
            )
    except ArchiveError:
        with suppress(ArchiveError):  # what was wrong before is what must be told
            store.delete(key)
        raise
    store.delete(key)


def _put(store: "Store", key: str, number: int) -> bytes | ArchiveError | None:
    """Return what was put; None where another was before; else why it could not be."""
    data = f"newscrawl asks whether it can write here ({number}); safe to delete\n".encode()
    try:
        store.put_if_absent(key, data)
    except KeyExists:
        return None
    except ArchiveError as error:
        return error
    return data


def clock(store: "Store") -> datetime:
    """Return what time it is by the clock that dates the store's objects, which may not be ours."""
    key = f"probe/{secrets.token_hex(8)}"
    try:
        store.put(key, b"newscrawl asks what time it is here; safe to delete\n")
        return next(iter(store.list(key))).modified_at
    finally:
        store.delete(key)
