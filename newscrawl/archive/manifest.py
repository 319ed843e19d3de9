"""
Manifests: the list that a commit leaves, and so the commit itself.

``manifests/<site>/<sequence>.json``, sequence from 1 in ten digits, put only if absent. Each names
the digest of the one before, so a site's manifests are one chain, whoever writes them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from functools import partial
from typing import Any

from newscrawl.archive.format import FORMAT_NAME, FORMAT_VERSION
from newscrawl.archive.own_digest import checked_json, digested_json
from newscrawl.archive.store import Store
from newscrawl.archive.warc import sha256
from newscrawl.errors import FormatMismatch, KeyExists, NoSuchKey

_PREFIX = "manifests/"
_LISTINGS_AT_ONCE = 8
_READ_AT_ONCE = 16


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredFile:
    """
    An object that a batch stored.

    ``kind`` is ``warc`` or the name of a table. For a row object, ``rows`` counts its rows,
    ``month`` is its partition and ``stats`` its column statistics as Delta Lake writes them, so
    that tables can be rebuilt without opening it.
    """

    key: str
    bytes: int
    sha256: str
    kind: str
    rows: int | None = None
    month: str | None = None
    stats: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Manifest:
    """One batch of one run: everything that it stored."""

    site: str
    sequence: int
    previous_sha256: str | None
    run_id: str
    batch: int
    sealed_at: datetime
    software: str
    objects: tuple[StoredFile, ...]
    run: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return manifest_key(self.site, self.sequence)

    def to_json(self) -> bytes:
        content = {"format": FORMAT_NAME, "version": FORMAT_VERSION, **asdict(self)}
        return digested_json(content)


def manifest_from_json(data: bytes, key: str) -> Manifest:
    """
    Raises FormatMismatch where ``data`` is no manifest that this code reads, DigestMismatch where
    it was altered.
    """
    content = checked_json(data, key, _MEMBERS)
    try:
        name, version = content.pop("format"), content.pop("version")
        if name != FORMAT_NAME or version > FORMAT_VERSION:
            raise FormatMismatch(
                f"{key} is a {name} of version {version}; this newscrawl reads {FORMAT_NAME} up to "
                f"{FORMAT_VERSION}. Upgrade newscrawl"
            )
        content["objects"] = stored_files(content["objects"])
        content["sealed_at"] = datetime.fromisoformat(content["sealed_at"])
        return Manifest(**known_keys(Manifest, content))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise FormatMismatch(f"{key} is no manifest: {error}") from error


def stored_files(listed: Iterable[dict[str, Any]]) -> tuple[StoredFile, ...]:
    return tuple(StoredFile(**known_keys(StoredFile, stored)) for stored in listed)


def manifest_key(site: str, sequence: int) -> str:
    """
    >>> manifest_key("gadgetpost", 7)
    'manifests/gadgetpost/0000000007.json'
    """
    return f"{_PREFIX}{site}/{sequence:010d}.json"


def read_manifest(store: Store, site: str, sequence: int) -> tuple[Manifest, str]:
    """Return the manifest and its digest. Raises NoSuchKey where there is none."""
    key = manifest_key(site, sequence)
    data = store.get(key)
    return manifest_from_json(data, key), sha256(data)


def last_sequence(store: Store, site: str, *, known: int = 0) -> int:
    """Return the newest sequence of a site, 0 for none; ``known`` is one that is there already."""
    after = manifest_key(site, known) if known else None
    newest = known
    for stored in store.list(f"{_PREFIX}{site}/", after):
        newest = _sequence(stored.key)
    return newest


def sites(store: Store) -> Sequence[str]:
    """Return the names of all sites that have manifests."""
    return store.folders(_PREFIX)


def last_sequences(store: Store, known: Callable[[str], int] = lambda _: 0) -> dict[str, int]:
    """
    Return the newest sequence of every site; ``known`` gives one that is there already.

    One listing for the sites' names and one a site, of what came after the known: as dear as the
    sites are many, however many manifests they have.
    """
    names = sites(store)
    with ThreadPoolExecutor(_LISTINGS_AT_ONCE) as pool:
        newest = pool.map(lambda site: last_sequence(store, site, known=known(site)), names)
        return {site: last for site, last in zip(names, newest, strict=True) if last}


def put_manifest(store: Store, manifest: Manifest) -> tuple[Manifest, str] | None:
    """
    Put ``manifest`` at its sequence; return it as it is there, and its digest.

    None where another batch's is there. The same batch's, by an earlier try whose reply was lost,
    is that try's success.
    """
    data = manifest.to_json()
    try:
        store.put_if_absent(manifest.key, data)
    except KeyExists:
        there, digest = read_manifest(store, manifest.site, manifest.sequence)
        is_same = (there.run_id, there.batch) == (manifest.run_id, manifest.batch)
        return (there, digest) if is_same else None
    return manifest, sha256(data)


def manifests(store: Store, site: str, first: int, last: int) -> Iterator[Manifest]:
    """Yield the manifests of a site in order, some read ahead; NoSuchKey where one is gone."""
    with ThreadPoolExecutor(_READ_AT_ONCE) as pool:
        for start in range(first, last + 1, _READ_AT_ONCE):
            some = range(start, min(start + _READ_AT_ONCE, last + 1))
            try:
                read = [
                    manifest for manifest, _ in pool.map(partial(read_manifest, store, site), some)
                ]
            except NoSuchKey as error:
                raise NoSuchKey(
                    f"{error}: the manifest of a commit is gone, and without it its rows cannot be "
                    "told; restore it from a copy. `newscrawl verify` names what else is missing"
                ) from error
            yield from read


_MEMBERS = {"format", "version", *(each.name for each in fields(Manifest))}


def known_keys(kind: type, content: dict[str, Any]) -> dict[str, Any]:
    """Return what ``kind`` has a field for: a later minor change may add keys."""
    names = {each.name for each in fields(kind)}
    return {name: value for name, value in content.items() if name in names}


def _sequence(key: str) -> int:
    try:
        return int(key.rpartition("/")[2].removesuffix(".json"))
    except ValueError as error:
        raise FormatMismatch(f"{key} is no manifest's name") from error
