import logging
from pathlib import Path

import pytest

from newscrawl.archive.local import LocalStore
from newscrawl.archive.patience import check_patiently
from newscrawl.errors import ArchiveError, StoreDenied, StoreUnreachable


class Failing(LocalStore):
    """A folder whose first checks fail by ``errors``."""

    def __init__(self, root: Path, *errors: ArchiveError) -> None:
        super().__init__(root)
        self.errors, self.given_s = [*errors], list[float | None]()

    def check(self, *, within_s: float | None = None) -> None:
        self.given_s.append(within_s)
        if self.errors:
            raise self.errors.pop(0)


def test_a_store_that_comes_back_costs_no_start(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = Failing(tmp_path, StoreUnreachable("it is being started"), StoreUnreachable("still"))

    with caplog.at_level(logging.WARNING):
        check_patiently(store)

    first, *later = store.given_s
    assert first is None
    assert len(later) == 2
    assert all(within_s and within_s > 5 for within_s in later)
    assert [message.partition(";")[0] for message in caplog.messages] == [
        "it is being started",
        "still",
    ]


@pytest.mark.parametrize(
    ("error", "patience_s"),
    [(StoreUnreachable("no answer"), 0.0), (StoreDenied("a wrong key"), 60.0)],
    ids=["its patience is over", "asking again would not help"],
)
def test_an_error_that_stays_is_raised(
    tmp_path: Path, error: ArchiveError, patience_s: float
) -> None:
    store = Failing(tmp_path, error, error)

    with pytest.raises(type(error)):
        check_patiently(store, patience_s=patience_s)

    assert store.given_s == [None]
