"""Where the outlets announce their articles: RSS, Atom, sitemaps and news sitemaps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One announced page."""

    url: str
    title: str
    published: datetime
    modified: datetime | None = None
    authors: tuple[str, ...] = ()
    description: str = ""
    content: str = ""  # HTML, where the feed carries whole articles
    categories: tuple[str, ...] = ()


def rss(title: str, url: str, entries: Sequence[Entry], *, encoding: str = "utf-8") -> bytes:
    """Return RSS 2.0 with the dc and content modules, as WordPress writes it."""
    built = max((entry.modified or entry.published for entry in entries), default=None)
    lines = [
        f'<?xml version="1.0" encoding="{encoding}"?>',
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"',
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">',
        f"<channel><title>{escape(title)}</title><link>{escape(url)}</link>",
        f"<description>{escape(title)}</description>",
        f"<lastBuildDate>{_rfc822(built)}</lastBuildDate>" if built else "",
        *map(_rss_item, entries),
        "</channel></rss>",
    ]
    return "\n".join(filter(None, lines)).encode(encoding, "xmlcharrefreplace")


def atom(title: str, url: str, entries: Sequence[Entry]) -> bytes:
    """Return an Atom feed (RFC 4287)."""
    updated = max(entry.modified or entry.published for entry in entries)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{escape(title)}</title><id>{escape(url)}</id>",
        f'<link href="{escape(url)}"/><updated>{updated.isoformat()}</updated>',
        *map(_atom_entry, entries),
        "</feed>",
    ]
    return "\n".join(lines).encode()


def news_sitemap(publication: str, language: str, entries: Iterable[Entry]) -> bytes:
    """Return a sitemap with Google's news extension."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"',
        ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">',
    ]
    for entry in entries:
        modified = (entry.modified or entry.published).isoformat()
        lines += [
            f"<url><loc>{escape(entry.url)}</loc><lastmod>{modified}</lastmod><news:news>",
            f"<news:publication><news:name>{escape(publication)}</news:name>",
            f"<news:language>{language}</news:language></news:publication>",
            f"<news:publication_date>{entry.published.isoformat()}</news:publication_date>",
            f"<news:title>{escape(entry.title)}</news:title></news:news></url>",
        ]
    return "\n".join([*lines, "</urlset>"]).encode()


def sitemap(entries: Iterable[Entry]) -> bytes:
    lines = [
        f"<url><loc>{escape(entry.url)}</loc>"
        f"<lastmod>{(entry.modified or entry.published).isoformat()}</lastmod></url>"
        for entry in entries
    ]
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return "\n".join([head, f'<urlset xmlns="{space}">', *lines, "</urlset>"]).encode()


def sitemap_index(urls: Iterable[str]) -> bytes:
    lines = [f"<sitemap><loc>{escape(url)}</loc></sitemap>" for url in urls]
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return "\n".join([head, f'<sitemapindex xmlns="{space}">', *lines, "</sitemapindex>"]).encode()


def _rss_item(entry: Entry) -> str:
    parts = [
        f"<item><title>{escape(entry.title)}</title><link>{escape(entry.url)}</link>",
        *(f"<dc:creator><![CDATA[{author}]]></dc:creator>" for author in entry.authors),
        f"<pubDate>{_rfc822(entry.published)}</pubDate>",
        *(f"<category><![CDATA[{category}]]></category>" for category in entry.categories),
        f'<guid isPermaLink="false">{escape(entry.url)}</guid>',
        f"<description><![CDATA[{entry.description}]]></description>" if entry.description else "",
        f"<content:encoded><![CDATA[{entry.content}]]></content:encoded>" if entry.content else "",
        "</item>",
    ]
    return "".join(parts)


def _atom_entry(entry: Entry) -> str:
    updated = (entry.modified or entry.published).isoformat()
    authors = "".join(f"<author><name>{escape(author)}</name></author>" for author in entry.authors)
    return (
        f'<entry><title type="html">{escape(entry.title)}</title><id>{escape(entry.url)}</id>'
        f'<link rel="alternate" type="text/html" href="{escape(entry.url)}"/>'
        f"<published>{entry.published.isoformat()}</published><updated>{updated}</updated>"
        f'{authors}<summary type="html">{escape(entry.description)}</summary></entry>'
    )


def _rfc822(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC))
