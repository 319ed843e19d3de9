"""Fourth stage: the story card."""

from pathlib import Path

from scrapy.crawler import Crawler

from newscrawl import stages
from newscrawl.crawl.stage import Stage
from newscrawl.items import Article
from newscrawl.stories import load_watchlist


class CardPipeline(Stage):
    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        path = crawler.settings["NEWSCRAWL_WATCHLIST"]
        self._watchlist = load_watchlist(Path(path)) if path else None

    def process_item(self, item: Article) -> Article:
        carded = stages.card(item, self._watchlist)
        if carded.story and carded.story.relevant:
            self.run_of(item.site).tally.count("stories")
        return carded
