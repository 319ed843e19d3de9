"""Android Authority: Android phones and apps (androidauthority.com)."""

from newscrawl.crawl import Feed, SiteSpider


class AndroidAuthoritySpider(SiteSpider):
    name = "androidauthority"
    publisher = "Android Authority"
    domains = ("androidauthority.com",)  # seen in links, as is article_urls
    language = "en"  # seen in data
    sources = (
        Feed("https://www.androidauthority.com/feed", confirmed=True),  # seen in data, 2026
    )
    article_urls = r"^/[a-z0-9-]+-\d{6,}/?$"
    unconfirmed = ()
