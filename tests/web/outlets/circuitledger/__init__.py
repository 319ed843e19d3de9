"""Circuit Ledger: Next.js with its data in scripts, a body split over siblings, a news sitemap."""

import json
from datetime import UTC, timedelta
from html import escape
from typing import ClassVar

from tests.web.article import TrueArticle
from tests.web.feeds import Entry, news_sitemap
from tests.web.markup import body_html
from tests.web.messages import RawReply, Reply, Request, text_reply
from tests.web.outlet import Outlet

HOST = "circuitledger.example"
HOME = f"http://{HOST}"
HEADERS = (("Server", "Vercel"), ("X-Powered-By", "Next.js"), ("X-Nextjs-Cache", "HIT"))
ROBOTS = f"""User-Agent: *
Allow: /
Disallow: /api/
Crawl-delay: 0.2

Sitemap: {HOME}/news-sitemap.xml
"""
PROMOTION = """<div class="css-9kfq2x" data-testid="inline-promo"><h4>The Ledger, every weekday</h4>
<p>Join 80,000 readers who get our briefing at seven.</p><a href="/newsletters">Sign up</a></div>"""
MORE = """<aside class="css-1d0y9wz" aria-label="Related"><span>More from Circuit Ledger</span>
<a href="$url">$title</a></aside>"""
SECTION, LIVE, EVENT = "/business", "/live/keynote-2026", "/business/2026/oct/summit-programme"
PIECES_A_SECTION = 3


class CircuitLedger(Outlet):
    host = HOST
    publisher = "Circuit Ledger"
    not_articles: ClassVar = {
        SECTION: "listing",
        LIVE: "needs javascript",
        EVENT: "http 404",
    }

    def path_of(self, article: TrueArticle) -> str:
        day = article.published.astimezone(UTC)
        return f"/{article.section.lower()}/{day:%Y}/{f'{day:%b}'.lower()}/{article.slug}"

    def pages(self, edition: int) -> dict[str, Reply | RawReply]:
        articles = self.articles(edition)
        newest = articles[0].published
        others = [
            Entry(url=HOME + path, title=title, published=newest - timedelta(hours=hours))
            for path, title, hours in (
                (SECTION, "Business", 1),
                (LIVE, "Live: the keynote as it happens", 40),
                (EVENT, "Programme of our summit", 50),
            )
        ]
        sitemap = news_sitemap("Circuit Ledger", "en", [*map(self._entry, articles), *others])
        return {
            "/robots.txt": text_reply(ROBOTS),
            "/": self._listing("Circuit Ledger", articles),
            SECTION: self._listing(
                "Business", [article for article in articles if article.section == "Business"]
            ),
            "/news-sitemap.xml": Reply(body=sitemap, media_type="application/xml", has_etag=True),
            LIVE: Reply(body=self.template("live.html").template.encode(), headers=HEADERS),
            **{self.path_of(article): self._article(article, articles) for article in articles},
        }

    def not_found(self, request: Request) -> Reply:
        shell = '<html><body><div id="__next"><h1>404</h1><h2>This page could not be found.</h2>'
        return Reply(status=404, body=f"{shell}</div></body></html>".encode(), headers=HEADERS)

    def _entry(self, article: TrueArticle) -> Entry:
        return Entry(
            url=self.url_of(article),
            title=article.title,
            published=article.published.astimezone(UTC),
            modified=article.changed,
        )

    def _listing(self, title: str, articles: list[TrueArticle]) -> Reply:
        cards = "\n".join(
            f'<li class="css-7hy2"><a href="{self.path_of(article)}"><h3>{escape(article.title)}</h3>'
            f"</a><p>{escape(article.description)}</p></li>"
            for article in articles
        )
        text = self.template("listing.html").substitute(title=escape(title), cards=cards)
        return Reply(body=text.encode(), headers=HEADERS, is_chunked=True)

    def _article(self, article: TrueArticle, articles: list[TrueArticle]) -> Reply:
        other = next(other for other in articles if other is not article)
        pieces = article.pieces
        sections = [
            f'<section class="css-{at}k2x9 body-chunk">'
            f"{body_html(pieces[at : at + PIECES_A_SECTION])}</section>"
            for at in range(0, len(pieces), PIECES_A_SECTION)
        ]
        sections.insert(
            1, MORE.replace("$url", self.path_of(other)).replace("$title", escape(other.title))
        )
        sections.insert(3, PROMOTION)
        published = f"{article.published.astimezone(UTC):%Y-%m-%dT%H:%M:%S.000Z}"
        data = {
            "props": {"pageProps": {"article": self._data(article), "user": None}},
            "page": "/[section]/[year]/[month]/[slug]",
            "query": {"section": article.section.lower(), "slug": article.slug},
            "buildId": "hX2_bQ9vLkP0aT",
            "isFallback": False,
        }
        text = self.template("article.html").substitute(
            url=self.url_of(article),
            title=escape(article.title),
            description=escape(article.description),
            published=published,
            modified=f"{article.changed:%Y-%m-%dT%H:%M:%S.000Z}",
            printed=f"{article.published:%-d %b %Y, %H:%M} {article.extra.get('zone', 'BST')}",
            section=escape(article.section),
            section_path=article.section.lower(),
            image=f"{HOME}/_next/image?url=%2Fm%2F{article.image}&amp;w=1920&amp;q=75",
            writers=escape(article.writers),
            byline=_byline(article),
            body="\n".join(sections),
            data=json.dumps(data, ensure_ascii=False).replace("</", "<\\/"),
        )
        return Reply(body=text.encode(), headers=HEADERS, has_etag=True, is_chunked=True)

    def _data(self, article: TrueArticle) -> dict[str, object]:
        return {
            "headline": article.title,
            "standfirst": article.description,
            "publishedAt": article.published.astimezone(UTC).isoformat(),
            "contributors": [
                {"displayName": writer.name, "jobTitle": writer.role} for writer in article.authors
            ],
            "body": [
                {"_type": "block", "children": [{"_type": "span", "text": piece.text}]}
                for piece in article.pieces
                if piece.is_text
            ],
            "tags": [article.section, "Technology"],
        }


def _byline(article: TrueArticle) -> str:
    """Each name with its role behind, as in "Ada Lee, Legal Correspondent"."""
    return " and ".join(
        f'<a class="css-u1a" href="/authors/{writer.handle}">{escape(writer.name)}</a>'
        + (f'<span class="css-u1b">, {escape(writer.role)}</span>' if writer.role else "")
        for writer in article.authors
    )
