"""Modem Weekly: tables and FONT tags by hand since 1998, windows-1252 that calls itself latin-1."""

from datetime import datetime, timedelta
from html import escape
from typing import ClassVar

from newscrawl.items import BlockKind
from tests.web.article import TrueArticle
from tests.web.feeds import Entry, rss
from tests.web.messages import RawReply, Reply, Request, text_reply
from tests.web.outlet import Outlet
from tests.web.prose import Piece, picture

HOST = "modemweekly.example"
HOME = f"http://{HOST}"
HEADERS = (("Server", "Apache/1.3.42 (Unix)"),)
ROBOTS = """# please be gentle, this is one machine in a cupboard
User-agent: *
Disallow: /print/
Disallow: /cgi-bin/
"""
MOVED, PRINT_VERSION = "/news/2026/09/swap-meet.html", "/print/2026/10/tessel.html"
COUNTER = b"<!--#counter-->"
ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


class ModemWeekly(Outlet):
    host = HOST
    publisher = "Modem Weekly"
    prints_standfirst = False
    not_articles: ClassVar = {MOVED: "error page", PRINT_VERSION: "robots.txt"}

    def path_of(self, article: TrueArticle) -> str:
        return f"/news/{article.published:%Y/%m}/{article.slug}.html"

    def pages(self, edition: int) -> dict[str, Reply | RawReply]:
        articles = self.articles(edition)
        feed = self._feed(articles)
        return {
            "/robots.txt": text_reply(ROBOTS),
            "/": self._index(articles),
            "/index.html": self._index(articles),
            "/rss.xml": Reply(body=feed, media_type="text/xml"),
            PRINT_VERSION: self._article(articles[0], articles),
            **{self.path_of(article): self._article(article, articles) for article in articles},
        }

    def not_found(self, request: Request) -> Reply:
        """A page that says that there is none, and answers 200: a soft 404."""
        text = self.template("missing.html").substitute(path=escape(request.path))
        return Reply(body=text.encode("cp1252"), media_type="text/html", headers=HEADERS)

    def _feed(self, articles: list[TrueArticle]) -> bytes:
        newest = articles[0].published
        entries = [
            Entry(
                url=self.url_of(article),
                title=article.title,
                published=article.published,
                modified=article.modified,
                description=escape(article.description),
            )
            for article in articles
        ]
        for path, title, days in (
            (MOVED, "Swap meet in Swindon", 33),
            (PRINT_VERSION, "For the printer: Tessel", 5),
        ):
            day = newest - timedelta(days=days)
            entries.append(Entry(url=HOME + path, title=title, published=day))
        return rss("Modem Weekly", HOME + "/", entries, encoding="iso-8859-1")

    def _index(self, articles: list[TrueArticle]) -> Reply:
        rows = "\n".join(
            f'<TR><TD><A HREF="{self.path_of(article)}"><B>{escape(article.title)}</B></A>'
            f"<BR><FONT SIZE=2>{escape(article.description)}</FONT></TD></TR>"
            for article in articles
        )
        return self._page(self.template("index.html").substitute(rows=rows))

    def _article(self, article: TrueArticle, articles: list[TrueArticle]) -> Reply:
        writer = article.authors[0]
        role = f", {escape(writer.role)}" if writer.role else ""
        links = "\n".join(
            f'<LI><A HREF="{self.path_of(other)}">{escape(other.title)}</A>'
            for other in articles[:6]
            if other is not article
        )
        text = self.template("article.html").substitute(
            title=escape(article.title),
            description=escape(article.description),
            section=escape(article.section),
            byline=f"{escape(writer.name)}{role}",
            printed=_printed(article.published, article.extra.get("zone", "BST")),
            body="\n".join(map(_element, article.pieces)),
            links=links,
            print_path=f"/print/{article.published:%Y/%m}/{article.slug}.html",
        )
        return self._page(text)

    def _page(self, text: str) -> Reply:
        return Reply(
            body=text.encode("cp1252", "xmlcharrefreplace"),
            media_type="text/html",
            headers=HEADERS,
            is_compressible=False,
            stamp=_count_visitor,
        )


def _element(piece: Piece) -> str:
    """Tags in capitals, most of them never closed."""
    match piece.kind:
        case BlockKind.HEADING:
            return f'<H3><FONT FACE="Arial">{piece.html}</FONT></H3>'
        case BlockKind.LIST_ITEM:
            return f"<UL><LI>{piece.html}</UL>"
        case BlockKind.QUOTE:
            return f"<BLOCKQUOTE><I>{piece.html}</I></BLOCKQUOTE>"
        case None:
            alternative, address, caption = picture(piece)
            legend = f"<BR><FONT SIZE=1>{escape(caption)}</FONT>"
            return f'<CENTER><IMG SRC="{address}" ALT="{escape(alternative)}">{legend}</CENTER>'
        case _:
            return f"<P>{piece.html}"


def _printed(moment: datetime, zone: str) -> str:
    """As in "Thursday 15th October 2026 at 10:40 BST"."""
    ordinal = f"{moment.day}{ORDINALS.get(moment.day, 'th')}"
    return f"{moment:%A} {ordinal} {moment:%B %Y} at {moment:%H:%M} {zone}"


def _count_visitor(body: bytes, requests: int) -> bytes:
    return body.replace(COUNTER, b"%07d" % (481_207 + requests))
