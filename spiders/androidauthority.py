"""Android Authority: Android phones and apps (androidauthority.com)."""

from newscrawl.crawl import Feed, SiteSpider


class AndroidAuthoritySpider(SiteSpider):
    name = "androidauthority"
    publisher = "Android Authority"
    domains = ("androidauthority.com",)
    language = "en"
    sources = (
        Feed("https://www.androidauthority.com/feed", confirmed=True),  # seen in data, 2026
    )
    article_urls = r"^/[a-z0-9-]+-\d{6,}/?$"
    article_urls_confirmed = True  # seen in data, 2026
