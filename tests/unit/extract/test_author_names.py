"""What is a name, a role, an agency, or the site itself."""

import pytest

from newscrawl.extract.author_names import begins_with_by, credited, is_role, names_in
from newscrawl.extract.own_names import is_own


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ana Rey, AFP", ("Ana Rey", "AFP")),
        ("Ana Rey und Bo Li, dpa", ("Ana Rey", "Bo Li", "dpa")),
        ("Ana Rey, RN", ("Ana Rey",)),
        ("Ana Rey, Rome", ("Ana Rey",)),
    ],
    ids=["an agency", "an agency in small letters", "a degree", "a place"],
)
def test_an_agency_behind_a_name_is_an_author_too(line: str, names: tuple[str, ...]) -> None:
    assert names_in(line) == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Leitender Wirtschaftsredakteur", True),
        ("Senior Editor", True),
        ("Ana Rey", False),
    ],
)
def test_a_role_is_told_from_a_name(text: str, expected: bool) -> None:
    assert is_role(text) is expected


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Autorin/Autor Ana Rey", "Ana Rey"),
        ("BY ANA REY", "ANA REY"),
        ("| Von Ana Rey", "Ana Rey"),
        ("Ein Kommentar von Ana Rey", "Ana Rey"),
        ("Rédigé par Ana Rey", "Ana Rey"),
        ("Escrito por Ana Rey", "Ana Rey"),
        ("A cura di Ana Rey", "Ana Rey"),
        ("Geschreven door Ana Rey", "Ana Rey"),
        ("Skrevet av Ana Rey", "Ana Rey"),
        ("Opublikowane przez Ana Rey", "Ana Rey"),
        ("Ditulis oleh Ana Rey", "Ana Rey"),
        ("Γράφει η Άννα Παπά", "Άννα Παπά"),
        ("文＝山田太郎", "山田太郎"),
        ("Interview with Ana Rey", ""),
        ("Byron Rey", ""),
        ("Bystanders ran", ""),
    ],
)
def test_the_name_stands_behind_by(line: str, name: str) -> None:
    assert (begins_with_by(line), credited(line)) == (bool(name), name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The Daily Post (www.post.example)", True),
        ("The Daily Post (www.courier.example)", False),
    ],
)
def test_a_name_with_the_sites_address_is_the_sites(name: str, expected: bool) -> None:
    assert is_own(name, frozenset({"postexample"})) is expected
