"""What we pack opens in ReplayWeb.page, and shows the article with no request to anywhere."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from newscrawl.archive import open_store
from newscrawl.archive.wacz import write_wacz
from newscrawl.items import RunCounts
from newscrawl.records import article_record
from tests.unit.archive.samples import article, exchange, start, url_of
from tests.web.browser import CHROMIUM, headless_chromium
from tests.web.replay_page import NPM, fetch_replay_page, served, write_viewer
from tests.web.server import serve

# a picture from elsewhere, as articles have them: a player that fetched it would give its reader away
PAGE = b"""<!doctype html><title>Xiaomi apologises</title><h1>Xiaomi apologises</h1>
<p>The words of the article, as they were captured.</p>
<script>document.body.append("Its script has run.")</script>
<img src="https://pictures.example/xiaomi.jpg">"""


@pytest.fixture(scope="module")
def player(tmp_path_factory: pytest.TempPathFactory) -> Path:
    missing = [name for name, found in (("chromium", CHROMIUM), ("npm", NPM)) if not found]
    if missing:
        pytest.skip(f"to replay a WACZ, install {' and '.join(missing)}")
    folder = tmp_path_factory.mktemp("player")
    if not fetch_replay_page(folder):
        pytest.skip("npm could not fetch ReplayWeb.page")
    return folder


@pytest.mark.integration
def test_an_article_opens_in_a_browser_without_any_outside_request(
    player: Path, tmp_path: Path
) -> None:
    store = open_store(str(tmp_path / "archive"))
    run = start(store, tmp_path / "spool")
    capture = run.record(exchange(1, body=PAGE))
    run.add(article_record(article(capture)))
    run.finish("finished", RunCounts(found=1, fetched=1, new=1))
    write_wacz(store, [article(capture)], player / "a.wacz")
    write_viewer(player, "a.wacz", url_of(1))

    with (
        served(player) as address,
        serve([]) as outside,
        headless_chromium(tmp_path / "profile", proxy=outside.proxy_url) as browser,
    ):
        browser.open(address)
        shown = next((text for text in browser.texts(120) if "as they were captured" in text), "")

    assert "Its script has run." in shown
    assert {urlsplit(url).hostname for url in browser.requested} - {"127.0.0.1", None} == set()
    assert [each.url for each in outside.requests] == []
