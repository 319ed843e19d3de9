"""9to5Mac: Apple (9to5mac.com)."""

from newscrawl.crawl import Feed, SiteSpider


class NineTo5MacSpider(SiteSpider):
    name = "9to5mac"
    publisher = "9to5Mac"
    domains = ("9to5mac.com",)  # seen in links, as is article_urls
    language = "en"  # seen in data
    timezone = "America/Los_Angeles"  # by where it is made
    sources = (
        Feed("https://9to5mac.com/feed/", confirmed=False),  # in public lists of feeds
    )
    article_urls = r"^/20\d\d/\d\d/\d\d/[^/]+/?$"
    unconfirmed = ("timezone",)
