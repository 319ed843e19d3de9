"""Last stage: the article's row, durable in the run's spool; exports get the same record."""

from newscrawl.crawl.stage import Stage
from newscrawl.errors import ArchiveError
from newscrawl.items import Article
from newscrawl.records import Record, article_record


class ArchivePipeline(Stage):
    def process_item(self, item: Article) -> Record:
        record = article_record(item)
        try:
            self.run_of(item.site).write(item, record)
        except ArchiveError as error:
            raise self.stop(error) from error
        return record
