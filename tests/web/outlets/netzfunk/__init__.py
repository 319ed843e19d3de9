"""Netzfunk: German, RSS without content, JSON-LD in a list, and no robots.txt at all."""

import json
from html import escape

from tests.web.article import TrueArticle
from tests.web.feeds import Entry, rss
from tests.web.markup import body_html
from tests.web.messages import RawReply, Reply
from tests.web.outlet import Outlet

HOST = "netzfunk.example"
HOME = f"http://{HOST}"
HEADERS = (("Server", "nginx/1.26.2"), ("Content-Language", "de"))
MORE = '<p class="verweis"><strong>Lesen Sie auch:</strong> <a href="$url">$title</a></p>'


class Netzfunk(Outlet):
    host = HOST
    publisher = "Netzfunk"

    def path_of(self, article: TrueArticle) -> str:
        return f"/artikel/{article.slug}-{article.extra['number']}.html"

    def pages(self, edition: int) -> dict[str, Reply | RawReply]:
        articles = self.articles(edition)
        entries = [
            Entry(
                url=self.url_of(article),
                title=article.title,
                published=article.published,
                description=escape(article.description),
            )
            for article in articles
        ]
        feed = Reply(
            body=rss("Netzfunk", HOME + "/", entries),
            media_type="application/rss+xml; charset=utf-8",
            has_etag=True,
        )
        return {
            "/": self._front(articles),
            "/rss/alles.xml": feed,
            **{self.path_of(article): self._article(article, articles) for article in articles},
        }

    def _front(self, articles: list[TrueArticle]) -> Reply:
        items = "".join(
            f'<li><a href="{self.path_of(article)}">{escape(article.title)}</a></li>'
            for article in articles
        )
        text = f'<!doctype html><html lang="de"><title>Netzfunk</title><h1>Netzfunk</h1><ul>{items}</ul>'
        return Reply(body=text.encode(), headers=HEADERS)

    def _article(self, article: TrueArticle, articles: list[TrueArticle]) -> Reply:
        other = next(other for other in articles if other is not article)
        more = MORE.replace("$url", self.path_of(other)).replace("$title", escape(other.title))
        writer = article.authors[0]
        data = [
            {"@context": "https://schema.org", "@type": "WebSite", "name": "Netzfunk"},
            {
                "@context": "https://schema.org",
                "@type": "NewsArticle",
                "headline": article.title,
                "datePublished": article.published.isoformat(),
                "author": {"@type": "Person", "name": writer.name},
                "inLanguage": "de",
                "publisher": {"@type": "Organization", "name": "Netzfunk"},
            },
        ]
        text = self.template("article.html").substitute(
            url=self.url_of(article),
            title=escape(article.title),
            description=escape(article.description),
            section=escape(article.section),
            data=json.dumps(data, ensure_ascii=False),
            author=escape(writer.name),
            published=article.published.isoformat(),
            printed=f"{article.published:%d.%m.%Y, %H:%M} Uhr",
            body=body_html(article.pieces, {3: more}),
        )
        return Reply(body=text.encode(), headers=HEADERS, has_etag=True)
