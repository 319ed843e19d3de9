"""GSMArena: phones (gsmarena.com)."""

from newscrawl.crawl import Feed, SiteSpider


class GSMArenaSpider(SiteSpider):
    name = "gsmarena"
    publisher = "GSMArena"
    domains = ("gsmarena.com",)  # seen in links, as is article_urls
    language = "en"  # seen in data
    timezone = "Europe/Sofia"  # by where it is made
    sources = (
        # in public lists of feeds
        Feed("https://www.gsmarena.com/rss-news-reviews.php3", confirmed=False),
    )
    article_urls = r"-(news|review)-\d+\.php$"
    unconfirmed = ("timezone",)
