"""Fourth stage: the story card; with ``stories_only=true`` nothing else goes on."""

from pathlib import Path

from scrapy.crawler import Crawler

from newscrawl import stages
from newscrawl.crawl.stage import Stage
from newscrawl.errors import PageError
from newscrawl.items import Article
from newscrawl.stories import load_watchlist


class CardPipeline(Stage):
    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        path = crawler.settings["NEWSCRAWL_WATCHLIST"]
        self._watchlist = load_watchlist(Path(path)) if path else None
        self._threshold = crawler.settings.getfloat("NEWSCRAWL_STORY_THRESHOLD")

    def process_item(self, item: Article) -> Article:
        carded = stages.card(item, self._watchlist, threshold=self._threshold)
        try:
            return stages.check_story(carded) if self.arguments.stories_only else carded
        except PageError as error:
            raise self.drop(item.site, error) from error
