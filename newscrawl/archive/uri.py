"""The one parser of archive URIs."""

import os
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from newscrawl.archive.local import LocalStore
from newscrawl.archive.store import Store
from newscrawl.errors import ArchiveUriError

_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WANTED = "wanted a folder, file:///folder or s3://bucket/prefix"


def open_store(uri: str) -> Store:
    """
    Return the store that ``uri`` names: a path, ``file://...`` or ``s3://bucket/prefix``.

    Opening touches nothing; ``check()`` asks whether it is there. Endpoint, region and
    credentials of S3 come from the standard AWS variables and files, never from the URI; on what
    terms objects are put, from the NEWSCRAWL_S3_* settings in the environment.

    Raises ArchiveUriError where ``uri`` names no store, or carries credentials; UsageError where
    a setting says what cannot be meant.
    """
    if not uri.strip():
        raise ArchiveUriError(f"the archive URI is empty; {_WANTED}")
    if uri != uri.strip() or any(ord(letter) < 32 for letter in uri):
        raise ArchiveUriError(f"{uri!r} has spaces or control characters around it; {_WANTED}")
    scheme = _SCHEME.match(uri)
    if scheme is None:
        return LocalStore(Path(uri).absolute())
    match scheme[1].lower():
        case "file":
            return LocalStore(_folder(uri))
        case "s3":
            return _bucket(uri)
        case other:
            raise ArchiveUriError(f"{_shown(uri)}: archives are not kept under {other}:; {_WANTED}")


def _folder(uri: str) -> Path:
    parts = urlsplit(uri)
    if parts.netloc not in ("", "localhost"):
        raise ArchiveUriError(
            f"{_shown(uri)} names the host {parts.hostname!r}; a folder here has three slashes, "
            "file:///folder"
        )
    if parts.query or parts.fragment or not parts.path.startswith("/"):
        raise ArchiveUriError(f"{_shown(uri)} is no file URI; {_WANTED}")
    return Path(unquote(parts.path))


def _bucket(uri: str) -> Store:
    from newscrawl.archive.s3 import S3Store  # boto3 is slow to import, and a folder needs none
    from newscrawl.store_terms import StoreTerms

    parts = urlsplit(uri)
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ArchiveUriError(
            f"{_shown(uri)}: credentials and options do not belong in the URI; set AWS_PROFILE, "
            "or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and AWS_ENDPOINT_URL_S3"
        )
    if not _BUCKET.fullmatch(parts.netloc):
        raise ArchiveUriError(
            f"{_shown(uri)}: {parts.netloc!r} is no bucket name; wanted s3://bucket/prefix"
        )
    prefix = parts.path.strip("/")
    if any(part in ("", ".", "..") for part in prefix.split("/")) and prefix:
        raise ArchiveUriError(f"{_shown(uri)}: the prefix has an empty part or dots; {_WANTED}")
    terms = StoreTerms.from_environment(os.environ)
    return S3Store(bucket=parts.netloc, prefix=prefix, terms=terms)


def _shown(uri: str) -> str:
    """Return ``uri`` as a message may hold it: without userinfo, query and fragment."""
    bare = re.split(r"[?#]", uri, maxsplit=1)[0]
    return repr(re.sub(r"//[^/]*@", "//...@", bare))
