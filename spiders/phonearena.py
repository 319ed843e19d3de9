"""PhoneArena: phones (phonearena.com)."""

from newscrawl.crawl import Feed, NewsSitemap, SiteSpider


class PhoneArenaSpider(SiteSpider):
    name = "phonearena"
    publisher = "PhoneArena"
    domains = ("phonearena.com",)
    language = "en"
    timezone = "Europe/Sofia"
    sources = (
        Feed("https://www.phonearena.com/feed", confirmed=False),  # in public lists of feeds
        # named in its robots.txt
        NewsSitemap("https://www.phonearena.com/sitemaps/googlenews.xml", confirmed=True),
    )
    article_urls = r"^/(news|reviews)/[^/]+_id\d+$"
    article_urls_confirmed = True  # seen in data
