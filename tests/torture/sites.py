"""Sites that print a few more articles with each edition, and change some that they have printed."""

import random
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tests.web.messages import Reply, Request, text_reply

ARTICLES_AN_EDITION = 8
ANNOUNCED = 24
_FIRST = datetime(2026, 9, 1, 8, 30, tzinfo=UTC)
_WORDS = (
    "the network a council and bridge of harbour to water in summer that school will library open "
    "with new road for train over its longer winter by river after north again bakery from museum"
).split()


@dataclass(frozen=True, kw_only=True)
class Printed:
    """One text of one article; ``text`` counts from 1 and is in the title."""

    number: int
    text: int

    @property
    def path(self) -> str:
        return f"/news/{self.number}-report/"

    @property
    def title(self) -> str:
        return f"Report {self.number} of the harbour council, text {self.text}"


class GrowingSite:
    """
    One host. Each edition has ARTICLES_AN_EDITION articles more; the feed names the newest.

    The first article of an edition has another text from the next edition on. ``asked`` is set
    when a crawl asks for the feed.
    """

    def __init__(self, name: str) -> None:
        self.name, self.host = name, host_of(name)
        self.edition = 1
        self.asked = threading.Event()

    @property
    def printed(self) -> list[Printed]:
        """What the site prints now, the oldest first."""
        count = self.edition * ARTICLES_AN_EDITION
        changed = (self.edition - 1) * ARTICLES_AN_EDITION
        return [
            Printed(number=n, text=2 if n < changed and n % ARTICLES_AN_EDITION == 0 else 1)
            for n in range(count)
        ]

    def url_of(self, article: Printed) -> str:
        return f"http://{self.host}{article.path}"

    def answer(self, request: Request, edition: int) -> Reply:
        if request.path == "/robots.txt":
            return text_reply("User-agent: *\nAllow: /\n")
        printed = self.printed
        if request.path == "/feed/":
            self.asked.set()
            return Reply(body=self._feed(printed), media_type="text/xml; charset=utf-8")
        for article in printed:
            if article.path == request.path:
                return Reply(body=self._page(article), has_etag=True)
        return text_reply(f"404: no {request.path} here\n", status=404)

    def _feed(self, printed: list[Printed]) -> bytes:
        items = "".join(
            f"<item><title>{each.title}</title><link>{self.url_of(each)}</link></item>"
            for each in reversed(printed[-ANNOUNCED:])
        )
        return f"<rss version='2.0'><channel>{items}</channel></rss>".encode()

    def _page(self, article: Printed) -> bytes:
        dice = random.Random(f"{self.name} {article.number} {article.text}")
        at = _FIRST + timedelta(hours=article.number)
        paragraphs = "".join(
            f"<p>{' '.join(dice.choices(_WORDS, k=60)).capitalize()}.</p>" for _ in range(5)
        )
        return (
            f"<!doctype html><html lang=en><head><title>{article.title}</title>"
            '<meta property="og:type" content="article">'
            f'<link rel="canonical" href="{self.url_of(article)}">'
            f'<meta property="article:published_time" content="{at.isoformat()}"></head>'
            f"<body><nav><a href=/>Home</a></nav><article><h1>{article.title}</h1>"
            f"{paragraphs}</article></body></html>"
        ).encode()


def host_of(name: str) -> str:
    return f"{name}.example"
