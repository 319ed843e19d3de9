"""Third stage: the article gets its revision number; a text that the archive has stops here."""

from scrapy.exceptions import DropItem

from newscrawl import stages
from newscrawl.crawl.stage import Stage
from newscrawl.items import Article


class RevisePipeline(Stage):
    async def process_item(self, item: Article) -> Article:
        run = self.run_of(item.site)
        revised = stages.revise(item, await run.known(item))
        if revised is None:
            run.tally.count("unchanged")
            raise DropItem(f"{item.url} has not changed")
        return revised
