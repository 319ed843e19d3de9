"""An archive in a folder."""

import errno
import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newscrawl.archive.durable import sync_folder
from newscrawl.archive.findings import Finding, FindingKind
from newscrawl.archive.format import check_format, format_version
from newscrawl.archive.probe import probe
from newscrawl.archive.store import CHUNK_BYTES, StoredObject, Unfinished
from newscrawl.errors import ArchiveError, KeyExists, NoSuchKey, StoreDenied, StoreUnfit

# What is being written: in the object's own folder (a rename must not cross file systems), under
# a name that no key has and no listing shows.
_PART = ".part-"


class LocalStore:
    """A folder; made on the first put. Objects appear by rename or link, after fsync."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.uri = str(root)

    @property
    def place(self) -> str:
        return str(self._root.resolve())

    def __repr__(self) -> str:
        return f"LocalStore({self.uri!r})"

    def get(self, key: str) -> bytes:
        with _named(key, self._root):
            return self._path(key).read_bytes()

    def get_range(self, key: str, offset: int, length: int) -> bytes:
        with _named(key, self._root), self._path(key).open("rb") as file:
            file.seek(offset)
            return file.read(length)

    def chunks(self, key: str) -> Iterator[bytes]:
        with _named(key, self._root), self._path(key).open("rb") as file:
            while chunk := file.read(CHUNK_BYTES):
                yield chunk

    def put(self, key: str, data: bytes | Path) -> None:
        with _named(key, self._root), self._part(key, data) as part:
            target = self._path(key)
            part.replace(target)
            sync_folder(target.parent)

    def put_if_absent(self, key: str, data: bytes) -> None:
        with _named(key, self._root), self._part(key, data) as part:
            target = self._path(key)
            try:
                # link, not rename: rename replaces
                os.link(part, target)
            except FileExistsError:
                if target.read_bytes() != data:
                    raise KeyExists(f"{key} exists already in {self.uri}") from None
            except OSError as error:
                if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.ENOSYS):
                    raise
                raise StoreUnfit(
                    f"{self.uri}: its file system has no hard links, which the archive needs to "
                    "put an object only once; use another file system or an S3 store"
                ) from error
            sync_folder(target.parent)

    def list(self, prefix: str, after: str | None = None) -> Iterator[StoredObject]:
        folder, _, _ = prefix.rpartition("/")
        found = []
        with _named(prefix, self._root):
            for place, folders, names in os.walk(self._root / folder, onerror=_unless_missing):
                folders[:] = [name for name in folders if not name.startswith(".")]
                above = Path(place).relative_to(self._root).as_posix()
                above = "" if above == "." else f"{above}/"
                for name in names:
                    key = above + name
                    if name.startswith(".") or not key.startswith(prefix):
                        continue
                    if after is None or key > after:
                        found.append(key)
            # by code point, as S3 lists; os.walk has an order of its own
            for key in sorted(found):
                try:
                    stat = (self._root / key).stat()
                except FileNotFoundError:
                    continue  # removed since it was listed
                modified_at = datetime.fromtimestamp(stat.st_mtime, UTC)
                yield StoredObject(key=key, size_bytes=stat.st_size, modified_at=modified_at)

    def folders(self, prefix: str) -> Sequence[str]:
        with _named(prefix, self._root):
            place = self._root / prefix
            found = (
                [path.name for path in place.iterdir() if path.is_dir()] if place.is_dir() else []
            )
        return sorted(name for name in found if not name.startswith("."))

    def exists(self, key: str) -> bool:
        with _named(key, self._root):
            return self._path(key).is_file()

    def delete(self, key: str) -> None:
        with _named(key, self._root):
            self._path(key).unlink(missing_ok=True)

    def unfinished(self) -> Iterator[Unfinished]:
        with _named("", self._root):
            for path in sorted(self._root.rglob(f"{_PART}*")):
                try:
                    stat = path.stat()
                except FileNotFoundError:
                    continue  # it came to its end since
                place = path.relative_to(self._root).as_posix()
                started_at = datetime.fromtimestamp(stat.st_mtime, UTC)
                yield Unfinished(key=place, started_at=started_at, token=place)

    def abandon(self, upload: Unfinished) -> None:
        with _named(upload.key, self._root):
            (self._root / upload.token).unlink(missing_ok=True)

    def check(self, *, within_s: float | None = None) -> None:  # noqa: ARG002  # of a network
        check_format(self, create=True)
        probe(self)

    def survey(self) -> Iterator[Finding]:
        free = shutil.disk_usage(self._root).free
        for kind, told in (
            (FindingKind.PLACE, self.place),
            (FindingKind.CONDITIONAL_PUT, "kept: the file system has hard links"),
            (FindingKind.FREE_SPACE, f"{free / 1e9:.1f} GB"),
            (FindingKind.FORMAT, f"version {format_version(self)}"),
        ):
            yield Finding(kind=kind, told=told)

    def delta_options(self) -> dict[str, str]:
        return {}

    def arrow_filesystem(self, prefix: str) -> Any:
        from pyarrow import fs

        return fs.SubTreeFileSystem(str(self._root / prefix), fs.LocalFileSystem())

    def _path(self, key: str) -> Path:
        parts = key.split("/")
        if any(part.startswith(".") or not part for part in parts):
            raise NoSuchKey(f"{key!r} is no key: a part of it is empty or begins with a dot")
        return self._root / key

    @contextmanager
    def _part(self, key: str, data: bytes | Path) -> Iterator[Path]:
        """Write ``data`` beside its place, synced; what is left of it at the end is removed."""
        target = self._path(key)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except FileNotFoundError as error:  # what a file system that holds no files of ours says
            raise StoreDenied(
                f"the archive folder {self._root} cannot be made; name a folder that can"
            ) from error
        part = target.with_name(f"{_PART}{secrets.token_hex(8)}")
        try:
            with part.open("xb") as file:
                if isinstance(data, bytes):
                    file.write(data)
                else:
                    with data.open("rb") as source:
                        shutil.copyfileobj(source, file, CHUNK_BYTES)
                file.flush()
                os.fsync(file.fileno())
            yield part
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def _named(key: str, root: Path) -> Iterator[None]:
    """Raise a named error for what the file system says."""
    try:
        yield
    except (FileNotFoundError, IsADirectoryError) as error:
        raise NoSuchKey(f"{key} is not in {root}") from error
    except PermissionError as error:
        raise StoreDenied(
            f"{error.filename or key}: {error.strerror}; the archive folder {root} must be "
            "readable and writable for the user who runs this"
        ) from error
    except NotADirectoryError as error:
        raise StoreDenied(
            f"{root} is no archive folder: it, or what should be a folder above it, is a file; "
            "name a folder"
        ) from error
    except OSError as error:
        raise ArchiveError(f"{key} in {root}: {error.strerror or error}") from error


def _unless_missing(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error
