"""Benchyard: no feed at all, section pages with cards, and fields in microdata."""

from html import escape
from typing import ClassVar

from tests.web.article import TrueArticle, Writer
from tests.web.markup import body_html
from tests.web.messages import RawReply, Reply, Request, redirect, text_reply
from tests.web.outlet import Outlet

HOST = "benchyard.example"
HOME = f"http://{HOST}"
HEADERS = (("Server", "LiteSpeed"), ("Cache-Control", "public, max-age=300"))
ROBOTS = "User-agent: *\nDisallow: /cart/\nDisallow: /account/\n"
CALCULATOR, BLOCKED, SHORT_LINK = "/tools/psu-calculator/", "/news/cooler-lab-tour/", "/r/2217"
NEWSLETTER = """<div class="mc-embed newsletter"><h3>Benchmarks by mail</h3><p>One chart a day, no
more. You can leave whenever you like.</p><input type="email"><button>Subscribe</button></div>"""
ADVERTISEMENT = (
    '<div class="adsbygoogle" data-ad-slot="771"><ins></ins><small>Advertisement</small></div>'
)


class Benchyard(Outlet):
    host = HOST
    publisher = "Benchyard"
    not_articles: ClassVar = {
        CALCULATOR: "needs javascript",
        BLOCKED: "http 403",
        SHORT_LINK: "duplicate",
    }

    def path_of(self, article: TrueArticle) -> str:
        return f"/{article.section.lower()}/{article.slug}/"

    def pages(self, edition: int) -> dict[str, Reply | RawReply]:
        articles = self.articles(edition)
        news = [article for article in articles if article.section == "News"]
        reviews = [article for article in articles if article.section == "Reviews"]
        others = [(BLOCKED, "A tour of the cooler lab"), (SHORT_LINK, "In case you missed it")]
        return {
            "/robots.txt": text_reply(ROBOTS),
            "/": self._section("Benchyard", articles[:6], []),
            "/news/": self._section("News", news, others),
            "/reviews/": self._section(
                "Reviews", reviews, [(CALCULATOR, "Power supply calculator")]
            ),
            CALCULATOR: self._static("calculator.html"),
            BLOCKED: self._static("blocked.html", status=403),
            SHORT_LINK: redirect(self.path_of(news[-1]), status=302),
            **{self.path_of(article): self._article(article, articles) for article in articles},
        }

    def not_found(self, request: Request) -> Reply:
        text = "<html><title>404 Not Found</title><body><h1>404 Not Found</h1></body></html>"
        return Reply(status=404, body=text.encode(), headers=HEADERS)

    def _static(self, name: str, *, status: int = 200) -> Reply:
        return Reply(status=status, body=self.template(name).template.encode(), headers=HEADERS)

    def _section(
        self, title: str, articles: list[TrueArticle], others: list[tuple[str, str]]
    ) -> Reply:
        cards = [
            f'<div class="card"><a class="thumb" href="{self.path_of(article)}"><img src="/t/'
            f'{article.image}" alt=""></a><h3 class="card-title"><a href="{self.path_of(article)}">'
            f"{escape(article.title)}</a></h3><p>{escape(article.description)}</p></div>"
            for article in articles
        ]
        cards += [
            f'<div class="card"><h3 class="card-title"><a href="{path}">{escape(name)}</a></h3></div>'
            for path, name in others
        ]
        cards.insert(
            2,
            '<div class="card sponsored"><h3><a href="http://fans.example/quiet?utm_source=by">'
            "Sponsored: the quietest fan of the year</a></h3></div>",
        )
        text = self.template("section.html").substitute(
            title=escape(title), path=f"/{title.lower()}/", cards="\n".join(cards)
        )
        return Reply(body=text.encode(), headers=HEADERS)

    def _article(self, article: TrueArticle, articles: list[TrueArticle]) -> Reply:
        others = [other for other in articles if other is not article]
        text = self.template("article.html").substitute(
            url=self.url_of(article),
            title=escape(article.title),
            description=escape(article.description),
            section=escape(article.section),
            section_path=article.section.lower(),
            image=f"{HOME}/i/{article.image}",
            date=_date(article),
            authors=" and ".join(map(_author, article.authors)),
            body=body_html(article.pieces, {3: ADVERTISEMENT, 5: NEWSLETTER}),
            more="\n".join(
                f'<a class="more-item" href="{self.path_of(other)}">{escape(other.title)}</a>'
                for other in others[:3]
            ),
        )
        return Reply(body=text.encode(), headers=HEADERS, last_modified=article.changed)


def _date(article: TrueArticle) -> str:
    """A day, or a time without an offset: the newsroom's own clock."""
    if not article.has_clock:
        day = f"{article.published:%Y-%m-%d}"
        return (
            f'<time itemprop="datePublished" datetime="{day}">{article.published:%B %-d, %Y}</time>'
        )
    moment = f"{article.published:%Y-%m-%d %H:%M}"
    printed = f"{article.published:%B %-d, %Y %-I:%M %p}"
    return f'<time itemprop="datePublished" datetime="{moment}">{printed}</time>'


def _author(writer: Writer) -> str:
    if writer.is_organisation:
        return (
            '<span itemprop="author" itemscope itemtype="https://schema.org/Organization">'
            f'<span itemprop="name">{escape(writer.name)}</span></span>'
        )
    role = f' <em itemprop="jobTitle">{escape(writer.role)}</em>' if writer.role else ""
    return (
        '<span itemprop="author" itemscope itemtype="https://schema.org/Person">'
        f'<a itemprop="url" href="/by/{writer.handle}/"><span itemprop="name">'
        f"{escape(writer.name)}</span></a>{role}</span>"
    )
