"""Feeds of one host, each with one trait that makes it no source."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.integration.hostile.pages import HOME, HOST, article_page, feed_of, html_reply, raw
from tests.web.messages import RawReply, Reply, Request, redirect, text_reply

ROBOTS = text_reply("User-agent: *\nDisallow:\n")
_BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><rss><channel><item><title>&c;</title>'
    b"<link>http://hostile.example/news/a</link></item></channel></rss>"
)

FEEDS: dict[str, Callable[[], Reply | RawReply]] = {
    "html": lambda: html_reply(article_page("I am no feed")),
    "empty": lambda: text_reply(""),
    "broken-json": lambda: text_reply("[1, 2", media_type="application/feed+json"),
    "noise": lambda: Reply(body=bytes(range(256)) * 40, media_type="application/rss+xml"),
    "truncated-gzip": lambda: Reply(
        body=gzip.compress(feed_of(["a"]).body)[:-30],
        media_type="application/rss+xml",
        headers=(("Content-Encoding", "gzip"),),
        is_compressible=False,
    ),
    "entity-bomb": lambda: Reply(body=_BOMB, media_type="application/rss+xml"),
    "redirect-to-itself": lambda: redirect(f"{HOME}/feeds/redirect-to-itself.xml"),
    "server-error": lambda: text_reply("it broke", status=500),
    "forbidden": lambda: text_reply("not for you", status=403),
    "hangs-up": lambda: RawReply(chunks=()),
    "slow-drip": lambda: raw("Content-Type: application/rss+xml", *([b"<"] * 300), pause_s=0.1),
}


class HostileFeeds:
    """``/feeds/<trait>.xml``."""

    host = HOST

    def answer(self, request: Request, edition: int) -> Reply | RawReply:
        if request.path == "/robots.txt":
            return ROBOTS
        return FEEDS[request.path.removeprefix("/feeds/").removesuffix(".xml")]()


@dataclass(frozen=True, kw_only=True)
class HealthyNews:
    """A host whose every page under ``/news/`` is a healthy article, announced by ``feed``."""

    feed: Reply | RawReply = field(default_factory=lambda: feed_of(["one"]))
    robots: Reply | RawReply = ROBOTS
    host: str = HOST

    def answer(self, request: Request, edition: int) -> Reply | RawReply:
        if request.path == "/feed.xml":
            return self.feed
        if request.path == "/robots.txt":
            return self.robots
        return html_reply(article_page(request.path.rsplit("/", 1)[1]))
