import json
import zipfile
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Command
from tests.unit.reader.small_archive import APOLOGY, LAWSUIT, RECALL


def packed_pages(wacz: Path) -> list[tuple[str, str]]:
    """Return URL and title of each page."""
    with zipfile.ZipFile(wacz) as package:
        _, *lines = package.read("pages/pages.jsonl").splitlines()
    return [(page["url"], page["title"]) for page in map(json.loads, lines)]


@pytest.mark.parametrize(
    ("arguments", "urls"),
    [
        ((APOLOGY,), [APOLOGY]),
        ((APOLOGY, LAWSUIT, APOLOGY), [APOLOGY, LAWSUIT]),
        ((APOLOGY, "--revisions"), [APOLOGY, APOLOGY]),
        (("--kind", "lawsuit", "--kind", "recall"), [RECALL, LAWSUIT]),
        (("--site", "gadgetpost", "--revisions"), [LAWSUIT, APOLOGY, APOLOGY]),
        (("--stories-only", "--limit", "1"), [RECALL]),
        (("--query", "anker recalls"), [RECALL]),
    ],
)
def test_articles_are_packed_by_name_or_by_filter(
    arguments: tuple[str, ...], urls: list[str], newscrawl: Command, tmp_path: Path
) -> None:
    out = tmp_path / "stories.wacz"

    ended = newscrawl("wacz", *arguments, "-o", str(out))

    assert ended.status == 0, ended.err
    assert [url for url, _ in packed_pages(out)] == urls
    assert (
        ended.out == f"{out}: {len(urls)} pages, {len(urls)} captures, {out.stat().st_size} bytes\n"
    )


def test_a_link_stands_for_the_file_that_it_leads_to(newscrawl: Command, tmp_path: Path) -> None:
    link, file = tmp_path / "latest.wacz", tmp_path / "a.wacz"
    file.write_bytes(b"older")
    link.symlink_to(file)

    newscrawl("wacz", APOLOGY, "-o", str(link))

    assert link.is_symlink()
    assert len(packed_pages(file)) == 1


def test_without_revisions_the_latest_is_packed(newscrawl: Command, tmp_path: Path) -> None:
    newscrawl("wacz", APOLOGY, "-o", str(tmp_path / "a.wacz"))

    assert packed_pages(tmp_path / "a.wacz") == [
        (APOLOGY, "Xiaomi wins public apology from critic")
    ]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ((), 2, "which articles?"),
        ((APOLOGY, "--since", "7d"), 2, "not both"),
        (("https://gadgetpost.example/never",), 1, "has no article"),
        (("--until", "2020-01-01"), 1, "nothing to pack"),
        (("--kind", "sorry"), 2, "no kind 'sorry'"),
    ],
)
def test_what_cannot_be_packed_is_said_and_leaves_no_file(
    arguments: tuple[str, ...], status: int, said: str, newscrawl: Command, tmp_path: Path
) -> None:
    ended = newscrawl("wacz", *arguments, "-o", str(tmp_path / "a.wacz"))

    assert (ended.status, list(tmp_path.iterdir())) == (status, [])
    assert said in ended.err


def test_a_folder_that_is_not_there_is_named(newscrawl: Command, tmp_path: Path) -> None:
    ended = newscrawl("wacz", APOLOGY, "-o", str(tmp_path / "none" / "a.wacz"))

    assert ended.status == 2
    assert "a.wacz cannot be written: No such file or directory" in ended.err
