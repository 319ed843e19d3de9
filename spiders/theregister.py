"""The Register: enterprise technology (theregister.com)."""

from newscrawl.crawl import Feed, SiteSpider


class TheRegisterSpider(SiteSpider):
    name = "theregister"
    publisher = "The Register"
    domains = ("theregister.com",)
    language = "en"
    timezone = "Europe/London"
    sources = (
        # in public lists of feeds
        Feed("https://www.theregister.com/headlines.atom", confirmed=False),
    )
    article_urls = r"^/20\d\d/\d\d/\d\d/[^/]+/?$"
    article_urls_confirmed = True  # seen in data
