"""
S3 servers with a trait: a proxy before a real one, which asks and answers otherwise than that does.

    with OddS3(server, IgnoresIfNoneMatch()) as odd:
        environ["AWS_ENDPOINT_URL_S3"] = odd.endpoint

Each request is signed anew, since what is left out of it or added was, or was not, signed.
"""

import http.client
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from tests.web.seaweed import SeaweedFS

_MOST_SKEW = timedelta(minutes=15)
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


class ReadOnly(Trait):
    def instead(self, ask: Ask) -> Answer | None:
        return None if ask.method in ("GET", "HEAD") else refusal(403, "AccessDenied")


class IgnoresIfNoneMatch(Trait):
    def instead(self, ask: Ask) -> Answer | None:
        ask.headers.pop("if-none-match", None)
        return None


class LooksThenPuts(Trait):
    """Refuses a second writer only where it comes later, not at the same time."""

    def __init__(self) -> None:
        self._there: set[str] = set()

    def instead(self, ask: Ask) -> Answer | None:
        if ask.headers.pop("if-none-match", None) is None:
            return None
        if ask.target in self._there:
            return refusal(412, "PreconditionFailed")
        time.sleep(0.2)
        self._there.add(ask.target)
        return None


class OnePutOfAKeyASecond(Trait):
    """The limit that some stores set to puts of one key; here with or without a condition."""

    def __init__(self, *, ignores_condition: bool = False) -> None:
        self._ignores_condition = ignores_condition
        self._put_at: dict[str, float] = {}
        self._looking = threading.Lock()

    def instead(self, ask: Ask) -> Answer | None:
        if ask.method != "PUT":
            return None
        if self._ignores_condition:
            ask.headers.pop("if-none-match", None)
        with self._looking:
            before = self._put_at.get(ask.target, -1.0)
            if time.monotonic() - before < 1.0:
                return refusal(429, "TooManyRequests")
            self._put_at[ask.target] = time.monotonic()
        return None


class RefusesIfNoneMatch(Trait):
    def instead(self, ask: Ask) -> Answer | None:
        return refusal(501, "NotImplemented") if "if-none-match" in ask.headers else None


def _has_checksum(ask: Ask) -> bool:
    names = ask.headers.keys() - {"x-amz-checksum-mode"}  # which a GET asks with
    return any(name.startswith(("x-amz-checksum-", "x-amz-sdk-checksum-")) for name in names)


class RefusesChecksums(Trait):
    def instead(self, ask: Ask) -> Answer | None:
        return refusal(400, "InvalidArgument") if _has_checksum(ask) else None


class DemandsChecksums(Trait):
    """As Amazon does in a bucket whose own rule locks each object."""

    def instead(self, ask: Ask) -> Answer | None:
        is_whole_put = ask.method == "PUT" and "?" not in ask.target
        has_one = _has_checksum(ask) or "content-md5" in ask.headers
        return refusal(400, "InvalidRequest") if is_whole_put and not has_one else None


class DemandsDigestOfWhatIsLocked(Trait):
    """As Amazon does: a retention is taken with a digest of the body alone, in each of its parts."""

    def instead(self, ask: Ask) -> Answer | None:
        is_part = "partNumber=" in ask.target
        is_locked = ask.method == "PUT" and "x-amz-object-lock-mode" in ask.headers
        has_one = _has_checksum(ask) or "content-md5" in ask.headers
        return refusal(400, "InvalidRequest") if (is_part or is_locked) and not has_one else None


class RefusesEncryption(Trait):
    def instead(self, ask: Ask) -> Answer | None:
        if "x-amz-server-side-encryption" in ask.headers:
            return refusal(400, "KMS.NotFoundException")
        return None


class RefusesStorageClass(Trait):
    def instead(self, ask: Ask) -> Answer | None:
        if "x-amz-storage-class" in ask.headers:
            return refusal(400, "InvalidStorageClass")
        return None


class TellsAndDoesLittle(Trait):
    """Takes no puts in parts, and says nothing of its bucket's settings."""

    def instead(self, ask: Ask) -> Answer | None:
        asked = ask.target.partition("?")[2]
        if asked == "uploads":
            return refusal(501, "NotImplemented")
        return refusal(403, "AccessDenied") if asked in ("versioning", "object-lock") else None


class ListsLate(Trait):
    """What was put since the server was started is in no listing yet."""

    def instead(self, ask: Ask) -> Answer | None:
        if "list-type=2" in ask.target:
            ask.target = ask.target.replace("prefix=", "prefix=older-", 1)
        return None


@dataclass
class Shuns(Trait):
    """Whose client calls itself ``name``."""

    name: str

    def instead(self, ask: Ask) -> Answer | None:
        is_shunned = self.name in ask.headers.get("user-agent", "")
        return refusal(400, "BadRequest") if is_shunned else None


@dataclass
class InRegion(Trait):
    """Amazon's answer to what is signed for another region: where to go."""

    region: str
    code: str = "AuthorizationHeaderMalformed"

    def instead(self, ask: Ask) -> Answer | None:
        if f"/{self.region}/s3/" in ask.headers.get("authorization", ""):
            return None
        headers = {"x-amz-bucket-region": self.region}
        if self.code == "AuthorizationHeaderMalformed":
            return refusal(400, self.code, f"<Region>{self.region}</Region>", headers)
        return refusal(301, self.code, headers=headers)

    def altered(self, ask: Ask, answer: Answer) -> Answer:
        answer.headers["x-amz-bucket-region"] = self.region
        return answer


@dataclass
class Slow(Trait):
    """Answers after ``seconds``, as one far away does."""

    seconds: float

    def instead(self, ask: Ask) -> Answer | None:
        time.sleep(self.seconds)
        return None


class TakesAnyRegion(Trait):
    """And says its own, which is none of those that one can sign for."""

    def altered(self, ask: Ask, answer: Answer) -> Answer:
        answer.headers["x-amz-bucket-region"] = "auto"
        return answer


@dataclass
class ClockAhead(Trait):
    """Its clock is ``seconds`` ahead; a strict one refuses who is more than 15 minutes away."""

    seconds: int
    is_strict: bool = True

    @property
    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.seconds)

    def instead(self, ask: Ask) -> Answer | None:
        signed_at = datetime.strptime(f"{ask.headers['x-amz-date']}+0000", "%Y%m%dT%H%M%SZ%z")
        if self.is_strict and abs(self.now - signed_at) > _MOST_SKEW:
            return self.altered(ask, refusal(403, "RequestTimeTooSkewed"))
        return None

    def altered(self, ask: Ask, answer: Answer) -> Answer:
        answer.headers["Date"] = format_datetime(self.now, usegmt=True)
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

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
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
