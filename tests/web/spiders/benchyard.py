"""Benchyard: tests of computer parts (benchyard.example). It has no feed."""

from newscrawl.crawl import SectionPage, SiteSpider


class BenchyardSpider(SiteSpider):
    name = "benchyard"
    publisher = "Benchyard"
    language = "en"
    timezone = "America/Los_Angeles"
    sources = [
        SectionPage(
            "http://benchyard.example/news/", links=".card h3 a::attr(href)", confirmed=True
        ),
        SectionPage(
            "http://benchyard.example/reviews/", links=".card h3 a::attr(href)", confirmed=True
        ),
    ]
    article_urls = r"^/(news|reviews|tools)/[a-z0-9-]+/$|^/r/\d+$"
