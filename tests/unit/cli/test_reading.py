"""The commands that only read, as someone types them."""

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from newscrawl.items import Article
from newscrawl.normalise import article_id
from newscrawl.records import article_record, json_line
from tests.unit.cli.conftest import Command
from tests.unit.reader.small_archive import APOLOGY, LAWSUIT, PAGE, RECALL, RETRACTED, REVIEW


def test_stories_are_a_table_for_people(newscrawl: Command) -> None:
    told = newscrawl("stories", "--format", "table")

    assert told.lines == [
        "date        site        kinds                parties                       title",
        "2026-11-15  phonewire   recall               -> Anker                      Power banks recalled",
        "2026-11-10  gadgetpost  lawsuit              Pictiva -> Samsung            Samsung sued over a patent",
        "2026-10-30  gadgetpost  apology, settlement  a netizen -> Xiaomi, Lei Jun  Xiaomi wins public apology from critic",
    ]


def test_on_a_narrow_terminal_dates_and_sites_stay_whole(
    newscrawl: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "80")

    told = newscrawl("stories", "--brand", "xiaomi")

    assert told.lines[-1] == (
        "2026-10-30  gadgetpost  apology, sett…  a netizen ->…   Xiaomi wins public apol…"
    )


def test_into_a_pipe_go_the_records_of_a_crawl(
    newscrawl: Command, filled: tuple[Path, dict[str, Article]]
) -> None:
    told = newscrawl("articles", "--site", "gadgetpost")

    assert told.lines == [json_line(article_record(filled[1][url])) for url in (LAWSUIT, APOLOGY)]


def test_csv_has_a_header_and_a_line_an_article(newscrawl: Command) -> None:
    told = newscrawl("articles", "--format", "csv", "--stories-only")

    rows = list(csv.DictReader(io.StringIO(told.out, newline="")))
    assert [row["url"] for row in rows] == [RECALL, LAWSUIT, APOLOGY]
    assert json.loads(rows[1]["kinds"]) == ["lawsuit"]


@pytest.mark.parametrize("name", ["articles", "stories"])
def test_columns_are_chosen_in_every_form(newscrawl: Command, name: str) -> None:
    asked = [name, "--columns", "kinds, published_at,title", "--kind", "lawsuit", "--format"]

    title = "Samsung sued over a patent"
    assert json.loads(newscrawl(*asked, "jsonl").out) == {
        "kinds": ["lawsuit"],
        "published_at": "2026-11-10T11:00:00Z",
        "title": title,
    }
    assert newscrawl(*asked, "csv").out == (
        f'kinds,published_at,title\r\n"[""lawsuit""]",2026-11-10T11:00:00Z,{title}\r\n'
    )
    assert newscrawl(*asked, "table").lines == [
        "kinds        published_at          title",
        f'["lawsuit"]  2026-11-10T11:00:00Z  {title}',
    ]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--brand", "xiaomi"], [REVIEW, APOLOGY]),
        (["--brand", "pictiva", "--brand", "anker"], [RECALL, LAWSUIT]),
        (["--kind", "apology", "--kind", "recall"], [RECALL, APOLOGY]),
        (["--site", "phonewire", "--limit", "1"], [RETRACTED]),
        (["--since", "2026-11-12", "--until", "2026-11-16"], [RECALL, REVIEW]),
        (["--text", "patent"], [LAWSUIT]),
        (["--stories-only"], [RECALL, LAWSUIT, APOLOGY]),
        (["--all-revisions", "--kind", "penalty"], [RETRACTED]),
        (["--text", "nothing-like-it"], []),
    ],
    ids=str,
)
def test_every_filter_reaches_the_archive(
    newscrawl: Command, options: list[str], expected: list[str]
) -> None:
    told = newscrawl("articles", *options)

    assert [json.loads(line)["url"] for line in told.lines] == expected
    assert (told.status, told.err) == (0, "")


def test_articles_as_a_table(newscrawl: Command) -> None:
    told = newscrawl("articles", "--format", "table", "--brand", "xiaomi")

    assert told.lines == [
        "published         site        authors                     title",
        "2026-11-12 00:00  phonewire   Ada Dee                     Xiaomi 17 review",
        "2026-10-30 22:15  gadgetpost  Ada Dee, Gadget Post Staff  Xiaomi wins public apology from critic",
    ]


