"""What newscrawl and other general extractors answer, in one shape. Each is loaded on use."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from lxml.etree import XPath
from lxml.html import fromstring

_text = XPath("string()")
ALL = frozenset({"body", "title", "authors", "published"})


@dataclass(frozen=True, kw_only=True)
class Answer:
    """``published`` is ISO 8601; what a page does not give is empty."""

    body: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""


Extractor = Callable[[str, str], Answer]


@dataclass(frozen=True, kw_only=True)
class Peer:
    """``load`` imports the library, and raises ImportError where it is not installed."""

    load: Callable[[], Extractor]
    gives: frozenset[str] = ALL


def _newscrawl() -> Extractor:
    from newscrawl.normalise import normalise
    from newscrawl.pages import extract_page, loose_snapshot

    headers = (("Content-Type", "text/html; charset=utf-8"),)

    def extract(html: str, url: str) -> Answer:
        snapshot = loose_snapshot(html.encode("utf-8", "replace"), url=url, headers=headers)
        article = normalise(extract_page(snapshot))
        return Answer(
            body=article.body,
            title=article.title,
            authors=tuple(author.name for author in article.authors),
            published=article.published.at.isoformat() if article.published else "",
        )

    return extract


def _trafilatura() -> Extractor:
    bare_extraction: Any = import_module("trafilatura").bare_extraction

    def extract(html: str, url: str) -> Answer:
        found: Any = bare_extraction(html, url=url, with_metadata=True)
        if found is None:
            return Answer()
        names = (found.author or "").split(";")
        return Answer(
            body=found.text or "",
            title=found.title or "",
            authors=tuple(name.strip() for name in names if name.strip()),
            published=found.date or "",
        )

    return extract


def _newspaper4k() -> Extractor:
    newspaper: Any = import_module("newspaper")

    def extract(html: str, url: str) -> Answer:
        article = newspaper.Article(url, fetch_images=False)
        article.download(input_html=html)
        article.parse()
        return Answer(
            body=article.text or "",
            title=article.title or "",
            authors=tuple(article.authors or ()),
            published=article.publish_date.isoformat() if article.publish_date else "",
        )

    return extract


def _news_please() -> Extractor:
    newsplease: Any = import_module("newsplease")

    def extract(html: str, url: str) -> Answer:
        article = newsplease.NewsPlease.from_html(html, url=url, fetch_images=False)
        date = article.date_publish
        return Answer(
            body=article.maintext or "",
            title=article.title or "",
            authors=tuple(article.authors or ()),
            published=date.isoformat() if date else "",
        )

    return extract


def _goose3() -> Extractor:
    goose = import_module("goose3").Goose({"enable_image_fetching": False})

    def extract(html: str, url: str) -> Answer:
        article = goose.extract(raw_html=html)
        # lists, or lists in lists, on pages whose data give several
        dates = article.publish_date
        return Answer(
            body=article.cleaned_text or "",
            title=article.title or "",
            authors=tuple(name for name in article.authors or () if isinstance(name, str)),
            published=(dates[0] if isinstance(dates, list) else dates) or "",
        )

    return extract


def _readability() -> Extractor:
    readability: Any = import_module("readability")

    def extract(html: str, url: str) -> Answer:
        document = readability.Document(html, url=url)
        body = str(_text(fromstring(document.summary())))
        return Answer(body=body, title=document.short_title() or "")

    return extract


def _htmldate() -> Extractor:
    find_date: Any = import_module("htmldate").find_date

    def extract(html: str, url: str) -> Answer:
        return Answer(published=find_date(html, url=url, original_date=True) or "")

    return extract


def _resiliparse() -> Extractor:
    resiliparse: Any = import_module("resiliparse.extract.html2text")

    def extract(html: str, url: str) -> Answer:
        return Answer(body=resiliparse.extract_plain_text(html, main_content=True))

    return extract


PEERS = {
    "newscrawl": Peer(load=_newscrawl),
    "trafilatura": Peer(load=_trafilatura),
    "newspaper4k": Peer(load=_newspaper4k),
    "news-please": Peer(load=_news_please),
    "goose3": Peer(load=_goose3),
    "readability-lxml": Peer(load=_readability, gives=frozenset({"body", "title"})),
    "htmldate": Peer(load=_htmldate, gives=frozenset({"published"})),
    "resiliparse": Peer(load=_resiliparse, gives=frozenset({"body"})),
}
