"""What the general spider is given."""

import re
from pathlib import Path

import pytest

from newscrawl.crawl.site import Site
from newscrawl.crawl.targets import parse_targets, sites_of
from newscrawl.errors import UsageError
from newscrawl.items import SiteFacts

GADGETPOST = Site(
    facts=SiteFacts(name="gadgetpost", publisher="Gadget Post"),
    domains=("gadgetpost.example",),
    sources=(),
    article_urls=re.compile("/20"),
)


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.gadgetpost.example/2026/a", "gadgetpost"),
        ("https://m.gadgetpost.example/", "gadgetpost"),
        ("https://gadgetpost.example.org/", "example.org"),
        ("https://live.news.bbc.co.uk/a", "bbc.co.uk"),
        ("http://127.0.0.1:8000/a", "127.0.0.1"),
    ],
)
def test_a_url_belongs_to_the_named_site_that_owns_its_host_else_to_its_domain(
    url: str, site: str
) -> None:
    (target,) = parse_targets(url=url, urls=None, named_sites=[GADGETPOST])

    assert (target.url, target.site.name) == (url, site)


def test_a_file_names_urls_of_several_sites(tmp_path: Path) -> None:
    file = tmp_path / "urls.txt"
    file.write_text(
        "# phones\nhttps://gadgetpost.example/a\n\n https://other.example/1 \n"
        "https://other.example/2\n"
    )

    targets = parse_targets(url=None, urls=str(file), named_sites=[GADGETPOST])

    assert [target.url for target in targets] == [
        "https://gadgetpost.example/a",
        "https://other.example/1",
        "https://other.example/2",
    ]
    assert [site.name for site in sites_of(targets)] == ["gadgetpost", "other.example"]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("gadgetpost.example", "no web address; write it out, https://"),
        ("", "no web address"),
        ("https://", "no web address"),
        ("ftp://gadgetpost.example/a", "no web address"),
        ("https://gadgetpost.example/a b", "no web address"),
        ("https://gadgetpost.example:port/", "no web address"),
        ("https://me:secret@gadgetpost.example/", "user name or password"),
    ],
)
def test_what_is_no_address_is_refused(url: str, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_targets(url=url, urls=None, named_sites=[])

    assert said in str(refused.value)
    assert "secret" not in str(refused.value)


def test_a_wrong_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "urls.txt"
    file.write_text("https://a.example/\n\nnonsense\n")

    with pytest.raises(UsageError, match=r"urls\.txt line 3: 'nonsense'"):
        parse_targets(url=None, urls=str(file), named_sites=[])


@pytest.mark.parametrize("content", [None, b"", b"# none\n", b"\xff\xfe"])
def test_a_file_without_urls_is_refused(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "urls.txt"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(UsageError, match=r"urls\.txt"):
        parse_targets(url=None, urls=str(file), named_sites=[])


@pytest.mark.parametrize(("url", "urls"), [(None, None), ("https://a.example/", "urls.txt")])
def test_one_of_url_and_urls_is_needed(url: str | None, urls: str | None) -> None:
    with pytest.raises(UsageError, match="either url="):
        parse_targets(url=url, urls=urls, named_sites=[])
