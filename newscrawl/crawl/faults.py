"""Notices every exception that nobody expected: Scrapy logs them and ends as if all were well."""

import logging

from scrapy import signals
from scrapy.crawler import Crawler
from service_identity import CertificateError, VerificationError


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
        error = record.exc_info[1] if record.exc_info else None
        # Twisted logs a certificate that it refuses; that is the site's fault, and counted there.
        if error is not None and not isinstance(error, (CertificateError, VerificationError)):
            self.count += 1

    def leave(self) -> None:
        logging.getLogger().removeHandler(self)
