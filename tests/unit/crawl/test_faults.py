"""Exceptions that nobody expected are noticed in the log."""

import logging
from collections.abc import Iterator

import pytest
from service_identity import CertificateError

from newscrawl.crawl.faults import Faults

logger = logging.getLogger("scrapy.utils.signal")


@pytest.fixture
def faults() -> Iterator[Faults]:
    handler = Faults()
    logging.getLogger().addHandler(handler)
    yield handler
    handler.leave()


def log(error: Exception | None, level: int) -> None:
    logger.log(level, "Error caught on signal handler", exc_info=error)


@pytest.mark.parametrize(
    ("error", "level", "count"),
    [
        (ZeroDivisionError("ours"), logging.ERROR, 1),
        (ZeroDivisionError("ours"), logging.CRITICAL, 1),
        (ZeroDivisionError("ours"), logging.WARNING, 0),
        (None, logging.ERROR, 0),
        (CertificateError("the site's"), logging.CRITICAL, 0),
    ],
    ids=["error", "critical", "warning", "no traceback", "certificate"],
)
def test_only_a_logged_exception_is_a_fault(
    faults: Faults, error: Exception | None, level: int, count: int
) -> None:
    log(error, level)

    assert faults.count == count


def test_after_the_crawl_nothing_is_counted(faults: Faults) -> None:
    faults.leave()

    log(ZeroDivisionError("later"), logging.ERROR)

    assert faults.count == 0
