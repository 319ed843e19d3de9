"""The Verge: technology and its effect on life (theverge.com)."""

from newscrawl.crawl import Feed, NewsSitemap, SiteSpider


class TheVergeSpider(SiteSpider):
    name = "theverge"
    publisher = "The Verge"
    domains = ("theverge.com",)  # seen in links, as is article_urls
    language = "en"  # seen in data
    timezone = "America/New_York"  # by where it is made
    sources = (
        Feed("https://www.theverge.com/rss/index.xml", confirmed=True),  # seen in data, 2026
        # in public copies of its robots.txt; seen to name articles, 2026
        NewsSitemap("https://www.theverge.com/sitemaps/google_news", confirmed=True),
    )
    article_urls = r"^(/[a-z0-9-]+){1,2}/\d{5,}/[^/]+/?$|^/20\d\d/\d{1,2}/\d{1,2}/\d+/[^/]+/?$"
    unconfirmed = ("timezone",)
