"""
Compactions: which large row objects took the place of which small ones, and so the step itself.

``compactions/<table>/<sequence>.json``, put only if absent, each naming the digest of the one
before. It holds every row object that made up the table then, and up to which manifest of each site
that is: with the manifests after those it says what the table is now, whatever became of the small
objects. The Delta table is brought up to it afterwards.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from functools import cached_property

from newscrawl.archive.format import FORMAT_NAME, FORMAT_VERSION
from newscrawl.archive.manifest import StoredFile, known_keys, manifests, stored_files
from newscrawl.archive.own_digest import checked_json, digested_json
from newscrawl.archive.store import Store
from newscrawl.archive.tables import TableName
from newscrawl.archive.warc import sha256
from newscrawl.errors import FormatMismatch

PREFIX = "compactions/"


@dataclass(frozen=True, kw_only=True, slots=True)
class Upto:
    """The last manifest of a site whose rows a compaction knows, and its digest."""

    sequence: int
    sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Replaced:
    """A row object whose rows are in another now."""

    key: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Compaction:
    """
    One compaction of one table.

    ``made`` are the objects that it wrote, ``replaced`` those whose rows they have, ``kept`` what
    else made up the table. ``made`` and ``kept`` hold the rows of every manifest up to ``upto``.
    ``index`` says where in them each article lies; of tables other than articles there is none.
    """

    table: TableName
    sequence: int
    previous_sha256: str | None
    compacted_at: datetime
    software: str
    upto: dict[str, Upto]
    made: tuple[StoredFile, ...]
    replaced: tuple[Replaced, ...]
    kept: tuple[StoredFile, ...]
    index: StoredFile | None = None

    @property
    def key(self) -> str:
        return compaction_key(self.table, self.sequence)

    @cached_property
    def live(self) -> tuple[StoredFile, ...]:
        return (*self.made, *self.kept)

    def to_json(self) -> bytes:
        content = {"format": FORMAT_NAME, "version": FORMAT_VERSION, **asdict(self)}
        return digested_json(content)


def compaction_from_json(data: bytes, key: str) -> Compaction:
    """
    Raises FormatMismatch where ``data`` is no compaction that this code reads, DigestMismatch where
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
        content["table"] = TableName(content["table"])
        content["compacted_at"] = datetime.fromisoformat(content["compacted_at"])
        content["upto"] = {
            site: Upto(**known_keys(Upto, place)) for site, place in content["upto"].items()
        }
        content["replaced"] = tuple(
            Replaced(**known_keys(Replaced, each)) for each in content["replaced"]
        )
        content["made"] = stored_files(content["made"])
        content["kept"] = stored_files(content["kept"])
        if content.get("index") is not None:
            (content["index"],) = stored_files([content["index"]])
        return Compaction(**known_keys(Compaction, content))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise FormatMismatch(f"{key} is no compaction: {error}") from error


_MEMBERS = {"format", "version", *(each.name for each in fields(Compaction))}


def compaction_key(table: TableName, sequence: int) -> str:
    """
    >>> compaction_key(TableName.ARTICLES, 7)
    'compactions/articles/0000000007.json'
    """
    return f"{PREFIX}{table}/{sequence:010d}.json"


def read_compaction(store: Store, table: TableName, sequence: int) -> tuple[Compaction, str]:
    """Return the compaction and its digest. Raises NoSuchKey where there is none."""
    key = compaction_key(table, sequence)
    data = store.get(key)
    return compaction_from_json(data, key), sha256(data)


def last_compaction(store: Store, table: TableName) -> tuple[Compaction | None, str | None]:
    """Return the newest compaction of a table and its digest; None and None before the first."""
    keys = [stored.key for stored in store.list(f"{PREFIX}{table}/")]
    if not keys:
        return None, None
    return read_compaction(store, table, _sequence(keys[-1]))


def compactions(store: Store, table: TableName) -> Iterator[tuple[Compaction, str]]:
    """Yield every compaction of a table, the first first, with its digest."""
    for stored in list(store.list(f"{PREFIX}{table}/")):
        yield read_compaction(store, table, _sequence(stored.key))


def row_objects_of(
    store: Store, table: TableName, compaction: Compaction | None, newest: Mapping[str, int]
) -> Iterator[tuple[StoredFile, datetime]]:
    """
    Yield the row objects that make up a table, and when each was written.

    That is what its last compaction left, and what the manifests after it name, up to the sequence
    of each site that ``newest`` gives.
    """
    upto: Mapping[str, Upto] = {}
    if compaction is not None:
        upto = compaction.upto
        for stored in compaction.live:
            yield stored, compaction.compacted_at
    for site, last in newest.items():
        first = upto[site].sequence + 1 if site in upto else 1
        for manifest in manifests(store, site, first, last):
            for stored in manifest.objects:
                if stored.kind == table:
                    yield stored, manifest.sealed_at


def _sequence(key: str) -> int:
    try:
        return int(key.rpartition("/")[2].removesuffix(".json"))
    except ValueError as error:
        raise FormatMismatch(f"{key} is no compaction's name") from error
