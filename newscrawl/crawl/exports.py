"""``scrapy crawl NAME -O out.jsonl``: the same records as ``newscrawl articles`` prints."""

from typing import IO, Any

from scrapy import Spider
from scrapy.exporters import BaseItemExporter
from scrapy.extensions.feedexport import FeedExporter

from newscrawl.archive.tables import ARTICLES
from newscrawl.crawl.spider import SiteSpider
from newscrawl.records import Record, csv_lines, json_line

_OF_THE_TABLE = ("generation", "written_at", "sequence", "month")  # and not of a record
COLUMNS = [name for name in ARTICLES.names if name not in _OF_THE_TABLE]


class Exports(FeedExporter):
    """Scrapy's export of a crawl, but that one which never began leaves the old file as it is."""

    async def close_spider(self, spider: Spider) -> None:
        if isinstance(spider, SiteSpider) and not spider.runs:
            self.slots.clear()  # closing one that has no item would store an empty file
        await super().close_spider(spider)


class _RecordExporter(BaseItemExporter):
    """Writes whole records; FEED_EXPORT_FIELDS and indentation do not apply."""

    def __init__(self, file: IO[bytes], **options: Any) -> None:
        super().__init__(dont_fail=True, **options)
        self._file = file
        self._is_first = True

    def _write(self, text: str) -> None:
        self._file.write(text.encode())


class JsonLinesExporter(_RecordExporter):
    def export_item(self, item: Record) -> None:
        self._write(json_line(item) + "\n")


class JsonExporter(_RecordExporter):
    def start_exporting(self) -> None:
        self._write("[")

    def export_item(self, item: Record) -> None:
        self._write(("\n" if self._is_first else ",\n") + json_line(item))
        self._is_first = False

    def finish_exporting(self) -> None:
        self._write("\n]\n")


class CsvExporter(_RecordExporter):
    def export_item(self, item: Record) -> None:
        for line in csv_lines([item], header=self._is_first and not self._file.tell()):
            self._write(line)
        self._is_first = False

    def finish_exporting(self) -> None:
        if self._is_first and not self._file.tell():  # no row: the header alone
            self._write(",".join(COLUMNS) + "\r\n")
