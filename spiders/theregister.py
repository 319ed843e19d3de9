"""The Register: enterprise technology (theregister.com)."""

from newscrawl.crawl import Feed, SiteSpider


class TheRegisterSpider(SiteSpider):
    name = "theregister"
    publisher = "The Register"
    domains = ("theregister.com",)  # seen in links, as is article_urls
    language = "en"  # seen in data
    timezone = "Europe/London"  # by where it is made
    sources = (
        # in public lists of feeds
        Feed("https://www.theregister.com/headlines.atom", confirmed=False),
    )
    article_urls = r"^/20\d\d/\d\d/\d\d/[^/]+/?$"
    unconfirmed = ("timezone",)
