"""The Signal Room: an Atom feed, a consent wall for some addresses, a paywall for some articles."""

import json
from datetime import timedelta
from html import escape
from typing import ClassVar

from tests.web.article import TrueArticle, Writer
from tests.web.feeds import Entry, atom
from tests.web.markup import body_html
from tests.web.messages import RawReply, Reply, Request, redirect, text_reply
from tests.web.outlet import Outlet

HOST = "signalroom.example"
HOME = f"http://{HOST}"
HEADERS = (("Server", "cloudflare"), ("X-Cache", "HIT, MISS"))
ROBOTS = f"User-agent: *\nDisallow: /account\n\nUser-agent: GreedyBot\nDisallow: /\n\nSitemap: {HOME}/sitemap.xml\n"
WALLED, COLLECTED = "/eu/2026/10/20/data-brokers-map", "/eu/2026/10/23/age-checks-explained"
CONSENT = "/collectConsent?sessionId=3_cc-session_7be1"
BOX = """<div class="o-teaser-inline"><span class="o-teaser-inline__tag">Recommended</span>
<a href="$url">$title</a></div>"""
SIGN_UP = """<div class="o-newsletter" role="complementary"><p>Sign up for the Signal Room briefing:
what broke this week, and who noticed.</p><a href="/newsletters">Get it by e-mail</a></div>"""


class SignalRoom(Outlet):
    host = HOST
    publisher = "The Signal Room"
    not_articles: ClassVar = {WALLED: "consent wall", COLLECTED: "consent wall"}

    def path_of(self, article: TrueArticle) -> str:
        return f"/{article.published:%Y/%m/%d}/{article.slug}"

    def pages(self, edition: int) -> dict[str, Reply | RawReply]:
        articles = self.articles(edition)
        consent = Reply(body=self.template("consent.html").template.encode(), headers=HEADERS)
        return {
            "/robots.txt": text_reply(ROBOTS),
            "/": self._front(articles),
            "/feed.atom": self._feed(articles),
            WALLED: consent,
            COLLECTED: redirect(HOME + CONSENT, status=307),
            CONSENT: consent,
            **{self.path_of(article): self._article(article, articles) for article in articles},
        }

    def not_found(self, request: Request) -> Reply:
        text = "<!doctype html><title>Not found</title><h1>We cannot find that page</h1>"
        return Reply(status=404, body=text.encode(), headers=HEADERS)

    def _feed(self, articles: list[TrueArticle]) -> Reply:
        newest = articles[0].published
        entries = [
            Entry(
                url=self.url_of(article) + "?utm_source=feed&utm_medium=atom",
                title=article.title,
                published=article.published,
                modified=article.modified,
                authors=tuple(writer.name for writer in article.authors),
                description=escape(article.description),
            )
            for article in articles
        ]
        for path, title, days in (
            (WALLED, "A map of the data brokers", 14),
            (COLLECTED, "Age checks explained", 11),
        ):
            day = newest - timedelta(days=days)
            entries.append(Entry(url=HOME + path, title=title, published=day))
        body = atom("The Signal Room", HOME + "/", entries)
        return Reply(
            body=body,
            media_type="application/atom+xml",
            last_modified=max(article.changed for article in articles),
            has_etag=True,
        )

    def _front(self, articles: list[TrueArticle]) -> Reply:
        items = "".join(
            f'<li><a href="{self.path_of(article)}">{escape(article.title)}</a></li>'
            for article in articles
        )
        text = (
            f"<!doctype html><html lang=en><title>The Signal Room</title>"
            f'<link rel="alternate" type="application/atom+xml" href="/feed.atom"><ul>{items}</ul>'
        )
        return Reply(body=text.encode(), headers=HEADERS)

    def _article(self, article: TrueArticle, articles: list[TrueArticle]) -> Reply:
        other = next(other for other in articles if other is not article)
        box = BOX.replace("$url", self.path_of(other)).replace("$title", escape(other.title))
        pieces = article.printed_pieces
        text = self.template("article.html").substitute(
            url=self.url_of(article),
            title=escape(article.title),
            description=escape(article.description),
            section=escape(article.section),
            image=f"{HOME}/img/{article.image}",
            data=json.dumps(self._data(article), ensure_ascii=False, indent=1),
            byline=", ".join(map(_byline, article.authors)),
            published=article.published.isoformat(),
            printed=f"{article.published:%d/%m/%Y %H:%M}",
            body=body_html(pieces, {} if article.teaser_pieces else {2: box, 4: SIGN_UP}),
            wall=self.template("paywall.html").template if article.teaser_pieces else "",
        )
        return Reply(
            body=text.encode(), headers=HEADERS, last_modified=article.changed, has_etag=True
        )

    def _data(self, article: TrueArticle) -> dict[str, object]:
        data: dict[str, object] = {
            "@context": "http://schema.org",
            "@type": ["NewsArticle"],
            "mainEntityOfPage": {"@type": "WebPage", "@id": self.url_of(article)},
            "headline": article.title,
            "alternativeHeadline": article.description,
            "image": [{"@type": "ImageObject", "url": f"{HOME}/img/{article.image}"}],
            "datePublished": article.published.isoformat(),
            "author": [_author(writer) for writer in article.authors],
            "publisher": {
                "@type": "NewsMediaOrganization",
                "name": "The Signal Room",
                "logo": {"@type": "ImageObject", "url": f"{HOME}/logo.png"},
            },
            "isAccessibleForFree": article.teaser_pieces is None,
            "articleSection": article.section,
        }
        if article.modified:
            data["dateModified"] = article.modified.isoformat()
        if article.teaser_pieces is not None:
            data["hasPart"] = {
                "@type": "WebPageElement",
                "isAccessibleForFree": False,
                "cssSelector": ".paywall",
            }
        return data


def _author(writer: Writer) -> dict[str, object]:
    if writer.is_organisation:
        return {"@type": "Organization", "name": writer.name}
    person: dict[str, object] = {"@type": "Person", "name": writer.name}
    if writer.handle:
        person["url"] = f"{HOME}/people/{writer.handle}"
    if writer.role:
        person["jobTitle"] = writer.role
    return person


def _byline(writer: Writer) -> str:
    role = f" <i>{escape(writer.role)}</i>" if writer.role else ""
    if writer.handle is None:
        return f"<span>{escape(writer.name)}</span>{role}"
    return f'<a href="/people/{writer.handle}">{escape(writer.name)}</a>{role}'
