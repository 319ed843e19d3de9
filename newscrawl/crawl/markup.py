"""The one way in which XML from the network is parsed: nothing expanded, nothing fetched."""

import re
import zlib
from collections.abc import Iterator
from html.entities import html5
from typing import Any

from lxml import etree

from newscrawl.errors import SourceUnreadable

LARGEST_XML_BYTES = 64 * 1024 * 1024  # sitemaps may have 50 MB
_FARTHEST_DECLARATION = 8 * 1024  # behind what a broken server prints first
_CDATA, _CDATA_END = b"<![CDATA[", b"]]>"
_AMPERSAND = re.compile(rb"&(#?\w{1,31};)?")
_OF_XML = (b"amp;", b"lt;", b"gt;", b"quot;", b"apos;")


def parse_xml(body: bytes, *, url: str) -> etree._Element:
    """
    Return the root of ``body``, gzipped or not, mended where it is broken.

    Raises SourceUnreadable where nothing of it is XML, where it declares entities (no feed needs
    its own; a bomb does), or where it is larger than 64 MiB unpacked.
    """
    text = _unpacked(body, url=url).strip()
    try:
        root = etree.fromstring(text, _parser(recover=False), base_url=url)
    except (etree.XMLSyntaxError, ValueError):
        try:
            root = etree.fromstring(_mended(text), _parser(recover=True), base_url=url)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise SourceUnreadable(f"{url} is not XML: {error}") from error
    if root is None:
        raise SourceUnreadable(f"{url} is not XML")
    document_type: Any = root.getroottree().docinfo.internalDTD
    if document_type is not None and any(True for _ in document_type.iterentities()):
        raise SourceUnreadable(f"{url} declares entities of its own, which no feed needs")
    return root


def _parser(*, recover: bool) -> etree.XMLParser:
    # Not huge_tree: libxml2's own bounds on depth and on single texts stay in force.
    return etree.XMLParser(
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _mended(text: bytes) -> bytes:
    """Return XML of which a parser that recovers takes no address for another one."""
    if b"\0" in text[:4]:  # UTF-16: its bytes are no characters
        return text
    declared_at = text.find(b"<?xml", 0, _FARTHEST_DECLARATION)
    text = text[max(declared_at, 0) :]
    # a text that is cut off in the middle may be half an address
    text = text[: text.rfind(b">") + 1] or text
    # libxml2 drops what follows "&": "?a=1&b=2" would become "?a=1=2"
    return b"".join(
        part if part.startswith(_CDATA) else _AMPERSAND.sub(_reference, part)
        for part in _parts(text)
    )


def _parts(text: bytes) -> Iterator[bytes]:
    """Yield the CDATA sections of ``text``, and what stands between them, in order."""
    at = 0
    while at < len(text):
        start = text.find(_CDATA, at)
        yield text[at : start if start != -1 else len(text)]
        if start == -1:
            return
        end = text.find(_CDATA_END, start)
        at = end + len(_CDATA_END) if end != -1 else len(text)
        yield text[start:at]


def _reference(ampersand: re.Match[bytes]) -> bytes:
    """Return what "&" begins as XML has it; an entity of HTML by its number."""
    name = ampersand[1]
    if name is None:
        return b"&amp;"
    if name in _OF_XML or name.startswith(b"#"):
        return ampersand[0]
    letters = html5.get(name.decode("ascii", "replace"))
    if letters is None:
        return b"&amp;" + name
    return "".join(f"&#{ord(letter)};" for letter in letters).encode("ascii")


def local_name(element: etree._Element) -> str:
    """Return the tag without its namespace, lower case; empty for a comment or an entity."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def text_of(element: etree._Element) -> str:
    return "".join(element.itertext()).strip()  # type: ignore[arg-type]


def _unpacked(body: bytes, *, url: str) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    inflater = zlib.decompressobj(wbits=31)
    try:
        unpacked = inflater.decompress(body, LARGEST_XML_BYTES)
    except zlib.error as error:
        raise SourceUnreadable(f"{url} is broken gzip: {error}") from error
    if body and not unpacked:
        raise SourceUnreadable(f"{url} is broken gzip: it ends before anything comes out")
    if inflater.unconsumed_tail:
        raise SourceUnreadable(f"{url} unpacks to more than {LARGEST_XML_BYTES} bytes")
    return unpacked
