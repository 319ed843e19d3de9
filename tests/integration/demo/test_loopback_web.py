"""The loopback web answers as real sites do, so that a crawl of it proves something."""

import gzip
import http.client
import re
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.web.crawling import PROJECT
from tests.web.outlets import OUTLETS
from tests.web.server import Web, serve

pytestmark = pytest.mark.integration

ARTICLE = "http://gadgetpost.example/2026/10/netizen-apologizes-to-xiaomi/"


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with serve() as served:
        yield served


class Answer:
    def __init__(self, web: Web, url: str, method: str = "GET", **headers: str) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=10)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, url, headers={"Connection": "close", **named})
        response = connection.getresponse()
        self.status, self.body = response.status, response.read()
        self.headers = response.headers
        connection.close()


def test_every_outlet_has_its_articles_and_a_third_of_all_are_stories() -> None:
    articles = [article for outlet in OUTLETS for article in outlet.articles()]

    assert len(OUTLETS) >= 5
    assert len(articles) >= 45
    assert sum(article.is_story for article in articles) >= len(articles) / 3


def test_a_site_is_asked_as_through_a_proxy_or_by_its_host_header(web: Web) -> None:
    proxied = Answer(web, "http://gadgetpost.example/robots.txt")
    direct = Answer(web, "/robots.txt", Host="gadgetpost.example")

    assert proxied.status == direct.status == 200
    assert proxied.body == direct.body


def test_an_unchanged_page_is_answered_304_without_body(web: Web) -> None:
    first = Answer(web, ARTICLE)

    by_tag = Answer(web, ARTICLE, If_None_Match=first.headers["ETag"])
    by_date = Answer(web, ARTICLE, If_Modified_Since=first.headers["Last-Modified"])
    other_tag = Answer(web, ARTICLE, If_None_Match='"other"')

    assert (by_tag.status, by_tag.body) == (304, b"")
    assert (by_date.status, by_date.body) == (304, b"")
    assert other_tag.status == 200


def test_gzip_is_sent_to_those_who_accept_it(web: Web) -> None:
    plain = Answer(web, ARTICLE)
    coded = Answer(web, ARTICLE, Accept_Encoding="br, gzip")

    assert plain.headers["Content-Encoding"] is None
    assert coded.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(coded.body) == plain.body


def test_head_has_the_headers_of_get_and_no_body(web: Web) -> None:
    get, head = Answer(web, ARTICLE), Answer(web, ARTICLE, method="HEAD")

    assert head.body == b""
    assert head.headers["Content-Length"] == str(len(get.body))
    assert head.headers["ETag"] == get.headers["ETag"]


def test_next_js_pages_come_in_chunks(web: Web) -> None:
    answer = Answer(web, "http://circuitledger.example/business")

    assert answer.headers["Transfer-Encoding"] == "chunked"
    assert answer.body.endswith(b"</html>\n")


def test_an_old_page_is_windows_1252_that_calls_itself_latin_1(web: Web) -> None:
    url = "http://modemweekly.example/news/2026/10/tessel-router-rental-refunds.html"
    body = Answer(web, url).body

    assert b"charset=iso-8859-1" in body
    assert b"\x93I rang them nine times,\x94" in body


def test_an_edition_later_one_article_has_changed_and_one_is_new() -> None:
    gadgetpost = OUTLETS[0]
    before = {article.slug: article for article in gadgetpost.articles(1)}
    after = {article.slug: article for article in gadgetpost.articles(2)}

    assert set(after) - set(before) == {"brightloop-names-new-chief"}
    changed = [slug for slug in before if before[slug] != after[slug]]
    assert changed == ["brightloop-settles-bulb-subscription-suit"]


def test_its_command_line_serves_until_interrupted_and_says_how_to_crawl() -> None:
    command = [sys.executable, "-m", "tests.web"]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        said = ""
        while "Ctrl-C ends it." not in said and (line := process.stdout.readline()):
            said += line
        found = re.search(r"export http_proxy=http://127.0.0.1:(\d+)", said)
        assert found, said
        connection = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=10)
        connection.request("GET", ARTICLE)
        status = connection.getresponse().status
        connection.close()
        process.send_signal(signal.SIGINT)

    assert status == 200
    assert process.returncode == 0


def test_a_host_that_is_not_there_is_a_bad_gateway_and_tls_is_refused(web: Web) -> None:
    assert Answer(web, "http://nowhere.example/").status == 502
    assert Answer(web, "gadgetpost.example:443", method="CONNECT").status == 501
