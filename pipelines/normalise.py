"""Second stage: what the page says becomes an article, if it is of the period asked for."""

from newscrawl import stages
from newscrawl.crawl.stage import Stage
from newscrawl.errors import PageError
from newscrawl.items import Article, ExtractedArticle


class NormalisePipeline(Stage):
    def process_item(self, item: ExtractedArticle) -> Article:
        since, until = self.arguments.since, self.arguments.until
        try:
            return stages.check_period(stages.normalise(item), since=since, until=until)
        except PageError as error:
            raise self.drop(item.site.name, error) from error
