"""Pages at one host, each with one trait that breaks careless readers."""

import gzip
import json
import re
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache

from tests.web.feeds import Entry, rss
from tests.web.messages import RawReply, Reply, Request, redirect, text_reply

HOST = "hostile.example"
HOME = f"http://{HOST}"
FIRST_SENTENCE = "The ferry to Hallig Oland left on time with four passengers and a cello."
PARAGRAPHS = f"""{FIRST_SENTENCE}
Nobody on the pier could say whose cello it was. It had a ticket, paid for in coins, and a seat.
The captain, who has made the crossing for thirty years, said that he had carried stranger things.
On the far side a woman in a yellow coat signed for it. She has given a concert there each autumn
since the harbour was rebuilt, and this year the weather let her instrument travel alone.""".splitlines()
MIB = 1024 * 1024


def article_page(
    title: str, *, head: str = "", before: str = "", after: str = "", encoding: str = "utf-8"
) -> bytes:
    text = "\n".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    page = (
        f"<!doctype html><html lang=en><head><meta charset={encoding}><title>{title}</title>"
        f'<meta property="article:published_time" content="2026-10-01T08:00:00Z">{head}</head>'
        f"<body>{before}<article><h1>{title}</h1>{text}</article>{after}</body></html>"
    )
    return page.encode(encoding)


def raw(head: str, *chunks: bytes, pause_s: float = 0.0, status: int = 200) -> RawReply:
    """An answer without any of the web's own framing; ``head`` has a header a line."""
    lines = [f"HTTP/1.1 {status} OK", *head.splitlines(), "Connection: close", "", ""]
    return RawReply(
        chunks=("\r\n".join(lines).encode("latin-1"), *chunks), pause_s=pause_s, status=status
    )


def html_reply(body: bytes, media_type: str = "text/html; charset=utf-8") -> Reply:
    return Reply(body=body, media_type=media_type)


