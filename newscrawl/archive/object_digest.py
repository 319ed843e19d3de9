"""What a stored object hashes to, read piece by piece."""

import hashlib
from typing import IO

from newscrawl.archive.store import Store


def object_digest(store: Store, key: str, copy: IO[bytes] | None = None) -> str:
    """
    Return the digest of an object as the archive records it; keep its bytes in ``copy``.

    Raises NoSuchKey.
    """
    digest = hashlib.sha256()
    for chunk in store.chunks(key):
        digest.update(chunk)
        if copy is not None:
            copy.write(chunk)
    return f"sha256:{digest.hexdigest()}"