def test_show_tells_card_fields_sources_and_revisions(newscrawl: Command) -> None:
    told = newscrawl("show", APOLOGY, "--body")

    for line in [
        "Xiaomi wins public apology from critic",
        "  site       gadgetpost (Gadget Post)",
        '  published  2026-10-30 22:15 UTC, printed "2026-10-30T22:15:00+00:00"',
        f"  id         {article_id(APOLOGY)}",
        "  a legal or apology story (score 0.93, card version 1)",
        "  kind      apology",
        "      body: A netizen [[has apologised to Xiaomi]] and its founder Lei Jun, Gizmochina reports. He withdrew...",
        "  matter    defamation",
        "  party     Xiaomi (recipient, brand xiaomi)",
        "      title: [[Xiaomi]] wins public apology from critic",
        "  amount    30,000 yuan = 30,000.00 CNY",
        "  brands named: lei-jun, xiaomi",
        "  Ada Dee, Editor",
        "      https://gadgetpost.example/by/ada",
        "      Ada writes about phones and the law.",
        "  Gadget Post Staff, organisation",
        "  Gizmochina https://gizmochina.example/xiaomi",
        "  title      Xiaomi wins public apology from critic",
        "             json-ld, confidence 0.97",
        '             not "Xiaomi wins public apology from critic | Site" (meta, 0.60)',
        "  modified   not found",
        "  1  2026-10-31 08:00  Xiaomi wins apology  (140 characters, extractor 1)",
        "  2  2026-11-02 08:00  Xiaomi wins public apology from critic  (140 characters, extractor 1)",
        "  He withdrew the defamation appeal and will pay 30,000 yuan.",
    ]:
        assert line in told.lines


def test_card_tells_the_verdict_the_findings_and_what_moved_the_score(newscrawl: Command) -> None:
    told = newscrawl("card", APOLOGY, "--explain")

    assert told.status == 0
    assert told.lines[0] == "Xiaomi wins public apology from critic"
    assert told.lines[2].startswith("a legal or apology story (score ")
    assert "kind      apology" in told.lines
    assert any("[[" in line for line in told.lines)
    assert any(line.startswith("threshold 0.") for line in told.lines)
    why = told.lines[told.lines.index("what moved the score") + 1 :]
    assert why
    assert all(line.split()[0] == "decides" or line.split()[0][0] in "+-" for line in why)


def test_card_without_explain_is_the_card_alone(newscrawl: Command) -> None:
    told = newscrawl("card", APOLOGY)

    assert "what moved the score" not in told.lines


def test_show_of_an_article_by_its_id(newscrawl: Command) -> None:
    told = newscrawl("show", article_id(REVIEW))

    assert told.lines[1] == REVIEW
    assert '  published  2026-11-12, printed "2026-11-12T00:00:00+00:00"' in told.lines
    assert "  no legal or apology story (score 0.10, card version 1)" in told.lines


@pytest.mark.parametrize(
    ("options", "body"),
    [([], b"<html>the second text</html>"), (["--at", "2026-11-01"], PAGE % APOLOGY.encode())],
)
def test_snapshot_gives_the_captured_bytes(
    newscrawl: Command, tmp_path: Path, options: list[str], body: bytes
) -> None:
    target = tmp_path / "page.html"

    assert newscrawl("snapshot", APOLOGY, *options).out == body.decode()
    assert newscrawl("snapshot", APOLOGY, *options, "-o", str(target)).out == ""
    assert target.read_bytes() == body


def test_snapshot_can_give_the_headers_too(newscrawl: Command) -> None:
    told = newscrawl("snapshot", "https://phonewire.example/old", "--headers")

    assert told.out == (
        "HTTP/1.1 301\r\n"
        "Content-Type: text/html; charset=utf-8\r\n"
        "Location: https://phonewire.example/reviews/xiaomi-17\r\n"
        "\r\n"
    )
    assert told.err == (
        f"newscrawl snapshot: https://phonewire.example/old answered 301, a redirect to {REVIEW}\n"
    )


def test_snapshot_does_not_pour_an_image_into_a_terminal(
    newscrawl: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)

    told = newscrawl("snapshot", "https://phonewire.example/logo.png")

    assert (told.status, told.out) == (2, "")
    assert "is image/png, not text; write it with -o FILE" in told.err


