"""One live page, fetched as politely as a crawl does."""

import http.client
import logging
import ssl
import time
import urllib.request
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from typing import Any
from urllib.error import URLError
from urllib.parse import urljoin, urlsplit

from w3lib.url import safe_url_string

from newscrawl.archive import decode_body
from newscrawl.errors import NotFetched
from newscrawl.items import Snapshot
from newscrawl.pages import loose_snapshot
from newscrawl.robots import Rules, no_rules, rules_of_answer
from newscrawl.urls import host_of

logger = logging.getLogger(__name__)

MAX_REDIRECTS = 10
MAX_ROBOTS_BYTES = 512_000  # RFC 9309, 2.5, asks for 500 KiB at least
_CHUNK_BYTES = 1 << 16
_REDIRECTS = (301, 302, 303, 307, 308)
_ACCEPTED = "gzip, deflate, br, zstd"


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What one request was answered; ``body`` has its content coding undone."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name), None)


@dataclass(kw_only=True)
class Fetcher:
    """
    Fetches pages: robots.txt and its Crawl-delay obeyed, no cookies, no credentials, certificates
    checked, everything bounded. Proxies are those of the environment (``https_proxy``).

    ``timeout_s`` holds for the whole of an answer. ``delay_s`` is the pause between two requests
    to one host; a host that asks for more than ``longest_wait_s`` is not asked.
    """

    agent: str
    robots_agent: str
    timeout_s: float
    delay_s: float
    longest_wait_s: float
    largest_bytes: int
    _rules: dict[str, Rules] = field(default_factory=dict)
    _asked_at: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._opener = urllib.request.OpenerDirector()
        for handler in (
            urllib.request.ProxyHandler(),
            urllib.request.HTTPHandler(),
            urllib.request.HTTPSHandler(context=ssl.create_default_context()),
        ):
            self._opener.add_handler(handler)

    def snapshot(self, url: str) -> Snapshot:
        """
        Return the page at ``url``, or where it redirects to, whatever its status.

        Raises NotFetched where robots.txt forbids it, there is no answer in time, it is cut off or
        too large, or redirects go round; UnreadablePage where its coding cannot be undone.
        """
        asked = url
        for _ in range(MAX_REDIRECTS + 1):
            self._check_allowed(url)
            self._pause(url)
            answer = self._answer(url, self.largest_bytes)
            target = answer.header("location")
            if answer.status not in _REDIRECTS or not target:
                return loose_snapshot(
                    answer.body,
                    url=url,
                    headers=answer.headers,
                    status=answer.status,
                    captured_at=datetime.now(UTC),
                )
            url = _redirected(url, target)
        raise NotFetched(f"{asked} redirects more than {MAX_REDIRECTS} times, at last to {url}")

    def _check_allowed(self, url: str) -> None:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = self._ask_for_rules(f"{origin}/robots.txt")
        rules = self._rules[origin]
        if rules.delay_s > self.longest_wait_s:
            raise NotFetched(f"{origin} asks for {rules.delay_s:g} s between requests: not fetched")
        if refusal := rules.refusal(url):
            raise NotFetched(refusal)

    def _ask_for_rules(self, url: str) -> Rules:
        try:
            for _ in range(MAX_REDIRECTS + 1):
                answer = self._answer(url, MAX_ROBOTS_BYTES)
                target = answer.header("location")
                if answer.status not in _REDIRECTS or not target:
                    return rules_of_answer(answer.status, answer.body, agent=self.robots_agent)
                url = _redirected(url, target)
        except NotFetched as error:
            return no_rules(str(error), agent=self.robots_agent)
        return no_rules("it redirects without end", agent=self.robots_agent)

    def _answer(self, url: str, largest_bytes: int) -> Answer:
        request = urllib.request.Request(  # noqa: S310  the opener knows http and https only
            safe_url_string(url),
            headers={
                "User-Agent": self.agent,
                "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1",
                "Accept-Encoding": _ACCEPTED,
            },
        )
        deadline = time.monotonic() + self.timeout_s
        try:
            response = self._opener.open(request, timeout=self.timeout_s)
            if response is None:
                raise NotFetched(f"{url} is no address that is fetched")
            with response:
                body = _whole_body(response, largest_bytes, deadline, url)
                headers: Message = response.headers
                pairs = tuple((name, str(value)) for name, value in headers.items())
                return Answer(status=response.status, headers=pairs, body=decode_body(pairs, body))
        except TimeoutError as error:
            raise NotFetched(f"{url} did not answer in {self.timeout_s:g} s") from error
        except (URLError, http.client.HTTPException, OSError, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            if isinstance(reason, TimeoutError):
                raise NotFetched(f"{url} did not answer in {self.timeout_s:g} s") from error
            told = str(reason) or type(reason).__name__
            raise NotFetched(f"{url} cannot be fetched: {told}") from error

    def _pause(self, url: str) -> None:
        """Wait until the host may be asked for a page again; robots.txt is part of the visit."""
        parts = urlsplit(url)
        pause_s = max(self.delay_s, self._rules[f"{parts.scheme}://{parts.netloc}"].delay_s)
        if (before := self._asked_at.get(parts.netloc)) is not None:
            time.sleep(max(0.0, before + pause_s - time.monotonic()))
        self._asked_at[parts.netloc] = time.monotonic()


def _whole_body(response: Any, largest_bytes: int, deadline: float, url: str) -> bytes:
    pieces, size = [], 0
    while piece := response.read1(_CHUNK_BYTES):
        pieces.append(piece)
        size += len(piece)
        if size > largest_bytes:
            raise NotFetched(f"{url} answers with more than {largest_bytes:,} bytes")
        if time.monotonic() > deadline:
            raise TimeoutError
    if response.length:  # what Content-Length promised and did not come
        raise NotFetched(f"{url} was cut off {response.length:,} bytes before its end")
    return b"".join(pieces)


def _redirected(url: str, location: str) -> str:
    try:
        target = urljoin(url, location.strip())
    except ValueError:
        target = ""
    if not host_of(target):
        raise NotFetched(f"{url} redirects to {location!r}, which is no web address")
    return target
