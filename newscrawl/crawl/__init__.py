"""The only part of newscrawl that knows Scrapy. A site's file needs these four names."""

from newscrawl.crawl.sources import Feed, NewsSitemap, SectionPage
from newscrawl.crawl.spider import SiteSpider

__all__ = ["Feed", "NewsSitemap", "SectionPage", "SiteSpider"]
