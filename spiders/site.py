"""Any site: archives what an address turns out to be (-a url=https://... or -a urls=FILE)."""

from newscrawl.crawl import GeneralSpider


class AnySiteSpider(GeneralSpider):
    name = "site"
    publisher = ""