def test_snapshot_says_that_a_file_cannot_be_written(newscrawl: Command, tmp_path: Path) -> None:
    told = newscrawl("snapshot", APOLOGY, "-o", str(tmp_path / "no" / "page.html"))

    assert told.status == 2
    assert told.err.endswith("cannot be written: No such file or directory\n")


def test_reextraction_is_limited_to_the_newest_of_all_sites(newscrawl: Command) -> None:
    told = newscrawl("reextract", "--all", "--dry-run", "--limit", "1")

    *sites, end = told.lines
    assert sorted(line.partition(": ")[2] == "nothing to read anew" for line in sites) == [
        False,
        True,
    ]
    assert end == "nothing was written (--dry-run)"


def test_runs_are_told_with_their_counts(newscrawl: Command) -> None:
    told = newscrawl("runs", "--format", "table")

    assert [line.split()[2:] for line in told.lines[1:]] == [
        ["phonewire", "phonewire", "3", "3", "1", "2", "0", "finished"],
        ["gadgetpost", "gadgetpost", "2", "2", "1", "3", "1", "finished"],
    ]


def test_runs_as_data_have_sources_and_reasons(newscrawl: Command) -> None:
    told = newscrawl("runs", "--site", "gadgetpost")

    (run,) = map(json.loads, told.lines)
    assert run["dropped"] == {"listing": 1}
    assert run["sources"][0]["url"] == "https://gadgetpost.example/rss.xml"
    assert run["arguments"] == {"since": "2026-10-01"}
    assert run["started_at"].endswith("Z")


def test_runs_can_be_limited(newscrawl: Command) -> None:
    assert len(newscrawl("runs", "--limit", "1").lines) == 1


def test_sql_answers_as_data(newscrawl: Command) -> None:
    told = newscrawl(
        "sql",
        "SELECT site, count(*) AS n, max(published_at) AS newest, sum(1.5) AS x, "
        "DATE '2026-11-20' AS day, 'a'::BLOB AS raw, 'nan'::DOUBLE AS nan, "
        "TIMESTAMP '2026-11-20 10:00:00' AS local, [1.5, NULL] AS list, "
        "MAP {'k': 1} AS map, INTERVAL 2 DAY AS span "
        "FROM articles WHERE site = 'gadgetpost' GROUP BY site",
    )

    (row,) = map(json.loads, told.lines)
    assert row == {
        "site": "gadgetpost",
        "n": 2,
        "newest": "2026-11-10T11:00:00Z",
        "x": 3.0,
        "day": "2026-11-20",
        "raw": "61",
        "nan": None,
        "local": "2026-11-20T10:00:00",
        "list": [1.5, None],
        "map": {"k": 1},
        "span": "2 days",
    }


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("DATE '0044-03-15 (BC)'", "-0043-03-15"),
        ("TIMESTAMP_NS '2020-01-01 10:00:00.123456789'", "2020-01-01 10:00:00.123456789"),
        ("TIMETZ '10:00:00+02'", "10:00:00+02"),
        ("'101'::BIT", "101"),
    ],
)
def test_what_python_has_no_like_of_is_told_as_text(
    newscrawl: Command, value: str, told: str
) -> None:
    ended = newscrawl("sql", f"SELECT {value} AS x, 1 AS y")

    assert [json.loads(line) for line in ended.lines] == [{"x": told, "y": 1}]


def test_sql_answers_as_a_table_and_as_csv(newscrawl: Command) -> None:
    query = "SELECT site, kinds, published_at FROM articles WHERE is_story ORDER BY url"

    table = newscrawl("sql", query, "--format", "table")
    spread = newscrawl("sql", query, "--format", "csv")

    assert table.lines == [
        "site        kinds                published_at",
        "gadgetpost  apology, settlement  2026-10-30 22:15",
        "gadgetpost  lawsuit              2026-11-10 11:00",
        "phonewire   recall",
    ]
    assert spread.out.splitlines() == [
        "site,kinds,published_at",
        'gadgetpost,"[""apology"",""settlement""]",2026-10-30T22:15:00Z',
        'gadgetpost,"[""lawsuit""]",2026-11-10T11:00:00Z',
        'phonewire,"[""recall""]",',
    ]
