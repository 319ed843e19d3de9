"""What one or another S3 server does otherwise than most."""

import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.web.odd_s3 import Answer, Ask, Trait, refusal

_MOST_SKEW = timedelta(minutes=15)


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
