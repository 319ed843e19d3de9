"""
robots.txt, obeyed as RFC 9309 says and without a switch; its Crawl-delay too.

Scrapy's own middleware can be switched off by setting or by request, takes an error page for a
robots.txt without rules, and does not know Crawl-delay.
"""

import asyncio
import logging
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from newscrawl.crawl.failures import AskedForTooLongADelay, ForbiddenByRobots
from newscrawl.crawl.request_meta import ROLE, SITE
from newscrawl.items import CaptureRole
from newscrawl.robots import Rules, no_rules, rules_of_answer

logger = logging.getLogger(__name__)


class Robots:
    """
    Raises ForbiddenByRobots for what a host's robots.txt does not allow us.

    Where it answers 4xx there are no rules and all is allowed; where it answers 5xx or not at all
    nothing is (RFC 9309, 2.3.1.3 and 2.3.1.4). A Crawl-delay longer than our own is kept; from a
    host whose delay is longer than NEWSCRAWL_LONGEST_WAIT_SECONDS nothing is fetched: its requests
    raise AskedForTooLongADelay.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._crawler = crawler
        self._agent = settings["ROBOTSTXT_USER_AGENT"]
        self._delay_s = settings.getfloat("DOWNLOAD_DELAY")
        self._longest_wait_s = settings.getfloat("NEWSCRAWL_LONGEST_WAIT_SECONDS")
        self._rules: dict[str, asyncio.Future[Rules]] = {}  # by scheme, host and port

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Robots":
        return cls(crawler)

    def sitemaps(self, url: str) -> list[str]:
        """Return the sitemaps that robots.txt names; none where the host was not asked yet."""
        parts = urlsplit(url)
        rules = self._rules.get(f"{parts.scheme}://{parts.netloc}")
        return list(rules.result().protego.sitemaps) if rules and rules.done() else []

    async def process_request(self, request: Request) -> None:
        if request.meta.get(ROLE) is CaptureRole.ROBOTS:
            return
        parts = urlparse_cached(request)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = asyncio.ensure_future(self._ask(origin, request))
        rules = await asyncio.shield(self._rules[origin])
        if rules.delay_s > self._longest_wait_s:
            raise AskedForTooLongADelay(f"{origin} asks for {rules.delay_s:g} s between requests")
        if refusal := rules.refusal(request.url):
            raise ForbiddenByRobots(refusal)

    async def _ask(self, origin: str, request: Request) -> Rules:
        meta = {ROLE: CaptureRole.ROBOTS}
        if SITE in request.meta:
            meta[SITE] = request.meta[SITE]
        asking = Request(f"{origin}/robots.txt", callback=NO_CALLBACK, meta=meta, priority=1000)
        try:
            response = await self._crawler.engine.download_async(asking)
        except Exception as error:  # noqa: BLE001  whatever it is, we have not been given leave
            return self._without(asking, f"{type(error).__name__}: {error}")
        rules = rules_of_answer(response.status, response.body, agent=self._agent)
        if rules.missing:
            return self._without(asking, rules.missing)
        self._obey_crawl_delay(rules, request)
        return rules

    def _without(self, asking: Request, why: str) -> Rules:
        logger.warning("%s: nothing is fetched from there: %s", asking.url, why)
        return no_rules(why, agent=self._agent)

    def _obey_crawl_delay(self, rules: Rules, request: Request) -> None:
        delay = rules.delay_s
        if not delay > self._delay_s:  # nor for one that is not a number
            return
        downloader: Any = self._crawler.engine.downloader
        host = downloader.get_slot_key(request)
        if delay > self._longest_wait_s:
            logger.warning(
                "%s asks for %g s between requests: nothing more is fetched from it", host, delay
            )
            return
        logger.info("%s asks for %g s between requests", host, delay)
        # Scrapy forgets the pause of a host that was idle for a minute, unless it is a setting.
        downloader.per_slot_settings[host] = {"delay": delay, "jitter": 0.0}
        if host in downloader.slots:
            downloader.slots[host].delay, downloader.slots[host].jitter = delay, 0.0
