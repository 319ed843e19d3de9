"""The Verge: technology and its effect on life (theverge.com)."""

from newscrawl.crawl import Feed, NewsSitemap, SiteSpider


class TheVergeSpider(SiteSpider):
    name = "theverge"
    publisher = "The Verge"
    domains = ("theverge.com",)
    language = "en"
    timezone = "America/New_York"
    sources = (
        Feed("https://www.theverge.com/rss/index.xml", confirmed=True),  # seen in data, 2026
        # named in its robots.txt
        NewsSitemap("https://www.theverge.com/sitemaps/google_news", confirmed=True),
    )
    article_urls = r"^(/[a-z0-9-]+){1,2}/\d{5,}/[^/]+/?$|^/20\d\d/\d{1,2}/\d{1,2}/\d+/[^/]+/?$"
    article_urls_confirmed = True  # seen in data
