"""TechCrunch: startups and the technology business (techcrunch.com)."""

from newscrawl.crawl import Feed, NewsSitemap, SiteSpider


class TechCrunchSpider(SiteSpider):
    name = "techcrunch"
    publisher = "TechCrunch"
    domains = ("techcrunch.com",)  # seen in links, as is article_urls
    language = "en"  # seen in data
    timezone = "America/Los_Angeles"  # by where it is made
    sources = (
        Feed("https://techcrunch.com/feed/", confirmed=False),  # in public lists of feeds
        # in public lists of crawlers that read it; seen to name articles, 2026
        NewsSitemap("https://techcrunch.com/news-sitemap.xml", confirmed=True),
    )
    article_urls = r"^/20\d\d/\d\d/\d\d/[^/]+/?$"
    unconfirmed = ("timezone",)
