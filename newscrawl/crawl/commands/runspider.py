"""``scrapy runspider``: refused, since a spider outside the project is not archived."""

import argparse
import sys

from scrapy.commands import ScrapyCommand


class Command(ScrapyCommand):
    requires_crawler_process = False

    def short_desc(self) -> str:
        return "Not of use here: put the file into spiders/, then scrapy crawl NAME"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        file = args[0] if args else "the file"
        sys.stderr.write(
            f"scrapy runspider: put {file} into spiders/, or name its module in "
            "NEWSCRAWL_SPIDERS, then: scrapy crawl NAME\n"
        )
        self.exitcode = 2