# What is a readable article for all its trait, and what its title reads as.
READABLE: dict[str, Callable[[], Reply | RawReply]] = {
    "healthy": lambda: html_reply(article_page("healthy")),
    "json-ld-list": lambda: html_reply(
        article_page("json-ld-list", head=_json_ld([["nothing"], None, 7, {"@type": "WebSite"}]))
    ),
    "json-ld-string": lambda: html_reply(
        article_page("json-ld-string", head=_json_ld("I am no object"))
    ),
    "json-ld-broken": lambda: html_reply(
        article_page(
            "json-ld-broken",
            head='<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>',
        )
    ),
    "json-ld-five-megabytes": lambda: html_reply(
        article_page(
            "json-ld-five-megabytes",
            head=_json_ld({"@type": "Thing", "description": "lorem " * (5 * MIB // 6)}),
        )
    ),
    "json-ld-in-itself": lambda: html_reply(
        article_page(
            "json-ld-in-itself",
            head=_json_ld({"@graph": [{"@id": "#a", "@type": "Article", "author": {"@id": "#a"}}]}),
        )
    ),
    "json-ld-deep": lambda: html_reply(
        article_page(
            "json-ld-deep",
            head=f'<script type="application/ld+json">{"[" * 20_000}{"]" * 20_000}</script>',
        )
    ),
    "control-characters": lambda: html_reply(
        article_page("control-characters", before="\x00\x01\x08\x0b<p\x00>\x1b[31m\ufffe</p>")
    ),
    "unknown-charset": lambda: html_reply(
        article_page("unknown-charset"), media_type="text/html; charset=klingon-8"
    ),
    "no-content-type": lambda: raw("", article_page("no-content-type")),
    "wrong-charset": lambda: html_reply(
        article_page("wrong-charset", encoding="utf-8"), media_type="text/html; charset=utf-16"
    ),
    "a-thousand-headers": lambda: raw(
        "\n".join(
            ["Content-Type: text/html", *(f"X-Header-{number}: {number}" for number in range(400))]
        ),
        article_page("a-thousand-headers"),
    ),
    "headers-not-text": lambda: raw(
        "Content-Type: text/html\nX-Title: caf\xe9 \xff\xfe\x80",
        article_page("headers-not-text"),
    ),
}

# What no article can be made of, or need not be.
UNREADABLE: dict[str, Callable[[], Reply | RawReply]] = {
    "truncated-gzip": lambda: _coded(gzip.compress(article_page("truncated-gzip"))[:-200]),
    "not-gzip": lambda: _coded(b"this is no gzip at all"),
    "gzip-bomb": lambda: _coded(_bomb(256 * MIB)),
    "empty-body": lambda: html_reply(b""),
    "only-spaces": lambda: html_reply(b" \n\t" * 100),
    "noise": lambda: html_reply(bytes(range(256)) * 400),
    "no-markup": lambda: html_reply(b"plain words and nothing more"),
    "larger-than-allowed": lambda: Reply(
        body=article_page("larger-than-allowed", before=f"<!--{'x' * 20 * MIB}-->"),
        is_compressible=False,
    ),
    "deeply-nested": lambda: html_reply(
        b"<html><body>" + b"<div>" * 60_000 + b"<p>deep</p>" + b"</div>" * 60_000
    ),
    "redirect-loop": lambda: redirect(f"{HOME}/news/redirect-loop"),
    "redirect-to-and-fro": lambda: redirect(f"{HOME}/news/redirect-to-and-back"),
    "redirect-without-end": lambda: redirect(f"{HOME}/hop/1"),
    "redirect-nowhere": lambda: redirect("http://"),
    "redirect-off-site": lambda: redirect("http://elsewhere.example/news/a"),
    "cut-short": lambda: raw("Content-Type: text/html\nContent-Length: 90000", b"<html><p>half"),
    "broken-chunks": lambda: raw(
        "Content-Type: text/html\nTransfer-Encoding: chunked", b"5\r\nhello\r\nzzzz\r\n<p>"
    ),
    "slow-drip": lambda: raw(
        "Content-Type: text/html\nContent-Length: 9000", *([b"<"] * 9000), pause_s=0.2
    ),
    "header-bomb": lambda: raw("X-Bomb: " + "b" * 2 * MIB, b"too late"),
    "endless-headers": lambda: raw("\n".join(f"X-{number}: {number}" for number in range(60_000))),
    "not-http": lambda: RawReply(chunks=(b"SSH-2.0-OpenSSH_9.9\r\n" * 20,)),
    "hangs-up": lambda: RawReply(chunks=()),
    "server-error": lambda: text_reply("it broke", status=500),
    "gone": lambda: text_reply("gone", status=410),
    "a-picture": lambda: Reply(body=b"\x89PNG\r\n\x1a\n" + bytes(2000), media_type="image/png"),
}


@cache
def page_of(trait: str) -> Reply | RawReply:
    """Return the page, made once: some take longer to make than a crawler waits."""
    return {**READABLE, **UNREADABLE}[trait]()


class HostileSite:
    """The pages under ``/news/<trait>``; its feed announces every one of them."""

    host = HOST

    def answer(self, request: Request, edition: int) -> Reply | RawReply:
        if request.path == "/robots.txt":
            return text_reply("User-agent: *\nDisallow:\n")
        if request.path == "/feed.xml":
            return feed_of([*READABLE, *UNREADABLE])
        if hop := re.fullmatch(r"/hop/(\d+)", request.path):
            return redirect(f"{HOME}/hop/{int(hop[1]) + 1}", status=302)
        trait = request.path.removeprefix("/news/")
        if trait == "redirect-to-and-back":
            return redirect(f"{HOME}/news/redirect-to-and-fro")
        return page_of(trait)


def feed_of(names: list[str]) -> Reply:
    first = datetime(2026, 10, 1, tzinfo=UTC)
    entries = [
        Entry(url=f"{HOME}/news/{name}", title=name, published=first - timedelta(minutes=number))
        for number, name in enumerate(names)
    ]
    return Reply(body=rss("Hostile", HOME, entries), media_type="application/rss+xml")


def _json_ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def _coded(body: bytes) -> Reply:
    return Reply(
        body=body,
        media_type="text/html; charset=utf-8",
        headers=(("Content-Encoding", "gzip"),),
        is_compressible=False,
    )


def _bomb(size_bytes: int) -> bytes:
    """Zeros, ``size_bytes`` of them once they are unpacked, made without holding them."""
    packer = zlib.compressobj(level=9, wbits=31)
    packed = b"".join(packer.compress(bytes(MIB)) for _ in range(size_bytes // MIB))
    return packed + packer.flush()
