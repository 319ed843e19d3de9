"""Third stage: the article gets its revision number; a text that the archive has stops here."""

from scrapy.exceptions import DropItem

from newscrawl import stages
from newscrawl.crawl.stage import Stage
from newscrawl.items import Article


class RevisePipeline(Stage):
    def process_item(self, item: Article) -> Article:
        run = self.run_of(item.site)
        known = run.state.article(item.url)
        revised = stages.revise(item, known)
        run.tally.count("unchanged" if not revised else "revised" if known else "new")
        if revised is None:
            raise DropItem(f"{item.url} has not changed")
        return revised
