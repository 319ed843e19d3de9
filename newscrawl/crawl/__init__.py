"""The only part of newscrawl that knows Scrapy. A site's file needs no more than these names."""

from newscrawl.crawl.general import GeneralSpider
from newscrawl.crawl.sources import Feed, NewsSitemap, SectionPage
from newscrawl.crawl.spider import SiteSpider

__all__ = ["Feed", "GeneralSpider", "NewsSitemap", "SectionPage", "SiteSpider"]
