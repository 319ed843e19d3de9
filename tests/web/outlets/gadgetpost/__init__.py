"""Gadget Post: WordPress with Yoast's JSON-LD graph, and a feed that carries whole articles."""

import json
from datetime import UTC, timedelta
from html import escape
from typing import ClassVar

from tests.web.article import TrueArticle, Writer
from tests.web.feeds import Entry, rss, sitemap, sitemap_index
from tests.web.markup import body_html
from tests.web.messages import RawReply, Reply, Request, redirect, text_reply
from tests.web.outlet import Outlet

HOST = "gadgetpost.example"
HOME = f"http://{HOST}"
HEADERS = (
    ("Server", "nginx"),
    ("X-Powered-By", "PHP/8.3.11"),
    ("Link", f'<{HOME}/wp-json/>; rel="https://api.w.org/"'),
    ("Set-Cookie", "wp_ab_bucket=b; path=/; SameSite=Lax"),
    ("Set-Cookie", "gp_region=us; path=/; Secure"),
)
ROBOTS = f"""User-agent: *
Disallow: /wp-admin/
Allow: /wp-admin/admin-ajax.php
Disallow: /?s=

Sitemap: {HOME}/sitemap_index.xml
"""
READ_ALSO = """<div class="wp-block-group gp-related"><p><strong>Read also:</strong>
<a href="$url">$title</a></p></div>"""
NEWSLETTER = """<aside class="newsletter-box"><h3>Get the Gadget Post newsletter</h3>
<p>The day's best phones and gadgets, in your inbox at six.</p><form action="/subscribe/"
method="post"><input type="email" name="email" placeholder="Your e-mail address">
<button>Sign up</button></form></aside>"""
ADVERTISEMENT = """<div class="ad-slot ad-slot--inline" data-ad-unit="gp/article/mid"
aria-hidden="true"><span class="ad-label">Advertisement</span></div>"""
DEALS_HUB, LOST_DRAFT, OLD_ADDRESS = "/deals/", "/2026/10/lost-draft/", "/?p=4411"


