"""WIRED: technology, business and culture (wired.com)."""

from newscrawl.crawl import Feed, NewsSitemap, SiteSpider


class WiredSpider(SiteSpider):
    name = "wired"
    publisher = "WIRED"
    domains = ("wired.com",)  # seen in links, as is article_urls
    language = "en"  # seen in data
    timezone = "America/New_York"  # by where it is made
    sources = (
        Feed("https://www.wired.com/feed/rss", confirmed=True),  # seen in data, 2026
        # in public lists of crawlers that read it; seen to name articles, 2026
        NewsSitemap(
            "https://www.wired.com/feed/google-latest-news/sitemap-google-news", confirmed=True
        ),
    )
    article_urls = r"^/(story|review|gallery)/[^/]+/?$"
    unconfirmed = ("timezone",)
