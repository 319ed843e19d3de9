"""``scrapy crawl NAME``: records, sums up, and ends with an exit code that tells the truth."""

import argparse
import asyncio
import logging
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError as BadOption

from newscrawl import settings as project
from newscrawl.crawl.archiving import Archiving
from newscrawl.crawl.faults import Faults
from newscrawl.crawl.logs import quieten
from newscrawl.crawl.outcome import ExitCode, exit_code
from newscrawl.crawl.spider import SiteSpider
from newscrawl.crawl.spider_names import check_spider_name
from newscrawl.crawl.summary import Summary, sum_counts, write_summary
from newscrawl.environment import PREFIX, SETTINGS, parse_log_level, parse_setting
from newscrawl.errors import NewscrawlError, UsageError

logger = logging.getLogger(__name__)


class Command(ScrapyCrawl):
    # Only this command records. shell, fetch, view and check look, and leave no trace.
    default_settings: ClassVar[dict[str, Any]] = {"NEWSCRAWL_RECORDING": True}

    def short_desc(self) -> str:
        return "Crawl a site into the archive (-a since=7d, until=, max_articles=, stories_only=)"

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        assert self.settings
        try:  # before Scrapy sets up its logging
            self.settings.set("LOG_LEVEL", parse_log_level(self.settings["LOG_LEVEL"]), "cmdline")
        except ValueError as error:
            raise BadOption(f"LOG_LEVEL={self.settings['LOG_LEVEL']!r} {error}") from error
        quieten(self.settings["LOG_LEVEL"])

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            self._read_settings(opts.set)
            name = self._spider_name(args)
            self.exitcode = self._crawl(name, opts.spargs)
        except NewscrawlError as error:
            sys.stderr.write(f"scrapy crawl: {error}\n")
            self.exitcode = error.exit_code

    def _read_settings(self, overridden: list[str]) -> None:
        """Give ``-s NEWSCRAWL_...`` values their types. Raises UsageError."""
        project.check()
        assert self.settings
        settings = {setting.name: setting for setting in SETTINGS}
        for pair in overridden:
            name, _, text = pair.partition("=")
            if name.startswith(PREFIX):
                value = parse_setting(name, text)
                if settings[name].is_of_process:
                    raise UsageError(f"{name} is read from the environment only")
                if name == "NEWSCRAWL_CONTACT":
                    self.settings.set("USER_AGENT", project.user_agent(value), priority="cmdline")
                self.settings.set(name, value, priority="cmdline")
                if scrapy_name := settings[name].scrapy_name:
                    self.settings.set(scrapy_name, value, priority="cmdline")

    def _spider_name(self, args: list[str]) -> str:
        """Return the one spider that ``args`` names. Raises UsageError."""
        assert self.crawler_process
        names = self.crawler_process.spider_loader.list()
        for name in args:
            check_spider_name(name, names)
        if len(args) != 1:
            raise UsageError(f"name one spider, not {len(args)}; for several: scrapy crawl-all")
        return args[0]

    def _crawl(self, name: str, arguments: Mapping[str, Any]) -> ExitCode:
        assert self.crawler_process
        crawler = self._create_crawler(name)
        if not issubclass(crawler.spidercls, SiteSpider):
            raise UsageError(f"{name} is no SiteSpider, and only those are archived")
        crawling = self.crawler_process.crawl(crawler, **arguments)
        assert isinstance(crawling, asyncio.Future)
        self.crawler_process.start()
        if not crawling.done():  # a second SIGINT or SIGTERM
            return ExitCode.FAULT
        if error := crawling.exception():
            if isinstance(error, NewscrawlError):
                raise error
            traceback.print_exception(error)
            return ExitCode.FAULT
        summary = _summary(crawler)
        _tell(summary, crawler)
        return summary.exit_code


def _summary(crawler: Crawler) -> Summary:
    archiving, faults = crawler.get_extension(Archiving), crawler.get_extension(Faults)
    assert archiving
    assert faults
    reason = str(crawler.stats.get_value("finish_reason", "not started"))
    tallies = [run.tally for run in archiving.runs.values()]
    code = exit_code(
        archive_failure=archiving.failure, faults=faults.count, reason=reason, tallies=tallies
    )
    failure = archiving.failure
    return Summary(
        spider=crawler.spidercls.name,
        counts=sum_counts(tally.counts for tally in tallies),
        sources=tuple(source for tally in tallies for source in tally.sources),
        archive=archiving.store.uri if archiving.store else "not opened",
        seconds=float(crawler.stats.get_value("elapsed_time_seconds", 0.0)),
        reason=f"{type(failure).__name__}: {failure}" if failure else reason,
        exit_code=code,
    )


def _tell(summary: Summary, crawler: Crawler) -> None:
    if sys.stderr.isatty() and crawler.settings.getbool("LOG_ENABLED"):
        sys.stderr.write(summary.text())
    else:
        logger.info("%s", summary.line())
    if path := crawler.settings["NEWSCRAWL_SUMMARY"]:
        write_summary(Path(path), summary.json())
