"""FORMAT.json: what says that a folder is an archive, and of which version."""

import json
from typing import TYPE_CHECKING

from newscrawl.errors import FormatMismatch, KeyExists, NoSuchKey

if TYPE_CHECKING:
    from newscrawl.archive.store import Store

FORMAT_KEY = "FORMAT.json"
FORMAT_NAME = "newscrawl-archive"
FORMAT_VERSION = 1


# What the object is, to the byte.
_CONTENT = json.dumps({"name": FORMAT_NAME, "version": FORMAT_VERSION}).encode() + b"\n"


def check_format(store: "Store", *, create: bool = False) -> bool:
    """
    Return whether an archive is there; with ``create``, make one where there is nothing at all.

    Raises FormatMismatch where something else is there, or a newer layout than this code reads;
    nothing is written then.
    """
    data = _format_object(store)
    if data is None:
        foreign = next(iter(store.list("")), None)
        if foreign is None:
            if create:
                _make(store)
            return create
        # another process may have made the archive between the two questions
        data = _format_object(store)
        if data is None:
            raise FormatMismatch(
                f"{store.uri} is no archive: it has no {FORMAT_KEY}, but it holds {foreign.key!r}; "
                f"nothing was touched. {_advice(store)}"
            )
    _check(data, store.uri)
    return True


def format_version(store: "Store") -> int:
    """Return the layout's version. Raises as ``check_format`` does; NoSuchKey: no archive."""
    return _check(store.get(FORMAT_KEY), store.uri)


def _format_object(store: "Store") -> bytes | None:
    try:
        return store.get(FORMAT_KEY)
    except NoSuchKey:
        return None


def is_format_altered(store: "Store") -> bool:
    """Return whether FORMAT.json is otherwise than written, though it can be read."""
    return store.get(FORMAT_KEY) != _CONTENT


def _advice(store: "Store") -> str:
    if next(iter(store.list("manifests/")), None) is None:
        return "Name an empty place"
    content = _CONTENT.decode().strip()
    return f"It has manifests: if it was an archive, put {FORMAT_KEY} back, with {content}"


def _make(store: "Store") -> None:
    try:
        store.put_if_absent(FORMAT_KEY, _CONTENT)
    except KeyExists:
        _check(store.get(FORMAT_KEY), store.uri)


def _check(data: bytes, uri: str) -> int:
    try:
        stated = json.loads(data)
        name, version = stated["name"], int(stated["version"])
    except (ValueError, TypeError, KeyError) as error:
        raise FormatMismatch(
            f"{FORMAT_KEY} in {uri} cannot be read; nothing was touched. If this is an archive, "
            f"its content should be {_CONTENT.decode().strip()}"
        ) from error
    if name != FORMAT_NAME:
        raise FormatMismatch(f"{uri} is a {name!r}, not a {FORMAT_NAME}; nothing was touched")
    if version > FORMAT_VERSION:
        raise FormatMismatch(
            f"{uri} has layout version {version}, newer than {FORMAT_VERSION}, the newest that "
            "this newscrawl reads; nothing was touched. Upgrade newscrawl"
        )
    return version
