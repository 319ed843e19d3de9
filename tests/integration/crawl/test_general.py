"""The general spider: what an address turns out to be."""

import pytest

from tests.integration.crawl.conftest import Desk
from tests.integration.crawl.paper import Paper
from tests.web.messages import Reply

pytestmark = pytest.mark.integration

HOME = b"""<!doctype html><html><head><title>The Paper</title>
<link rel=alternate type="application/rss+xml" href="/feed"></head>
<body><h1>The Paper</h1><a href="/about">About</a></body></html>"""


def test_a_file_of_addresses_goes_to_the_sites_that_own_them(desk: Desk) -> None:
    other = Paper(host="other.example")
    desk.web.sites[other.host] = other
    desk.paper.answers["/"] = Reply(body=HOME)
    urls = desk.folder / "urls.txt"
    urls.write_text(
        f"{desk.paper.url('/')}\n{other.url('/news/2-a-story-of-the-day')}\n", encoding="utf-8"
    )

    result = desk.crawl("-a", f"urls={urls}", spider="site")

    assert result.exit_code == 0, result.log
    articles = desk.table("articles")
    # The named site owns its home page, of which the feed was found; the other has no name.
    assert [row["site"] for row in articles].count("paper") == 4
    assert {row["publisher"] for row in articles if row["site"] == "paper"} == {"The Paper"}
    assert [row["title"] for row in articles if row["site"] == "other.example"] == [
        "Story of day 2"
    ]
    assert {row["site"] for row in desk.table("runs")} == {"paper", "other.example"}
    robots = [row["site"] for row in desk.table("captures") if row["role"] == "robots"]
    assert sorted(robots) == ["other.example", "paper"]


def test_a_section_page_of_an_unknown_site_leads_to_what_looks_like_articles(desk: Desk) -> None:
    other = Paper(host="other.example")
    links = "".join(f'<li><a href="/news/{n}-a-story-of-the-day">Story</a>' for n in range(1, 4))
    body = f"<html><body><h1>News</h1><ul>{links}<li><a href=/about>About</a></ul></body></html>"
    other.answers["/news/"] = Reply(body=body.encode())
    desk.web.sites[other.host] = other

    result = desk.crawl("-a", f"url={other.url('/news/')}", spider="site")

    assert result.exit_code == 0, result.log
    assert result.counts is not None
    assert (result.counts.found, result.counts.new) == (3, 3)
    assert "/about" not in desk.requested


def test_addresses_of_articles_count_as_articles(desk: Desk) -> None:
    other = Paper(host="other.example")
    desk.web.sites[other.host] = other
    pages = [
        site.url(f"/news/{n}-a-story-of-the-day") for site in (desk.paper, other) for n in (1, 2)
    ]
    urls = desk.folder / "urls.txt"
    urls.write_text("\n".join([*pages, desk.paper.url("/feed")]), encoding="utf-8")

    result = desk.crawl("-a", f"urls={urls}", "-a", "max_articles=3", spider="site")

    assert result.exit_code == 0, result.log
    assert result.counts is not None
    assert (result.counts.found, result.counts.new) == (3, 3)
    asked = [path for path in desk.requested if path.startswith("/news/")]
    assert len(asked) == 3


def test_an_address_that_does_not_answer_fails_the_run(desk: Desk) -> None:
    result = desk.crawl("-a", f"url={desk.paper.url('/nowhere')}", spider="site")

    assert result.exit_code == 4, result.log
    assert "/nowhere: answered 404" in result.log
