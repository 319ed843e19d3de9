"""Notices every exception that nobody expected: Scrapy logs them and ends as if all were well."""

import logging

from scrapy import signals
from scrapy.crawler import Crawler


class Faults(logging.Handler):
    """
    Counts the errors that are logged with a traceback: in callbacks, stages, signal handlers and
    exports. ``count`` above 0 means exit code 1.
    """

    def __init__(self) -> None:
        super().__init__(level=logging.ERROR)
        self.count = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Faults":
        faults = cls()
        logging.getLogger().addHandler(faults)
        crawler.signals.connect(faults.leave, signals.engine_stopped)
        return faults

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.exc_info[0] is not None:
            self.count += 1

    def leave(self) -> None:
        logging.getLogger().removeHandler(self)
