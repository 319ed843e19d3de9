from pathlib import Path

import pytest

from newscrawl.errors import UsageError
from newscrawl.stories.ambiguity import brand_mentions
from newscrawl.stories.brands import BrandKind, built_in_table, load_watchlist, table_with


def traps() -> list[tuple[set[str], str]]:
    table = Path(__file__).with_name("brand_traps.txt").read_text("utf-8")
    lines = [line for line in table.split("\n") if line and not line.startswith("#")]
    split = [line.split(" | ", maxsplit=1) for line in lines]
    return [(set() if ids == "-" else set(ids.split(", ")), sentence) for ids, sentence in split]


def brands_in(text: str) -> set[str]:
    return {mention.brand.brand_id for mention in brand_mentions(built_in_table(), text)}


def test_the_table_has_the_companies_regulators_and_courts_of_tech_news() -> None:
    brands = built_in_table().by_id.values()

    assert sum(brand.kind == BrandKind.COMPANY for brand in brands) >= 300
    assert sum(brand.kind in (BrandKind.REGULATOR, BrandKind.COURT) for brand in brands) >= 80
    assert all(brand.parent in built_in_table().by_id for brand in brands if brand.parent)


def test_no_way_to_print_a_name_belongs_to_two_brands() -> None:
    of: dict[str, list[str]] = {}
    for brand in built_in_table().by_id.values():
        for printed in brand.shown:
            of.setdefault(printed, []).append(brand.brand_id)

    assert [(printed, ids) for printed, ids in of.items() if len(ids) > 1] == []


def test_of_the_trap_sentences_nearly_all_are_read_right() -> None:
    cases = traps()
    found = [(wanted, brands_in(sentence)) for wanted, sentence in cases]

    right = sum(len(wanted & got) for wanted, got in found)
    precision = right / sum(len(got) for _, got in found)
    recall = right / sum(len(wanted) for wanted, _ in found)

    print(f"{len(cases)} trap sentences: precision {precision:.3f}, recall {recall:.3f}")
    assert len(cases) >= 200
    assert precision >= 0.97
    assert recall >= 0.95


@pytest.mark.parametrize(
    ("text", "brand_id", "name"),
    [
        ("Facebook agreed to pay.", "meta", "Facebook"),
        ("Meta Platforms agreed to pay.", "meta", "Meta"),
        ("The Federal Trade Commission sued.", "ftc", "FTC"),
        ("Twitter was fined.", "x", "Twitter"),
        ("X Corp. was fined.", "x", "X"),
        ("Musk was fined.", "elon-musk", "Elon Musk"),
        ("SAMSUNG FINED", "samsung", "Samsung"),
    ],
)
def test_all_ways_to_print_a_brand_end_in_one_id(text: str, brand_id: str, name: str) -> None:
    mentions = brand_mentions(built_in_table(), text)

    assert [(m.brand.brand_id, m.name) for m in mentions] == [(brand_id, name)]


@pytest.mark.parametrize(
    "text", ["a pineapple", "Applebee's", "the amazonian", "xiaomifans", "McIntel"]
)
def test_a_part_of_a_word_is_no_brand(text: str) -> None:
    assert brands_in(text) == set()


def test_a_watchlist_adds_brands_and_aliases(tmp_path: Path) -> None:
    path = tmp_path / "watchlist.txt"
    path.write_text("# ours\nGadgetcorp: Gadget Corp, GDGT\n\nXiaomi: Beijing Mi\nZorb # new\n")

    table = table_with(load_watchlist(path))

    mentions = brand_mentions(table, "GDGT and Zorb sue Beijing Mi and Apple Inc.")
    assert [(m.brand.brand_id, m.name) for m in mentions] == [
        ("gadgetcorp", "Gadgetcorp"),
        ("zorb", "Zorb"),
        ("xiaomi", "Xiaomi"),
        ("apple", "Apple"),
    ]


@pytest.mark.parametrize(
    ("content", "line", "why"),
    [
        (": Alias", 1, "has no name"),
        ("Good\n---", 2, "has no name"),
        ("Name: Alias,, Other", 1, "no alias"),
        ("Name:", 1, "no alias"),
        ("A1\nB2: A1", 2, "line 1 already"),
    ],
)
def test_a_bad_watchlist_is_refused_by_file_and_line(
    tmp_path: Path, content: str, line: int, why: str
) -> None:
    path = tmp_path / "watchlist.txt"
    path.write_text(content)

    with pytest.raises(UsageError, match=why) as refusal:
        load_watchlist(path)

    assert f"{path}, line {line}" in str(refusal.value)


def test_a_watchlist_that_cannot_be_read_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"missing\.txt"):
        load_watchlist(tmp_path / "missing.txt")
    (tmp_path / "binary.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match=r"binary\.txt"):
        load_watchlist(tmp_path / "binary.txt")
