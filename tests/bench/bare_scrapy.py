"""``python -m tests.bench.bare_scrapy PAGES CONCURRENCY``: prints the seconds that Scrapy takes."""

import sys
from collections.abc import AsyncIterator
from time import perf_counter

from scrapy import Request, Spider, signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response

from tests.bench.local_site import article_url


class BareSpider(Spider):
    name = "bare"
    pages = 0
    answered = 0

    async def start(self) -> AsyncIterator[Request]:
        for number in range(self.pages):
            yield Request(article_url(number))

    def parse(self, response: Response) -> None:
        BareSpider.answered += len(response.body) > 0


def main() -> None:
    BareSpider.pages = int(sys.argv[1])
    concurrency = int(sys.argv[2])
    process = AsyncCrawlerProcess(
        {
            "LOG_ENABLED": False,
            "TELNETCONSOLE_ENABLED": False,
            "REMOTE_CONTROL_ENABLED": False,
            "CONCURRENT_REQUESTS": concurrency,
            "CONCURRENT_REQUESTS_PER_DOMAIN": concurrency,
        }
    )
    crawler = process.create_crawler(BareSpider)
    moments: list[float] = []

    def note() -> None:
        moments.append(perf_counter())

    crawler.signals.connect(note, signals.spider_opened, weak=False)
    crawler.signals.connect(note, signals.spider_closed, weak=False)
    process.crawl(crawler)
    process.start()
    if BareSpider.answered != BareSpider.pages:
        raise SystemExit(f"bare Scrapy got {BareSpider.answered} of {BareSpider.pages} pages")
    print(moments[1] - moments[0])


if __name__ == "__main__":
    main()
