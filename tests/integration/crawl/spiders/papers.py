"""Spiders of the paper, as confirmed, as rumoured, and as broken."""

from collections.abc import Iterator

from scrapy.http import Response

from newscrawl.crawl import Feed, SiteSpider
from newscrawl.crawl.site_run import SiteRun
from newscrawl.items import ExtractedArticle


class PaperSpider(SiteSpider):
    name = "paper"
    publisher = "The Paper"
    language = "en"
    sources = (Feed("http://paper.example/feed"),)
    article_urls = r"^/(news|private)/[a-z0-9-]+$"


class RumourSpider(SiteSpider):
    name = "rumour"
    publisher = "The Paper"
    domains = ("paper.example",)
    sources = (
        Feed("http://paper.example/feed"),
        Feed("http://paper.example/rumoured-feed", confirmed=False),
    )
    article_urls = r"^/news/[a-z0-9-]+$"


class BrokenSpider(PaperSpider):
    name = "broken"

    def parse_article(self, response: Response, run: SiteRun) -> Iterator[ExtractedArticle]:
        raise ZeroDivisionError("nobody expected this")
