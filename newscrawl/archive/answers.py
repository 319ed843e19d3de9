"""What a store's answers tell besides what was asked: who it is, and what time it is there."""

import math
import time
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


class Answers:
    """
    Listens to a client. Everything is None until an answer tells.

    ``server`` is the Server header; ``region`` the one that the store says the bucket is in;
    ``other_region`` the one that a refused request had to be signed for; ``clock_ahead`` how much
    this machine's clock is ahead of the store's, to about a second; ``last`` the last answer's
    status and error code.
    """

    def __init__(self) -> None:
        self.server: str | None = None
        self.region: str | None = None
        self.other_region: str | None = None
        self.clock_ahead: timedelta | None = None
        self.last: str | None = None
        self._heard_at = -math.inf

    @property
    def silent_s(self) -> float:
        """For how long no answer has come, but for those of a server that fails."""
        return time.monotonic() - self._heard_at

    def heard(self) -> None:
        """Take note that the store has answered, to whichever client."""
        self._heard_at = time.monotonic()

    def listen(self, client: "S3Client") -> None:
        # each answer, also of a request that botocore sends anew or to another region by itself
        client.meta.events.register("response-received.s3", self._hear)

    def _hear(
        self,
        response_dict: dict[str, Any] | None = None,
        parsed_response: dict[str, Any] | None = None,
        **_: Any,
    ) -> None:
        if response_dict is None:
            return
        headers, error = response_dict["headers"], (parsed_response or {}).get("Error", {})
        if response_dict["status_code"] < 500:
            self.heard()
        self.server = headers.get("server") or self.server
        self.last = f"{response_dict['status_code']} {error.get('Code', '')}".strip()
        self.region = headers.get("x-amz-bucket-region") or self.region
        if response_dict["status_code"] >= 300:
            region = error.get("Region") or headers.get("x-amz-bucket-region")
            self.other_region = region or self.other_region
        if date := headers.get("date"):
            self.clock_ahead = _ahead_of(date) or self.clock_ahead


def _ahead_of(date: str) -> timedelta | None:
    try:
        there = parsedate_to_datetime(date)
    except (ValueError, OverflowError):
        return None
    if there.tzinfo is None:
        there = there.replace(tzinfo=UTC)
    # the header has whole seconds, cut off
    return datetime.now(UTC) - there - timedelta(seconds=0.5)
