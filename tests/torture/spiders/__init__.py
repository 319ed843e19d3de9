"""The spiders of the growing sites: twelve that differ in their name alone."""

from newscrawl.crawl import Feed, SiteSpider
from tests.torture.sites import host_of

NAMES = tuple(f"torture{number:02d}" for number in range(1, 13))


def _spider(name: str) -> type[SiteSpider]:
    facts = {
        "__module__": __name__,  # Scrapy takes the classes of a module that are its own
        "name": name,
        "publisher": name.capitalize(),
        "language": "en",
        "timezone": "UTC",
        "sources": [Feed(f"http://{host_of(name)}/feed/", confirmed=True)],
        "article_urls": r"^/news/\d+-report/$",
    }
    return type(f"{name.capitalize()}Spider", (SiteSpider,), facts)


globals().update({name: _spider(name) for name in NAMES})
