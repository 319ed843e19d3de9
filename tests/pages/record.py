"""
python -m tests.pages.record URL|FILE [--url URL] [--site NAME] [--captured-at TIME]

Saves a page under tests/pages/<site>/ and writes what is read from it beside it, for review:
correct the JSON by hand where the reading is wrong, then correct the code until the test passes.
Record pages that you wrote, or may publish. A file already under tests/pages/ is read again.
"""

import argparse
import re
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

from newscrawl.urls import host_of
from tests.pages.recorded import FOLDER, RecordedPage, recorded_pages


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("page", metavar="URL|FILE")
    parser.add_argument("--url", help="address of the page in FILE")
    parser.add_argument("--site", help="folder to save it in (default: the host)")
    parser.add_argument("--captured-at", type=datetime.fromisoformat, help="default: now")
    parser.add_argument("--status", type=int, default=200)
    asked = parser.parse_args()

    file = Path(asked.page)
    known = {page.file: page for page in recorded_pages() if page.file.exists()}
    if file.resolve() in known:
        print(known[file.resolve()].save())
        return
    status, content_type = asked.status, "text/html; charset=utf-8"
    if asked.page.startswith(("http://", "https://")):
        url = asked.page
        with urllib.request.urlopen(url, timeout=30) as response:
            body, status = response.read(), response.status
            content_type = response.headers.get("Content-Type", "")
    elif asked.url:
        url, body = asked.url, file.read_bytes()
    else:
        parser.error("a FILE needs its --url")
    saved = FOLDER / (asked.site or host_of(url)) / f"{_name_of(url)}.html"
    saved.parent.mkdir(exist_ok=True)
    saved.write_bytes(body)
    page = RecordedPage(
        file=saved,
        url=url,
        captured_at=(asked.captured_at or datetime.now(UTC)).astimezone(UTC),
        status=status,
        content_type=content_type,
        expected={},
    )
    print(page.save())


def _name_of(url: str) -> str:
    path = url.split("?", 1)[0].rstrip("/").rpartition("/")[2]
    return re.sub(r"[^a-z0-9]+", "-", path.rpartition(".")[0] or path).strip("-")[:60] or "page"


if __name__ == "__main__":
    main()
