"""Asking a store whether it can be written, again where it does not answer: a start is no race."""

import logging
import random
import time

from newscrawl.archive.store import Store
from newscrawl.errors import StoreUnreachable

logger = logging.getLogger(__name__)

PATIENCE_S = 15.0


def check_patiently(store: Store, *, patience_s: float = PATIENCE_S) -> None:
    """
    Do what ``store.check()`` does, again for ``patience_s`` while the store does not answer.

    A server that is started again, or one answer that came late, should not cost a day's crawl. The
    first failure is logged at once. Raises what the last check raised.
    """
    until = time.monotonic() + patience_s
    within_s = None  # the first failure is told soon; a busy machine may need longer than that
    while True:
        try:
            store.check(within_s=within_s)
        except StoreUnreachable as error:
            wait_s = random.uniform(0.2, 1.0)  # noqa: S311
            within_s = until - time.monotonic() - wait_s
            if within_s <= 0:
                raise
            logger.warning("%s; asking again for %.0f s", error, within_s)
            time.sleep(wait_s)
        else:
            return
