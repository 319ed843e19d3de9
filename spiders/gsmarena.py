"""GSMArena: phones (gsmarena.com)."""

from newscrawl.crawl import Feed, SiteSpider


class GSMArenaSpider(SiteSpider):
    name = "gsmarena"
    publisher = "GSMArena"
    domains = ("gsmarena.com",)
    language = "en"
    timezone = "Europe/Sofia"
    sources = (
        # in public lists of feeds
        Feed("https://www.gsmarena.com/rss-news-reviews.php3", confirmed=False),
    )
    article_urls = r"-(news|review)-\d+\.php$"
    article_urls_confirmed = True  # seen in data
