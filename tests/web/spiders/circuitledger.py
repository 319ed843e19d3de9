"""Circuit Ledger: the business of technology (circuitledger.example)."""

from newscrawl.crawl import NewsSitemap, SiteSpider


class CircuitLedgerSpider(SiteSpider):
    name = "circuitledger"
    publisher = "Circuit Ledger"
    language = "en"
    timezone = "Europe/London"
    sources = [NewsSitemap("http://circuitledger.example/news-sitemap.xml", confirmed=True)]
    article_urls = r"^/[a-z]+(/|$)"
