"""WIRED: technology, business and culture (wired.com)."""

from newscrawl.crawl import Feed, NewsSitemap, SiteSpider


class WiredSpider(SiteSpider):
    name = "wired"
    publisher = "WIRED"
    domains = ("wired.com",)
    language = "en"
    timezone = "America/New_York"
    sources = (
        Feed("https://www.wired.com/feed/rss", confirmed=True),  # seen in data, 2026
        # in documentation of crawlers that read it
        NewsSitemap(
            "https://www.wired.com/feed/google-latest-news/sitemap-google-news", confirmed=True
        ),
    )
    article_urls = r"^/(story|review|gallery)/[^/]+/?$"
    article_urls_confirmed = True  # /story/ seen in data, 2026
