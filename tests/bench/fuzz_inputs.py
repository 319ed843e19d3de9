"""
Broken, hostile and absurd pages, each made again from its seed.

A maker takes a random generator and the recorded pages, and returns one page: bytes, and the
headers that they came with. :data:`MAKERS` names all of them; input number n is made by the n-th,
round and round.
"""

import gzip
import json
import random
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

from tests.bench.regex_bait import bait

Headers = tuple[tuple[str, str], ...]
HTML: Headers = (("Content-Type", "text/html; charset=utf-8"),)
STORY = (
    "<p>The maker said on Monday that it was sorry, and that every owner gets a new battery. "
    "A federal court had ordered it to pay 12 million dollars, <a href='/a'>two people said</a>."
    "</p>"
)


@dataclass(frozen=True, kw_only=True)
class FuzzInput:
    """``body`` still has the content coding that ``headers`` claim; ``name`` tells the maker."""

    number: int
    name: str
    body: bytes
    headers: Headers
    url: str
    status: int


Made = bytes | tuple[bytes, Headers]
Maker = Callable[[random.Random, Sequence[bytes]], Made]
URLS = (
    "https://gadgetpost.example/2026/11/20/maker-says-sorry/",
    "https://www.theverge.com/2026/11/20/1234567/maker-sorry",
    "https://gadgetpost.example/" + "2026-11-" * 300,
    "https://gadgetpost.example/?" + "a=1&" * 2000,
    "http://[::1]:8080/x",
    "https://xn--zzzz.example/" + "%" * 500,
    "file:///saved/page.html",
)


def fuzz_inputs(
    pages: Sequence[bytes], *, seed: int, numbers: Iterable[int]
) -> Iterator[FuzzInput]:
    """Yield the inputs of these numbers; the same for the same seed and pages."""
    names = list(MAKERS)
    for number in numbers:
        name = names[number % len(names)]
        rng = random.Random(f"{seed}:{number}")
        made = MAKERS[name](rng, pages)
        body, headers = made if isinstance(made, tuple) else (made, HTML)
        yield FuzzInput(
            number=number,
            name=name,
            body=body,
            headers=headers,
            url=rng.choice(URLS),
            status=rng.choice([200] * 20 + [403, 404, 503, 999]),
        )


def _one_size(rng: random.Random, *sizes: int) -> int:
    """Return one of ``sizes``, the smallest in half of the cases: large pages take their time."""
    return rng.choices(sizes, weights=[0.5**n for n in range(len(sizes))])[0]


# -- a real page, damaged


def truncated(rng: random.Random, pages: Sequence[bytes]) -> Made:
    page = rng.choice(pages)
    return page[: rng.randrange(len(page))]


def bytes_changed(rng: random.Random, pages: Sequence[bytes]) -> Made:
    page = bytearray(rng.choice(pages))
    for _ in range(rng.choice([1, 10, 100, 1000])):
        page[rng.randrange(len(page))] = rng.randrange(256)
    return bytes(page)


def bits_flipped(rng: random.Random, pages: Sequence[bytes]) -> Made:
    page = bytearray(rng.choice(pages))
    for _ in range(rng.choice([1, 10, 100, 1000])):
        page[rng.randrange(len(page))] ^= 1 << rng.randrange(8)
    return bytes(page)


def spans_moved(rng: random.Random, pages: Sequence[bytes]) -> Made:
    """Spans cut out, doubled, swapped, or taken from another page."""
    page = rng.choice(pages)
    for _ in range(rng.randrange(1, 12)):
        start, end = sorted(rng.randrange(len(page) + 1) for _ in range(2))
        other = rng.choice(pages)
        cut = sorted(rng.randrange(len(other) + 1) for _ in range(2))
        page = rng.choice(
            [
                page[:start] + page[end:],
                page[:end] + page[start:end] + page[end:],
                page[end:] + page[start:end] + page[:start],
                page[:start] + other[cut[0] : cut[1]] + page[end:],
            ]
        )[:2_000_000]
        page = page or b"x"
    return page


