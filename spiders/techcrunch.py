"""TechCrunch: startups and the technology business (techcrunch.com)."""

from newscrawl.crawl import Feed, NewsSitemap, SiteSpider


class TechCrunchSpider(SiteSpider):
    name = "techcrunch"
    publisher = "TechCrunch"
    domains = ("techcrunch.com",)
    language = "en"
    timezone = "America/Los_Angeles"
    sources = (
        Feed("https://techcrunch.com/feed/", confirmed=False),  # in public lists of feeds
        # in documentation of crawlers that read it
        NewsSitemap("https://techcrunch.com/news-sitemap.xml", confirmed=True),
    )
    article_urls = r"^/20\d\d/\d\d/\d\d/[^/]+/?$"
    article_urls_confirmed = True  # seen in data
