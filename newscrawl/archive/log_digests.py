"""
Digests of a table's log, beside each file of it: ``sha256sum -c *.sha256`` in ``_delta_log`` says
whether one was altered, and so does ``verify``.

deltalake writes the log, and nothing else in the archive knows what its bytes were. A process that
is killed between its commit and the digest leaves that to the next commit. Digests lie in the log's
folder, so that removing it, which has a table rebuilt, removes them too.
"""

import json
import logging
import re
from collections.abc import Collection, Iterator
from io import BytesIO

import pyarrow as pa
import pyarrow.parquet as pq

from newscrawl.archive.faults import Fault, FaultKind
from newscrawl.archive.store import Store
from newscrawl.archive.tables import TableName
from newscrawl.archive.warc import sha256
from newscrawl.errors import ArchiveError, KeyExists, NoSuchKey

logger = logging.getLogger(__name__)

# A commit reads what came after the newest checkpoint; this bounds it.
CHECKPOINT_INTERVAL = 50
_SUFFIX = ".sha256"
_LAST_CHECKPOINT = "_last_checkpoint"
_IN_LOG = re.compile(r"\d{20}\.(json|checkpoint(\.[^/]+)?\.parquet)")


def record_log_digests(store: Store, name: TableName, first: int, last: int) -> bool:
    """
    Put the digests of a table's versions ``first`` to ``last`` that are not there yet.

    What goes wrong is logged, for the versions are written, and False returned: try again later.
    """
    try:
        for version in range(first, last + 1):
            entry = f"{_folder(name)}{version:020d}.json"
            if not store.exists(entry + _SUFFIX):
                _record(store, entry)
            checkpoint = _checkpoint(name, version)
            # as deltalake counts: of versions from 0
            if (version + 1) % CHECKPOINT_INTERVAL == 0 and store.exists(checkpoint):
                _record(store, checkpoint)
    except ArchiveError as error:
        logger.warning("no digest of the %s table's log was recorded: %s", name, error)
        return False
    return True


def record_checkpoint_digest(store: Store, name: TableName, version: int) -> None:
    """Put the digest of a checkpoint that was made just now, maybe in place of an earlier one."""
    key = _checkpoint(name, version)
    try:
        store.put(key + _SUFFIX, _line(key, store.get(key)))
    except ArchiveError as error:
        logger.warning("no digest of %s was recorded: %s", key, error)


def log_faults(store: Store, name: TableName) -> Iterator[Fault]:
    """Yield what was altered in a table's log; as a notice, how many files have no digest."""
    folder = _folder(name)
    files = {each.key.removeprefix(folder) for each in store.list(folder)}
    in_log = sorted(file for file in files if _IN_LOG.fullmatch(file))
    undigested = [file for file in in_log if file + _SUFFIX not in files]
    for file in in_log:
        if file + _SUFFIX in files:
            yield from _file_faults(store, folder + file)
    yield from _removed(folder, files)
    if _LAST_CHECKPOINT in files:
        yield from _last_checkpoint_faults(store, name)
    if undigested:
        yield Fault(
            kind=FaultKind.UNDIGESTED,
            key=folder + undigested[-1],
            detail=f"it has no digest, the last of {len(undigested)} such files of the log",
        )


def _record(store: Store, key: str) -> None:
    try:
        store.put_if_absent(key + _SUFFIX, _line(key, store.get(key)))
    except KeyExists:
        logger.warning("%s is not what its digest says; see `newscrawl verify`", key)


def _file_faults(store: Store, key: str) -> Iterator[Fault]:
    try:
        if store.get(key + _SUFFIX) == _line(key, store.get(key)):
            return
    except NoSuchKey:
        return  # of an old version, and cleaned away while this ran
    yield _altered(key, f"it and {key}{_SUFFIX} differ: one of them was altered")


def _removed(folder: str, files: Collection[str]) -> Iterator[Fault]:
    """Look for files that are gone; what is older than a checkpoint may have been cleaned away."""
    newest = max((file[:20] for file in files if ".checkpoint." in file), default="")
    for digest in files:
        file = digest.removesuffix(_SUFFIX)
        if file != digest and file not in files and file[:20] >= newest:
            yield _altered(folder + file, "it is gone, and its digest is there")


def _last_checkpoint_faults(store: Store, name: TableName) -> Iterator[Fault]:
    """Compare what names the newest checkpoint, which is written anew with each, with that one."""
    key = _folder(name) + _LAST_CHECKPOINT
    try:
        data = store.get(key)
        version = int(json.loads(data)["version"])
        checkpoint = store.get(_checkpoint(name, version))
        adds = pq.ParquetFile(BytesIO(checkpoint)).read(columns=["add"])["add"]
    except (ArchiveError, pa.ArrowException, ValueError, KeyError, TypeError, OSError) as error:
        yield _altered(key, f"it names no checkpoint that can be read: {error}")
        return
    said = {
        "version": version,
        "size": len(adds),
        "sizeInBytes": len(checkpoint),
        "numOfAddFiles": len(adds) - adds.null_count,
    }
    if data.removesuffix(b"\n") != json.dumps(said, separators=(",", ":")).encode():
        yield _altered(key, f"of checkpoint {version} it should say {said}")


def _altered(key: str, detail: str) -> Fault:
    return Fault(kind=FaultKind.LOG_ALTERED, key=key, detail=detail)


def _line(key: str, data: bytes) -> bytes:
    """
    Return the digest of a file as ``sha256sum`` prints it.

    >>> _line("tables/runs/_delta_log/00000000000000000000.json", b"")[:8]
    b'e3b0c442'
    """
    return f"{sha256(data).removeprefix('sha256:')}  {key.rpartition('/')[2]}\n".encode()


def _checkpoint(name: TableName, version: int) -> str:
    return f"{_folder(name)}{version:020d}.checkpoint.parquet"


def _folder(name: TableName) -> str:
    return f"tables/{name}/_delta_log/"