def span_repeated(rng: random.Random, pages: Sequence[bytes]) -> Made:
    page = rng.choice(pages)
    start = rng.randrange(len(page))
    end = min(len(page), start + rng.choice([1, 10, 100, 1000]))
    times = _one_size(rng, 20, 100, 1_000, 10_000, 100_000, 1_000_000)
    return page[:start] + page[start:end] * min(times, 8_000_000 // (end - start)) + page[end:]


def page_repeated(rng: random.Random, pages: Sequence[bytes]) -> Made:
    """One page over and over, up to the bound of what is read."""
    page = rng.choice(pages)
    return page * max(
        2, _one_size(rng, 2, 20, 50, 100, 1_000_000 // len(page), 8_300_000 // len(page))
    )


# -- depth, size and number


def deep(rng: random.Random, pages: Sequence[bytes]) -> Made:
    tags = "div span b p table><tr><td ul><li article section blockquote font a em".split()
    tag = "<" + rng.choice(tags) + ">"
    return (tag * _one_size(rng, 100, 254, 300, 999, 1_100, 100_000) + STORY).encode()


def huge(rng: random.Random, pages: Sequence[bytes]) -> Made:
    """50 MB, or as much as is still read, of few or of many elements."""
    piece = rng.choice(
        [
            STORY,
            "<p>",
            "<p>a</p>",
            "<br>",
            "x",
            "<!-- -->",
            "<a href=/a>b</a> ",
            "a b c. ",
            "<td>",
            "<div class='article-body story content'>",
            "<h1>a</h1>",
            "<time>2 May 2026</time>",
            "<meta name=author content=a>",
            "<link rel=canonical href=/a>",
            "<script>a</script>",
        ]
    )
    size = _one_size(rng, 50_000, 200_000, 1_000_000, 50_000_000, 4_000_000, 8_388_608)
    return (rng.choice(["", "<h1>Sorry</h1>" + STORY]) + piece * (size // len(piece))).encode()[
        :size
    ]


def entities(rng: random.Random, pages: Sequence[bytes]) -> Made:
    """The billion laughs, and references by the thousand."""
    levels = "".join(
        f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" if n else "<!ENTITY l0 'lol'>" for n in range(12)
    )
    kinds = [
        "&l11;",
        "&amp;" * 50_000,
        "&#0;&#xD800;&#x110000;&#99999999999;" * 5_000,
        "&" * 100_000,
    ]
    return f"<!DOCTYPE html [{levels}]><h1>{rng.choice(kinds)}</h1><p>{rng.choice(kinds)}{STORY}".encode()


def attributes(rng: random.Random, pages: Sequence[bytes]) -> Made:
    n = _one_size(rng, 1_000, 10_000, 100_000)
    attribute = rng.choice(
        [
            "class='" + "c" * (n * 10) + "'",
            "class='" + " ".join(f"article-{i}" for i in range(n)) + "'",
            " ".join(f"a{i}=x" for i in range(n)),
            "style='" + "display:none;" * n + "'",
            "id='" + "byline-author " * n + "'",
            "href='" + "../" * n + "'",
            "datetime='" + "2026-" * n + "'",
            "rel='" + "author " * n + "'",
            "itemprop='" + "author name " * n + "'",
        ]
    )
    tag = rng.choice("div p a span h1 time article link".split())
    return f"<{tag} {attribute}>By Ada Dee</{tag}>{STORY * 3}".encode()


def many_metas(rng: random.Random, pages: Sequence[bytes]) -> Made:
    name = rng.choice("author article:published_time og:title date keywords x".split())
    value = rng.choice(["Ada Dee", "2026-11-20", "a" * 50, ""])
    metas = "".join(
        f"<meta property='{name}' content='{value}{i}'>"
        for i in range(_one_size(rng, 100, 1_000, 10_000, 100_000))
    )
    return f"<head>{metas}</head><h1>Sorry</h1>{STORY * 3}".encode()


def many_of_one(rng: random.Random, pages: Sequence[bytes]) -> Made:
    """What a page has once, thousands of times."""
    piece = rng.choice(
        [
            "<h1>The maker says sorry {i}</h1>",
            "<span class=author>By Ada Dee {i}</span>",
            "<a rel=author href=/by/{i}>Ada Dee {i}</a>",
            "<time datetime=2026-11-20T10:00:{i}>20 November 2026</time>",
            "<p>Posted on {i} November 2026 by Ada Dee</p>",
            "<script type=application/ld+json>{{'@type':'NewsArticle'}}</script>",
            '<script type=application/ld+json>{{"@type":"NewsArticle","headline":"a{i}"}}</script>',
            "<article><h2><a href=/{i}>A story {i}</a></h2><p>Its lead, in one line.</p></article>",
            "<div itemprop=author itemscope><span itemprop=name>Ada {i}</span></div>",
            "<title>The maker says sorry {i}</title>",
            "<p>" + "A sentence about the maker. " * 5 + "{i}</p>",
            "<li><a href=/{i}>{i}</a></li>",
            "<blockquote>Sorry, it said {i}.</blockquote>",
            "<table><tr><td>{i}<td>b</table>",
        ]
    )
    times = _one_size(rng, 50, 500, 2_000, 5_000, 30_000)
    return (STORY + "".join(piece.format(i=i) for i in range(times)) + STORY).encode()


def told_of_much(rng: random.Random, pages: Sequence[bytes]) -> Made:
    """A story with what its card looks for over and over."""
    pieces = [
        *("Apple ", "Apple v. Google ", "is sued by Apple and ", "A. B. ", "@maker ", "(", "İ"),
        *("$1 ", "1 ", "up to $5 ", "millions of dollars ", "May 1, 2026 ", "not ", "’s "),
        *("“Sorry”, ", "apologised to Ada Dee for ", "Mr. Dee said the court fined Apple. "),
    ]
    text = "".join(
        rng.choice(pieces) * _one_size(rng, 1, 10, 1_000, 40_000)
        for _ in range(rng.randrange(1, 6))
    )
    return f"<article><h1>Court fines Apple</h1>{STORY * 3}<p>{text[:400_000]}</p>".encode()


def marks_put_in(rng: random.Random, pages: Sequence[bytes]) -> Made:
    """Characters that are none of a text, and tags that end or begin what they should not."""
    page = bytearray(rng.choice(pages))
    marks = [
        *(chr(n) for n in (0, 1, 8, 0xB, 0x1B, 0x7F, 0x85, 0xA0, 0xAD, 0x200B, 0x202E, 0x2028)),
        *("\ufeff", "\ufffe", "\uffff", "&#8;", "&#0;", "&#x110000;", "&#xd800;", "\U0010ffff"),
        *("</html>", "</body>", "</head>", "<body>", "<html>", "<head>", "</p>", "</div>", "<!--"),
        *("<template shadowrootmode=open>", "</template>", "<svg>", "<math>", "<noscript>", "<a>"),
    ]
    for _ in range(_one_size(rng, 1, 5, 50, 2_000)):
        at = rng.randrange(len(page) + 1)
        page[at:at] = rng.choice(marks).encode()
    return bytes(page)


# -- charsets, codings, headers


def charset_wrong(rng: random.Random, pages: Sequence[bytes]) -> Made:
    page = rng.choice(pages).decode("utf-8", "replace")
    real = rng.choice(
        ["utf-8", "utf-16", "utf-16-be", "utf-32", "cp1252", "shift_jis", "gb18030", "utf-7"]
    )
    said = rng.choice(
        [
            "utf-8",
            "utf-16",
            "utf-16le",
            "utf-32",
            "latin-1",
            "shift_jis",
            "gb2312",
            "x-no-such",
            "utf-7",
            "rot13",
            "zip",
            "idna",
            "unicode_escape",
            "a" * 10_000,
            "",
            "\x00",
            "utf-8; charset=big5",
        ]
    )
    body = page.encode(real, "replace")
    if rng.random() < 0.5:
        body = f"<meta charset='{said}'>".encode() + body
    return body, (("Content-Type", f"text/html; charset={said}"),)


def invalid_text(rng: random.Random, pages: Sequence[bytes]) -> Made:
    page = rng.choice(pages)
    bad = rng.choice(
        [b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x00", b"\x1b[31m", b"\x80"]
        + [
            text.encode()
            for text in ("\u202e", "\u2066", "\ufeff", "\x85", "\u2028", "\ufffe", "e\u0301" * 99)
        ]
    )
    for _ in range(rng.choice([1, 10, 300])):
        at = rng.randrange(len(page) + 1)
        page = page[:at] + bad * rng.choice([1, 1, 50]) + page[at:]
    mark = rng.choice([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00"])
    return mark + page


def noise(rng: random.Random, pages: Sequence[bytes]) -> Made:
    size = _one_size(rng, 100, 0, 1, 2, 10_000, 1_000_000)
    kind = rng.choice(["", "<html>", "%PDF-1.7", "GIF89a", "PK\x03\x04", "\x1f\x8b", "<?xml?>"])
    return kind.encode("latin-1") + rng.randbytes(size)


def coding_wrong(rng: random.Random, pages: Sequence[bytes]) -> Made:
    page = rng.choice(pages)
    body = rng.choice(
        [
            page,
            gzip.compress(page, mtime=0),
            gzip.compress(page, mtime=0)[:-9],
            gzip.compress(page, mtime=0) + b"tail",
            zlib.compress(page),
            gzip.compress(gzip.compress(page, mtime=0), mtime=0),
            _bomb(),
            b"",
        ]
    )
    coding = rng.choice(
        ["gzip", "deflate", "br", "zstd", "gzip, gzip", "x", "identity", "gzip," * 9]
    )
    media_type = rng.choice(["text/html", "", "image/png", "text/html;" * 999, "\x00"])
    headers = [("Content-Type", media_type), ("Content-Encoding", coding)]
    headers += [("Last-Modified", rng.choice(["yesterday", "", "Thu, 99 Nov 2026", "0" * 10_000]))]
    return body, tuple(headers)


@cache
def _bomb() -> bytes:
    return gzip.compress(b"\0" * 80_000_000, 1, mtime=0)


# -- JSON-LD

_PROPERTIES = (
    "@id @graph @context headline name alternativeHeadline author creator publisher datePublished "
    "dateModified dateCreated articleBody articleSection description image mainEntityOfPage "
    "isAccessibleForFree hasPart inLanguage itemListElement jobTitle url sameAs wordCount".split()
)


def json_ld(rng: random.Random, pages: Sequence[bytes]) -> Made:
    """A story whose properties have any value but the right one."""
    value: Any = {"@type": rng.choice(["NewsArticle", ["Article", 5], "Person", None, {}])}
    value |= {name: _any_value(rng, 0) for name in rng.sample(_PROPERTIES, 12)}
    value = rng.choice([value, [value] * 300, {"@graph": [value] * 20}, {"@graph": value}])
    return _with_json(json.dumps(value))


def json_ld_text(rng: random.Random, pages: Sequence[bytes]) -> Made:
    """JSON that is none, or only just."""
    n = _one_size(rng, 100, 5_000, 50_000, 200_000)
    text = rng.choice(
        [
            '{"@type":"NewsArticle","a":' * n,
            "[" * n + "]" * n,
            '{"a":' * n + "1" + "}" * n,
            '{"@type":"NewsArticle","headline":NaN,"datePublished":Infinity,"author":-Infinity}',
            '{"@type":"NewsArticle","datePublished":' + "9" * n + "}",
            '{"@type":"NewsArticle","datePublished":1e' + "9" * n + "}",
            '{"@type":"NewsArticle",' + '"headline":"a",' * n + '"headline":"b"}',
            '{"@type":"NewsArticle","headline":"' + "\\ud800" * n + '"}',
            '{"@type":"NewsArticle","author":{"name":"\\ud83d' + "\\u0000" * n + '"}}',
            '{"@type":"NewsArticle","headline":"' + "a" * (5 * n) + '"}',
            "{" + ", " * n + "}",
            "," + " " * n + "x",
            "{}" + ";" * n + "x",
            "{}" + " " * n + "//" + " " * n + "x",
            "<!--" * n,
            '{"@type":"NewsArticle","articleBody":"' + "<p>" * n + '"}',
            json.dumps(
                [
                    {"@type": "NewsArticle", "@id": f"#{i}", "author": {"@id": f"#{i + 1}"}}
                    for i in range(min(n, 20_000))
                ]
            ),
            json.dumps(
                {
                    "@graph": [
                        {"@type": "Person", "@id": "#a", "author": {"@id": "#b"}},
                        {"@id": "#b", "@type": "Article", "author": {"@id": "#a"}},
                    ]
                }
            ),
            json.dumps(
                {
                    "@type": "NewsArticle",
                    "author": [
                        {"@type": "Person", "name": f"Ada {i}"} for i in range(min(n, 20_000))
                    ],
                }
            ),
            json.dumps(
                {
                    "@type": "NewsArticle",
                    "author": ", ".join(f"Ada Dee{i}" for i in range(min(n, 20_000))),
                }
            ),
        ]
    )
    return _with_json(text)


def _with_json(text: str) -> bytes:
    head = f"<script type='application/ld+json'>{text}</script>"
    return f"<head>{head}</head><h1>The maker says sorry</h1>{STORY * 3}".encode("utf-8", "replace")


def _any_value(rng: random.Random, depth: int) -> Any:
    if depth < 4 and rng.random() < 0.4:
        return rng.choice(
            [
                [_any_value(rng, depth + 1) for _ in range(rng.randrange(4))],
                {
                    name: _any_value(rng, depth + 1)
                    for name in rng.sample(("@type", "name", "@id", "url", "@value", "@list"), 3)
                },
            ]
        )
    return rng.choice(
        [
            None,
            True,
            False,
            0,
            -1,
            5,
            1e308,
            10**400,
            float("nan"),
            "",
            " ",
            "Ada Dee",
            "\ud800",
            "2026-11-20",
            "2026-99-99T99:99:99+99:99",
            "0000-00-00",
            "1970-01-01T00:00:00Z",
            "-1",
            "1763633400000",
            "NewsArticle",
            "#a",
            "javascript:x",
            "http://[",
            "\x00\x1b\u202e",
            "By Ada Dee and Bob Roe",
            "a" * 1000,
            "<b>Ada</b>",
            "9" * 5000,
            "&amp;" * 99,
        ]
    )


# -- bait for the regular expressions

_RUNS = (
    " |,|1|-|.|a |By |a@|(|[|)|<|>|a@a@|a.|,a|, and |1/|1:|2026-|2026-11-20 |10:30 |Jan |' |\"|“|/|//"
    "|&nbsp;|\u00a0|\u200b|_|a-|A. |Dr. |@a |# |$1,000 |by by |von |\u3000|記者|文/|of the |sorry |http://a.|www.a."
    "|Read more: |Updated |sued |has been |million |follow |A B, |\t|\n|AA |·|•"
).split("|")
_SLOTS = (
    "<title>{}</title>|<h1>{}</h1>|<p>{}</p>|<meta name=author content='{}'>|<div class=byline>{}</div>"
    "|<span class=author>{}</span>|<time datetime='{}'>x</time>|<time>{}</time>|<span class=date>{}</span>"
    "|<meta property='article:published_time' content='{}'>|<link rel=canonical href='{}'>"
    "|<a rel=author href='{}'>Ada</a>|<a rel=author href=/a>{}</a>|<figcaption>{}</figcaption>"
    "|<li>{}</li>|<div class='{}'>x</div>|<blockquote>{}</blockquote>|<html lang='{}'>"
    "|<meta name=description content='{}'>|<meta property=og:title content='{}'>|<h2>{}</h2><p>{}</p>"
    "|<div class=author-bio>{}</div>|<img src='{}'>|<meta property=og:url content='{}'>"
    "|<script>{}</script>|<script type=application/json>{}</script>|<style>{}</style>|<td>{}</td>"
    "|<script type=application/ld+json>{}</script>|<base href='{}'>|<meta http-equiv=refresh content='{}'>"
).split("|")


def runs(rng: random.Random, pages: Sequence[bytes]) -> Made:
    """Long runs of what regular expressions loop on, in every place of a page."""
    return _baited(rng, lambda n: rng.choice(_RUNS) * n + rng.choice(["", "x", "\x01", "!"]))


def pattern_bait(rng: random.Random, pages: Sequence[bytes]) -> Made:
    """Texts made from the expressions themselves."""
    return _baited(rng, lambda n: bait(rng, n) + rng.choice(["", "x", "\x01", "!"]))


def bait_in_page(rng: random.Random, pages: Sequence[bytes]) -> Made:
    """The same, in the midst of a real page."""
    page = rng.choice(pages)
    at = rng.randrange(len(page))
    text = escape(bait(rng, _one_size(rng, 200, 2_000, 10_000, 50_000)))
    return page[:at] + text.encode("utf-8", "replace") + page[at:]


def bait_in_json(rng: random.Random, pages: Sequence[bytes]) -> Made:
    n = _one_size(rng, 200, 5_000, 100_000)
    value = {
        name: rng.choice([bait(rng, n), rng.choice(_RUNS) * n])
        for name in rng.sample(_PROPERTIES, 5)
    }
    return _with_json(json.dumps({"@type": "NewsArticle", **value}))


def _baited(rng: random.Random, text: Callable[[int], str]) -> bytes:
    parts = []
    for slot in rng.sample(_SLOTS, 4):
        n = _one_size(rng, 100, 400, 1_000, 5_000, 20_000, 200_000)
        parts.append(slot.replace("{}", escape(text(n))[:1_500_000]))
    rng.shuffle(parts)
    return ("".join(parts) + rng.choice(["", STORY * 3])).encode("utf-8", "replace")


MAKERS: dict[str, Maker] = {
    maker.__name__: maker
    for maker in (
        *(truncated, bytes_changed, bits_flipped, spans_moved, span_repeated, page_repeated),
        *(deep, huge, entities, attributes, many_metas, many_of_one, told_of_much, marks_put_in),
        *(charset_wrong, invalid_text, noise, coding_wrong),
        *(json_ld, json_ld_text, runs, pattern_bait, bait_in_page, bait_in_json),
        *(runs, pattern_bait),
    )
}
