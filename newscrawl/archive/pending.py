"""
Of which sites the tables may lack a manifest: one listing tells whoever opens them.

``pending/<site>/<random>`` is put before a manifest, and removed when the tables have it. What a
process that ended in between has left is removed by the site's next writer, who brings the tables
up first.
"""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from newscrawl.archive.store import Store
from newscrawl.errors import NoSuchKey

PREFIX = "pending/"
_CONTENT = b"\n"


@contextmanager
def pending(store: Store, site: str) -> Iterator[None]:
    """Say that a manifest of ``site`` is on its way; where this raises, it stays said."""
    key = f"{PREFIX}{site}/{secrets.token_hex(8)}"
    store.put(key, _CONTENT)
    yield
    store.delete(key)


def pending_keys(store: Store, site: str) -> Sequence[str]:
    """Return what says so of one site now."""
    return [each.key for each in store.list(f"{PREFIX}{site}/")]


def altered_pending(store: Store) -> Iterator[str]:
    """Yield the key of each that is not what was written."""
    for stored in store.list(PREFIX):
        try:
            if store.get(stored.key) != _CONTENT:
                yield stored.key
        except NoSuchKey:
            continue  # the tables have its manifest since


def pending_sites(store: Store) -> Sequence[str]:
    """Return the sites of which the tables may lack a manifest, sorted."""
    return sorted({each.key.split("/")[1] for each in store.list(PREFIX)})
