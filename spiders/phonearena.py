"""PhoneArena: phones (phonearena.com)."""

from newscrawl.crawl import Feed, NewsSitemap, SiteSpider


class PhoneArenaSpider(SiteSpider):
    name = "phonearena"
    publisher = "PhoneArena"
    domains = ("phonearena.com",)  # seen in links, as is article_urls
    language = "en"  # seen in data
    timezone = "Europe/Sofia"  # by where it is made
    sources = (
        Feed("https://www.phonearena.com/feed", confirmed=False),  # in public lists of feeds
        # in public copies of its robots.txt
        NewsSitemap("https://www.phonearena.com/sitemaps/googlenews.xml", confirmed=True),
    )
    article_urls = r"^/(news|reviews)/[^/]+_id\d+$"
    unconfirmed = ("timezone",)
