"""What Arrow says when a store fails in mid-read, said as the archive says it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pyarrow as pa

from newscrawl.errors import (
    ArchiveError,
    NoSuchKey,
    StoreDenied,
    StoreUnreachable,
    TableDamaged,
)

# how the clients below deltalake and Arrow say it; there is no type to tell by
_DENIALS = re.compile(
    # not the bare number: a port, a key or a time may have it
    r"\b403 Forbidden\b|AccessDenied|ACCESS_DENIED|Permission denied"
    r"|SignatureDoesNotMatch|InvalidAccessKeyId"
)
_OF_A_STORE = re.compile(r"AWS|S3|HTTP|curl|[Cc]onnect|[Tt]ime.?out|Generic")
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@contextmanager
def reading(where: Any) -> Iterator[None]:
    """
    Raise a named error where the rows of ``where``, a dataset or a URI, cannot be read to the end.

    StoreUnreachable, StoreDenied, NoSuchKey where a row object is gone, TableDamaged where one is
    truncated or altered.
    """
    try:
        yield
    except (OSError, pa.ArrowException) as error:
        raise _named(error, where if isinstance(where, str) else _place(where)) from error


def _named(error: Exception, place: str) -> ArchiveError:
    what = f"{place} could not be read: {told(error)}"
    if is_denial(error):
        return StoreDenied(f"{what}; the credentials need to list and get what is there")
    if isinstance(error, FileNotFoundError):
        return NoSuchKey(f"{what}; a row object is gone: see `newscrawl verify`")
    if _is_damage(error):
        return TableDamaged(
            f"{what}; a row object is truncated or was altered: `newscrawl verify` names it. "
            "Restore it from a copy; what does not need it can be read, and crawls can go on"
        )
    return StoreUnreachable(f"{what}; is the store up? Nothing was changed: try again")


def told(error: Exception) -> str:
    """Return what the library said, in one line of at most 300 characters."""
    return said(error)[:300]


def said(error: Exception) -> str:
    """Return all that the library said, in one line."""
    return " ".join(_COLOURS.sub("", str(error)).split())


def is_denial(error: Exception) -> bool:
    return isinstance(error, PermissionError) or bool(_DENIALS.search(said(error)))


def _is_damage(error: Exception) -> bool:
    """Return whether ``error`` says that what was read is not what was written."""
    if isinstance(error, pa.ArrowException):
        return True
    # what a file system says has a number, what a store says the store's name
    is_plain = isinstance(error, OSError) and error.errno is None
    return is_plain and not _OF_A_STORE.search(told(error))


def _place(dataset: Any) -> str:
    """Return the folder or bucket prefix that a dataset's row objects lie in."""
    filesystem = getattr(dataset, "filesystem", None)
    return str(getattr(filesystem, "base_path", "the archive's tables"))
