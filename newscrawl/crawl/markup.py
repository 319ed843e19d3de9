"""The one way in which XML from the network is parsed: nothing expanded, nothing fetched."""

import zlib
from typing import Any

from lxml import etree

from newscrawl.errors import SourceUnreadable

LARGEST_XML_BYTES = 64 * 1024 * 1024  # sitemaps may have 50 MB


def parse_xml(body: bytes, *, url: str) -> etree._Element:
    """
    Return the root of ``body``, gzipped or not, mended where it is broken.

    Raises SourceUnreadable where nothing of it is XML, where it declares entities (no feed needs
    its own; a bomb does), or where it is larger than 64 MiB unpacked.
    """
    # Not huge_tree: libxml2's own bounds on depth and on single texts stay in force.
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(_unpacked(body, url=url).strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceUnreadable(f"{url} is not XML: {error}") from error
    if root is None:
        raise SourceUnreadable(f"{url} is not XML")
    document_type: Any = root.getroottree().docinfo.internalDTD
    if document_type is not None and any(True for _ in document_type.iterentities()):
        raise SourceUnreadable(f"{url} declares entities of its own, which no feed needs")
    return root


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
