"""First stage: only articles and teasers go on."""

from newscrawl import stages
from newscrawl.crawl.stage import Stage
from newscrawl.errors import PageError
from newscrawl.items import ExtractedArticle


class JudgePipeline(Stage):
    def process_item(self, item: ExtractedArticle) -> ExtractedArticle:
        try:
            return stages.judge(item)
        except PageError as error:
            raise self.drop(item.site.name, error) from error
