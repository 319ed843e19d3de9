"""Gadget Post: consumer technology news (gadgetpost.example)."""

from newscrawl.crawl import Feed, SiteSpider


class GadgetPostSpider(SiteSpider):
    name = "gadgetpost"
    publisher = "Gadget Post"
    language = "en"
    timezone = "America/New_York"
    sources = [Feed("http://gadgetpost.example/feed/", confirmed=True)]
    article_urls = r"^/20\d\d/\d\d/[a-z0-9-]+/$|^/\?p=\d+$|^/deals/$"
