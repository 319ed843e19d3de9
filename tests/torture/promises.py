"""What crawls promised to keep: the whole lines that they left in their spools when they ended."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(kw_only=True)
class Promises:
    """Captures by their id; articles by their id and the capture that they were read from."""

    captures: set[str] = field(default_factory=set)
    articles: set[tuple[str, str]] = field(default_factory=set)

    def take(self, spool: Path, site: str) -> None:
        """
        Add what is in the spool of ``site``.

        Another process may be committing and removing it meanwhile, which keeps the promise.
        """
        for path in spool.glob(f"*/{site}/[!.]*/*/captures.jsonl"):
            self.captures.update(line["capture_id"] for line in _whole_lines(path))
        for path in spool.glob(f"*/{site}/[!.]*/*/articles.jsonl"):
            self.articles.update(
                (line["article_id"], line["capture_id"]) for line in _whole_lines(path)
            )


def _whole_lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return
    for line in data.split(b"\n")[:-1]:
        try:
            yield json.loads(line)
        except ValueError:
            return
