"""A store that is not as it must be is named before anything is asked of a site."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.integration.crawl.conftest import Desk
from tests.web.crawling import CrawlResult
from tests.web.seaweed import SeaweedFS

pytestmark = pytest.mark.integration

Port = Callable[[], AbstractContextManager[int]]

SECRET = "hidden-from-the-log"


@contextmanager
def closed_port() -> Iterator[int]:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]


@contextmanager
def port_that_never_answers() -> Iterator[int]:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        bound.listen(64)  # the kernel accepts, and no one reads
        yield bound.getsockname()[1]


@contextmanager
def port_that_knows_nothing() -> Iterator[int]:
    class NotFound(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response_only(404)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def do_HEAD(self) -> None:
            self.do_GET()

        def do_PUT(self) -> None:
            self.do_GET()

    with ThreadingHTTPServer(("127.0.0.1", 0), NotFound) as server:
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            serving.join()


def crawl_into(desk: Desk, uri: str = "s3://news/archive", **environment: str) -> CrawlResult:
    named = {
        "AWS_ACCESS_KEY_ID": "key-of-no-one",
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_REGION": "us-east-1",
        **environment,
    }
    return desk.crawl(NEWSCRAWL_ARCHIVE=uri, **named)


def assert_refused(desk: Desk, result: CrawlResult, *said: str) -> None:
    assert result.exit_code == 3, result.log
    for words in said:
        assert words in result.log
    assert SECRET not in result.log
    assert "Traceback" not in result.log
    assert desk.requested == []


@pytest.mark.parametrize(
    ("port", "said"),
    [
        (closed_port, "StoreUnreachable: s3://news/archive: no answer from http://127.0.0.1:"),
        (
            port_that_never_answers,
            "StoreUnreachable: s3://news/archive: no answer from http://127.0.0.1:",
        ),
        (port_that_knows_nothing, "there is no bucket 'news' at http://127.0.0.1:"),
    ],
    ids=["closed", "never answers", "answers 404"],
)
def test_an_endpoint_that_is_no_store_is_named(desk: Desk, port: Port, said: str) -> None:
    with port() as number:
        result = crawl_into(desk, AWS_ENDPOINT_URL_S3=f"http://127.0.0.1:{number}")

    assert_refused(desk, result, said)


@pytest.mark.s3
def test_a_wrong_key_is_named(desk: Desk, s3: SeaweedFS) -> None:
    result = crawl_into(desk, s3.uri("preflight"), AWS_ENDPOINT_URL_S3=s3.endpoint)

    assert_refused(desk, result, "StoreDenied")


@pytest.mark.s3
def test_a_missing_bucket_is_named(desk: Desk, s3: SeaweedFS) -> None:
    result = crawl_into(desk, "s3://no-such-bucket/archive", **s3.environment)

    assert_refused(desk, result, "NoSuchBucket", "no-such-bucket")
    assert s3.secret_key not in result.log
