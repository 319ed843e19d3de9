"""A small paper that tests change between crawls: robots.txt, a feed and some articles."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.web.feeds import Entry, rss
from tests.web.messages import RawReply, Reply, Request, text_reply

FIRST_DAY = datetime(2026, 10, 1, 9, tzinfo=UTC)
SENTENCE = (
    "The town council met on Tuesday evening and talked for two hours about the bridge, which has "
    "been closed since the flood, and about who is to pay for it."
)
STORY = (
    "Samsung has agreed to pay 12 million dollars to settle a class action lawsuit over swollen "
    "batteries, according to papers filed in a federal court in Ohio. The company apologized to "
    "its customers and denied that it had broken the law."
)


@dataclass
class Paper:
    """
    ``articles`` maps the number of an article (its day, too) to its text; ``answers`` has the
    answers that are not those of a healthy paper, by path.
    """

    host: str = "paper.example"
    robots: str = "User-agent: *\nDisallow: /private/\n"
    articles: dict[int, str] = field(default_factory=lambda: dict.fromkeys(range(1, 5), SENTENCE))
    announced: list[str] = field(default_factory=list)
    answers: dict[str, Reply | RawReply] = field(default_factory=dict)

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def answer(self, request: Request, edition: int) -> Reply | RawReply:
        path = request.path + (f"?{request.query}" if request.query else "")
        if path in self.answers:
            return self.answers[path]
        if path == "/robots.txt":
            return text_reply(self.robots)
        if path == "/feed":
            return self.feed(*[f"/news/{n}-a-story-of-the-day" for n in self.articles])
        for number, text in self.articles.items():
            if path == f"/news/{number}-a-story-of-the-day":
                return article(number, text)
        return text_reply("not here", status=404)

    def feed(self, *paths: str) -> Reply:
        entries = [
            Entry(
                url=self.url(path),
                title=f"Story {n}",
                published=FIRST_DAY + timedelta(days=_number(path) - 1),
            )
            for n, path in enumerate([*paths, *self.announced], 1)
        ]
        body = rss("The Paper", self.url("/"), entries)
        return Reply(body=body, media_type="application/rss+xml", has_etag=True)


def article(number: int, text: str, *, has_etag: bool = True) -> Reply:
    day = FIRST_DAY + timedelta(days=number - 1)
    body = "".join(
        f"<p>{text} It was reported on day {number}, part {part}.</p>" for part in range(4)
    )
    page = (
        f"<!doctype html><html lang=en><head><title>Story of day {number}</title>"
        f'<meta property="og:type" content="article">'
        f'<meta property="article:published_time" content="{day.isoformat()}">'
        f"</head><body><article><h1>Story of day {number}</h1>{body}</article></body></html>"
    )
    return Reply(body=page.encode(), has_etag=has_etag)


def raw(*chunks: bytes, status: int = 200, pause_s: float = 0.0) -> RawReply:
    return RawReply(chunks=chunks, status=status, pause_s=pause_s)


def requested(log: Iterable[object]) -> list[str]:
    """
    Return the paths that were asked for, in order.

    What another process of the machine asked of the port is of no site: it may have been its
    server's before.
    """
    urls = [str(logged.url) for logged in log]  # type: ignore[attr-defined]
    return [url.split("example", 1)[1] for url in urls if "example" in url]


def _number(path: str) -> int:
    digits = path.rpartition("/")[2].partition("-")[0]
    return int(digits) if digits.isdigit() else 1
