"""What the check of a bucket says without any bucket."""

import pytest

from newscrawl.archive import open_store
from newscrawl.archive.access import S3Access


def test_a_fault_that_no_one_thought_of_is_not_taken_for_health(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def credentials(_: S3Access) -> None:
        raise RuntimeError("a profile of a kind never seen")

    monkeypatch.setattr(S3Access, "credentials", credentials)

    with pytest.raises(RuntimeError, match="never seen"):
        open_store("s3://news/archive").check()
