"""
S3 servers with a trait: a proxy before a real one, which asks and answers otherwise than that does.

    with OddS3(server, IgnoresIfNoneMatch()) as odd:
        environ["AWS_ENDPOINT_URL_S3"] = odd.endpoint

The traits are in ``odd_traits``. Each request is signed anew, since what is left out of it or added was, or was not, signed.
"""

import http.client
import threading
from dataclasses import dataclass
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import urlsplit

from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from tests.web.seaweed import SeaweedFS

_NOT_HANDED_ON = (
    *("host", "connection", "authorization", "accept-encoding", "expect", "user-agent"),
    *("x-amz-date", "x-amz-content-sha256", "amz-sdk-request", "amz-sdk-invocation-id"),
)


@dataclass
class Ask:
    """A request: ``target`` is path and query, ``headers`` by name in lower case."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def refusal(
    status: int, code: str, more: str = "", headers: dict[str, str] | None = None
) -> Answer:
    body = (
        f'<?xml version="1.0" encoding="UTF-8"?><Error><Code>{code}</Code>'
        f"<Message>This store says so.</Message>{more}</Error>"
    )
    return Answer(status, {"Content-Type": "application/xml", **(headers or {})}, body.encode())


class Trait:
    """What a server does otherwise: of itself, nothing."""

    def instead(self, ask: Ask) -> Answer | None:
        """Return what is answered without asking the real server; ``ask`` may be altered."""
        return None

    def altered(self, ask: Ask, answer: Answer) -> Answer:
        return answer


class OddS3:
    """The proxy, in a thread of its own from ``with`` on; ``asks`` is all it was asked."""

    def __init__(self, server: SeaweedFS, trait: Trait) -> None:
        self.trait = trait
        self.asks: list[Ask] = []
        self._upstream = server.endpoint
        self._credentials = Credentials(server.access_key, server.secret_key)
        self._listening: ThreadingHTTPServer | None = None

    @property
    def endpoint(self) -> str:
        assert self._listening
        return f"http://127.0.0.1:{self._listening.server_port}"

    def __enter__(self) -> Self:
        handler = type("Handler", (_Handler,), {"odd": self})
        self._listening = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._listening.daemon_threads = True
        threading.Thread(target=self._listening.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        assert self._listening
        self._listening.shutdown()
        self._listening.server_close()

    def answer(self, ask: Ask) -> Answer:
        self.asks.append(Ask(ask.method, ask.target, dict(ask.headers), ask.body))
        return self.trait.instead(ask) or self.trait.altered(ask, self._really(ask))

    def _really(self, ask: Ask) -> Answer:
        kept = {name: text for name, text in ask.headers.items() if name not in _NOT_HANDED_ON}
        request = AWSRequest(ask.method, self._upstream + ask.target, headers=kept, data=ask.body)
        S3SigV4Auth(self._credentials, "s3", "us-east-1").add_auth(request)
        connection = http.client.HTTPConnection(urlsplit(self._upstream).netloc, timeout=60)
        try:
            headers = dict(request.headers.items())
            connection.request(ask.method, ask.target, body=ask.body, headers=headers)
            response = connection.getresponse()
            return Answer(response.status, dict(response.getheaders()), response.read())
        finally:
            connection.close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    odd: OddS3

    def do_GET(self) -> None:
        answer = self.odd.answer(
            Ask(self.command, self.path, _lower(self.headers), self._whole_body())
        )
        self.send_response_only(answer.status)
        of_head = answer.headers.get("Content-Length", "0")
        for name, text in answer.headers.items():
            if name.lower() not in ("content-length", "connection", "transfer-encoding"):
                self.send_header(name, text)
        length = of_head if self.command == "HEAD" else str(len(answer.body))
        self.send_header("Content-Length", length)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_PUT(self) -> None:
        self.do_GET()

    def do_POST(self) -> None:
        self.do_GET()

    def do_DELETE(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        pass

    def _whole_body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))


def _lower(headers: Message) -> dict[str, str]:
    return {name.lower(): text for name, text in headers.items()}
