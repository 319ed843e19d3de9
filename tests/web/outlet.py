"""An outlet of the loopback web: its articles, and the pages it makes of them."""

import inspect
from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from string import Template
from typing import ClassVar

from tests.web.article import TrueArticle, in_edition, read_articles
from tests.web.messages import RawReply, Reply, Request, text_reply


class Outlet(ABC):
    """
    One host. A subclass stands in a folder with ``articles/`` and its page templates.

    ``not_articles`` are the announced addresses that no article is made of, each with the reason
    under which a crawl counts it. ``prints_standfirst``: the description stands above the text as
    its first paragraph, for people to read.
    """

    host: ClassVar[str]
    publisher: ClassVar[str]
    not_articles: ClassVar[Mapping[str, str]] = {}
    prints_standfirst: ClassVar[bool] = True

    @cached_property
    def folder(self) -> Path:
        return Path(inspect.getfile(type(self))).parent

    @property
    def name(self) -> str:
        return self.folder.name

    @cached_property
    def _all(self) -> list[TrueArticle]:
        return read_articles(self.folder / "articles")

    def articles(self, edition: int = 1) -> list[TrueArticle]:
        """Return what ``edition`` prints, newest first."""
        return in_edition(self._all, edition)

    def url_of(self, article: TrueArticle) -> str:
        return f"http://{self.host}{self.path_of(article)}"

    def body_of(self, article: TrueArticle) -> str:
        """Return the text of the story as its page has it, blocks apart by an empty line."""
        return "\n\n".join([article.description] * self.prints_standfirst + [article.body])

    @abstractmethod
    def path_of(self, article: TrueArticle) -> str: ...

    @abstractmethod
    def pages(self, edition: int) -> dict[str, Reply | RawReply]:
        """Return every page of ``edition`` by its path, with the query where it has one."""

    def not_found(self, request: Request) -> Reply:
        return text_reply(f"404: no {request.path} here\n", status=404)

    def answer(self, request: Request, edition: int) -> Reply | RawReply:
        pages = _pages(self, edition)
        path = f"{request.path}?{request.query}" if request.query else request.path
        return pages.get(path) or pages.get(request.path) or self.not_found(request)

    def template(self, name: str) -> Template:
        return Template((self.folder / name).read_text(encoding="utf-8"))


@cache
def _pages(outlet: Outlet, edition: int) -> dict[str, Reply | RawReply]:
    return outlet.pages(edition)