class GadgetPost(Outlet):
    host = HOST
    publisher = "Gadget Post"
    prints_standfirst = False
    not_articles: ClassVar = {
        DEALS_HUB: "listing",
        LOST_DRAFT: "http 404",
        OLD_ADDRESS: "duplicate",
    }

    def path_of(self, article: TrueArticle) -> str:
        return f"/{article.published:%Y/%m}/{article.slug}/"

    def pages(self, edition: int) -> dict[str, Reply | RawReply]:
        articles = self.articles(edition)
        pages: dict[str, Reply | RawReply] = {
            "/robots.txt": text_reply(ROBOTS),
            "/": self._listing("Gadget Post", articles[:8]),
            "/feed/": self._feed(articles),
            "/sitemap_index.xml": _xml(sitemap_index([f"{HOME}/post-sitemap.xml"])),
            "/post-sitemap.xml": _xml(sitemap(map(self._entry, articles))),
            DEALS_HUB: self._listing(
                "Deals", [article for article in articles if article.section == "Deals"] * 3
            ),
            OLD_ADDRESS: redirect(self.url_of(articles[-1])),
        }
        for article in articles:
            pages[self.path_of(article)] = self._article(article, articles)
            for writer in article.authors:
                if writer.handle:
                    pages[f"/author/{writer.handle}/"] = self._listing(
                        writer.name, [other for other in articles if writer in other.authors]
                    )
        return pages

    def not_found(self, request: Request) -> Reply:
        text = self.template("listing.html").substitute(
            title="Page not found", items="<p>Nothing lives at this address any more.</p>"
        )
        return Reply(status=404, body=text.encode(), headers=HEADERS)

    def _entry(self, article: TrueArticle) -> Entry:
        return Entry(
            url=self.url_of(article),
            title=article.title,
            published=article.published,
            modified=article.modified,
            authors=tuple(writer.name for writer in article.authors),
            description=f"<p>{escape(article.description)}</p>",
            content=body_html(article.pieces),
            categories=(article.section,),
        )

    def _feed(self, articles: list[TrueArticle]) -> Reply:
        newest = articles[0].published
        others = [
            Entry(url=HOME + path, title=title, published=newest - timedelta(hours=hours))
            for path, title, hours in (
                (DEALS_HUB, "All of this week's deals in one place", 30),
                (LOST_DRAFT, "A story that was taken back", 60),
                (OLD_ADDRESS, articles[-1].title, 90),
            )
        ]
        entries = [*map(self._entry, articles), *others]
        return _xml(rss("Gadget Post", HOME + "/", entries), media_type="application/rss+xml")

    def _listing(self, title: str, articles: list[TrueArticle]) -> Reply:
        items = "\n".join(
            f'<article class="post-card"><h2 class="entry-title"><a href="{self.url_of(article)}">'
            f"{escape(article.title)}</a></h2><p>{escape(article.description)}</p></article>"
            for article in articles
        )
        text = self.template("listing.html").substitute(title=escape(title), items=items)
        return Reply(body=text.encode(), headers=HEADERS)

    def _article(self, article: TrueArticle, articles: list[TrueArticle]) -> Reply:
        writer = article.authors[0]
        neighbours = [other for other in articles if other is not article]
        related = READ_ALSO.replace("$url", self.url_of(neighbours[0])).replace(
            "$title", escape(neighbours[0].title)
        )
        text = self.template("article.html").substitute(
            url=self.url_of(article),
            title=escape(article.title),
            description=escape(article.description),
            published=article.published.isoformat(),
            printed=f"{article.published:%b %d, %Y, %-I:%M %p} {article.extra.get('zone', 'EDT')}",
            section=escape(article.section),
            section_path=article.section.lower().replace(" ", "-"),
            image=f"{HOME}/wp-content/uploads/{article.published:%Y/%m}/{article.image}",
            author=escape(writer.name),
            author_box=_author_box(writer),
            author_path=f"/author/{writer.handle}/" if writer.handle else "/about/",
            graph=json.dumps(self._graph(article), ensure_ascii=False),
            body=body_html(article.pieces, {2: related, 4: ADVERTISEMENT + NEWSLETTER}),
            related="\n".join(
                f'<li><a href="{self.url_of(other)}">{escape(other.title)}</a></li>'
                for other in neighbours[1:5]
            ),
        )
        return Reply(
            body=text.encode(), headers=HEADERS, last_modified=article.changed, has_etag=True
        )

    def _graph(self, article: TrueArticle) -> dict[str, object]:
        """Yoast's graph: everything is a node, and nodes name one another by @id."""
        url, writer = self.url_of(article), article.authors[0]
        person = f"{HOME}/#/schema/person/{writer.handle or 'staff'}"
        image = f"{HOME}/wp-content/uploads/{article.published:%Y/%m}/{article.image}"
        published = article.published.astimezone(UTC).isoformat()
        modified = article.changed.isoformat()
        return {
            "@context": "https://schema.org",
            "@graph": [
                {
                    "@type": "Article",
                    "@id": f"{url}#article",
                    "isPartOf": {"@id": url},
                    "author": {"name": writer.name, "@id": person},
                    "headline": article.title,
                    "datePublished": published,
                    "dateModified": modified,
                    "mainEntityOfPage": {"@id": url},
                    "wordCount": len(article.body.split()),
                    "commentCount": 2,
                    "publisher": {"@id": f"{HOME}/#organization"},
                    "image": {"@id": f"{url}#primaryimage"},
                    "thumbnailUrl": image,
                    "articleSection": [article.section],
                    "inLanguage": "en-US",
                },
                {
                    "@type": "WebPage",
                    "@id": url,
                    "url": url,
                    "name": f"{article.title} - Gadget Post",
                    "isPartOf": {"@id": f"{HOME}/#website"},
                    "primaryImageOfPage": {"@id": f"{url}#primaryimage"},
                    "datePublished": published,
                    "dateModified": modified,
                    "description": article.description,
                    "breadcrumb": {"@id": f"{url}#breadcrumb"},
                    "inLanguage": "en-US",
                },
                {
                    "@type": "ImageObject",
                    "@id": f"{url}#primaryimage",
                    "url": image,
                    "contentUrl": image,
                    "width": 1600,
                    "height": 900,
                },
                {
                    "@type": "BreadcrumbList",
                    "@id": f"{url}#breadcrumb",
                    "itemListElement": [
                        {"@type": "ListItem", "position": 1, "name": "Home", "item": HOME + "/"},
                        {"@type": "ListItem", "position": 2, "name": article.title},
                    ],
                },
                {
                    "@type": "WebSite",
                    "@id": f"{HOME}/#website",
                    "url": HOME + "/",
                    "name": "Gadget Post",
                    "publisher": {"@id": f"{HOME}/#organization"},
                    "inLanguage": "en-US",
                },
                {
                    "@type": "Organization",
                    "@id": f"{HOME}/#organization",
                    "name": "Gadget Post",
                    "url": HOME + "/",
                },
                {
                    "@type": "Person",
                    "@id": person,
                    "name": writer.name,
                    "image": {"@type": "ImageObject", "url": f"{HOME}/avatars/{writer.handle}.jpg"},
                    "url": f"{HOME}/author/{writer.handle}/" if writer.handle else HOME + "/about/",
                },
            ],
        }


def _author_box(writer: Writer) -> str:
    """Name, role and biography in one run of text, as many themes print them."""
    if writer.biography is None:
        return ""
    name = f'<a href="/author/{writer.handle}/" rel="author">{escape(writer.name)}</a>'
    return (
        f'<div class="author-box"><img src="/avatars/{writer.handle}.jpg" alt="">'
        f"<p>{name} {escape(writer.role or '')}<br>{escape(writer.biography)}</p></div>"
    )


def _xml(body: bytes, *, media_type: str = "text/xml") -> Reply:
    return Reply(body=body, media_type=f"{media_type}; charset=UTF-8", has_etag=True)
