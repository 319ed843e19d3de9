"""``scrapy parse``: refused, since what it would call needs the run of a site."""

import argparse
import sys

from scrapy.commands import ScrapyCommand


class Command(ScrapyCommand):
    requires_crawler_process = False

    def short_desc(self) -> str:
        return "Not of use here: scrapy crawl site -a url=URL -O FILE reads one page"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        url = args[0] if args else "URL"
        sys.stderr.write(
            "scrapy parse: a page is read only with what its site's run knows; "
            f"instead: scrapy crawl site -a url={url} -O page.jsonl\n"
        )
        self.exitcode = 2
