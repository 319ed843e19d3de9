import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.items import Author, PrintedAuthor
from newscrawl.normalise import people, people_of_byline
from newscrawl.normalise.bylines import begins_as_byline, is_byline_of


def names(byline: str) -> list[str]:
    return [author.name for author in people_of_byline(byline, publisher="Gadget Post")]


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("Ann Roe", ["Ann Roe"]),
        ("By Ann Roe", ["Ann Roe"]),
        ("By: Ann Roe", ["Ann Roe"]),
        ("BY ANN ROE", ["Ann Roe"]),
        ("Written by Ann Roe", ["Ann Roe"]),
        ("Posted by Ann Roe", ["Ann Roe"]),
        ("Words by Ann Roe", ["Ann Roe"]),
        ("A review by Ann Roe", ["Ann Roe"]),
        ("Reviewed by Ann Roe", ["Ann Roe"]),
        ("Author: Ann Roe", ["Ann Roe"]),
        ("Von Anna Roe", ["Anna Roe"]),
        ("von: Anna Roe", ["Anna Roe"]),
        ("Ein Kommentar von Anna Roe", ["Anna Roe"]),
        ("Gastkommentar von Anna Roe", ["Anna Roe"]),
        ("Par Anne Roux", ["Anne Roux"]),
        ("Propos recueillis par Anne Roux", ["Anne Roux"]),
        ("Publicado por Ana Ruiz", ["Ana Ruiz"]),
        ("Scritto da Anna Rossi", ["Anna Rossi"]),
        ("Tekst av Anna Berg", ["Anna Berg"]),
        ("Af Anna Berg", ["Anna Berg"]),
        ("Artikel door Anna Bos", ["Anna Bos"]),
        ("Napisane przez Jana Kos", ["Jana Kos"]),
        ("Ditulis oleh Ana Sari", ["Ana Sari"]),
        ("Текст: Анна Петрова", ["Анна Петрова"]),
        ("Yazan: Ayşe Yılmaz", ["Ayşe Yılmaz"]),
        ("Συντάκτης: Άννα Παπά", ["Άννα Παπά"]),
        ("Γράφει ο Νίκος Παπάς", ["Νίκος Παπάς"]),
        ("Tác giả: Nguyễn An", ["Nguyễn An"]),
        ("取材・文：山田太郎", ["山田太郎"]),
        ("Por Ana Ruiz", ["Ana Ruiz"]),
        ("di Anna Rossi", ["Anna Rossi"]),
        ("Di Anna Rossi", ["Anna Rossi"]),
        ("Door Anna de Vries", ["Anna de Vries"]),
        ("文｜王小明", ["王小明"]),
        ("記者 王小明", ["王小明"]),
        ("홍길동 기자", ["홍길동"]),
        ("ByAnn Roe", ["Ann Roe"]),
    ],
)
def test_the_word_for_by_is_cut_off(byline: str, expected: list[str]) -> None:
    assert names(byline) == expected


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("Ann Roe, Bo Doe and Cy Poe", ["Ann Roe", "Bo Doe", "Cy Poe"]),
        ("Ann Roe, Bo Doe, and Cy Poe", ["Ann Roe", "Bo Doe", "Cy Poe"]),
        ("Ann Roe | Bo Doe", ["Ann Roe", "Bo Doe"]),
        ("Ann Roe • Bo Doe", ["Ann Roe", "Bo Doe"]),
        ("Ann Roe; Bo Doe", ["Ann Roe", "Bo Doe"]),
        ("Ann Roe / Bo Doe", ["Ann Roe", "Bo Doe"]),
        ("Ann Roe with Bo Doe", ["Ann Roe", "Bo Doe"]),
        ("Ann Roe & Bo Doe", ["Ann Roe", "Bo Doe"]),
        ("Ann Roe&Bo Doe", ["Ann Roe", "Bo Doe"]),
        ("Anna Roe und Bernd Doh", ["Anna Roe", "Bernd Doh"]),
        ("Anne Roux et Luc Petit", ["Anne Roux", "Luc Petit"]),
        ("Ana Ruiz y Luis Gil", ["Ana Ruiz", "Luis Gil"]),
        ("Anna Rossi e Luca Neri", ["Anna Rossi", "Luca Neri"]),
        ("山田太郎、佐藤花子", ["山田太郎", "佐藤花子"]),
        ("山田太郎・佐藤花子", ["山田太郎", "佐藤花子"]),
        ("Ann Roe, Ann Roe", ["Ann Roe"]),
        ("Ann RoeAnn Roe", ["Ann Roe"]),
    ],
)
def test_several_people_are_told_apart(byline: str, expected: list[str]) -> None:
    assert names(byline) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Ludwig van Beethoven",
        "Ursula von der Leyen",
        "Ana de la Cruz",
        "José Ortega y Gasset",
        "Maria da Costa e Silva",
        "Martin Roe, Jr.",
        "Martin Roe Jr.",
        "Martin Roe III",
        "J. R. R. Roe",
        "J.R. Roe",
        "Mary-Jane O'Neil",
        "Aoife O’Neil",
        "Ann McKay",
        "Ann MacDonald",
        "Matt De La O",
        "Xi Yu",
        "bell hooks",
        "Zed",
        "Paramita (Pam) Roe",
        "王小明",
        "山田 太郎",
        "ジョン・スミス",
        "홍길동",
        "Ярослав Иванов",
        "Γιώργος Παππάς",
        "Nguyễn Thị Minh",
        "Bo Price",
        "Ann Page",
        "Eve Young",
        "Guy Major",
    ],
)
def test_a_name_stays_whole(name: str) -> None:
    assert names(name) == [name]
    assert names(f"By {name}") == [name]


@pytest.mark.parametrize(
    ("byline", "name"),
    [
        ("JANE VAN DER BERG", "Jane van der Berg"),
        ("JEAN-LUC O'NEILL", "Jean-Luc O'Neill"),
        ("JR ROE", "JR Roe"),
        ("ANN MCKAY III", "Ann McKay III"),
        ("Ann ROE", "Ann ROE"),
        ("Roe, Ann", "Ann Roe"),
        ("van der Berg, Jan P.", "Jan P. van der Berg"),
        ("Ann Roe.", "Ann Roe"),
        ("“Ann Roe”", "Ann Roe"),
    ],
)
def test_a_name_is_printed_as_people_write_it(byline: str, name: str) -> None:
    assert names(byline) == [name]


@pytest.mark.parametrize(
    "byline",
    [
        "By Ann Roe March 1, 2026",
        "By Ann Roe | March 1, 2026, 9:30 AM ET",
        "By Ann RoeMar 1, 2026",
        "Ann Roe · 1. März 2026, 14:26 Uhr",
        "01.03.2026 um 14:46 von Ann Roe",
        "1 March 2026 by Ann Roe",
        "March 1 Written By Ann Roe",
        "Ann Roe 13/01/2025 10:22 Actualizado a 13/01/2025 15:43",
        "Ann Roe • 5 min read",
        "Ann Roe - 5 minutes read",
        "Ann Roe 7 hours ago",
        "Ann Roe Published on March 1, 2026",
        "Ann Roe Last Updated: Dec 17, 2025",
        "Ann Roe Updated March 1, 2026 Fact Checked by: Bo Doe",
        "Ann Roe @annroe",
        "Ann Roe ann@news.example",
        "Ann Roe Twitter Facebook",
        "Ann Roe Follow",
        "Ann Roe https://news.example/ann",
        "Ann Roe | 12 Comments",
        "Ann Roe in San Francisco",
        "Ann Roe, Berlin",
        "Ann Roe for Gadget Post",
        "Ann Roe, PhD",
        "Ann Roe, MS, RD, FAND",
        "Ann Roe (she/her)",
        "Written by Ann Roe | Edited by Bo Doe",
        "By Ann Roe. Reviewed by Bo Doe",
        "Heard on Morning News By Ann Roe",
        "Ann Roe Photos by Bo Doe",
    ],
)
def test_what_is_no_name_is_cut_off(byline: str) -> None:
    assert names(byline) == ["Ann Roe"]


@pytest.mark.parametrize(
    ("byline", "role"),
    [
        ("Ann Roe, Senior Editor", "Senior Editor"),
        ("Ann Roe Junior Tech News Writer", "Junior Tech News Writer"),
        ("Ann Roe | Senior Reporter", "Senior Reporter"),
        ("Ann Roe (Content Manager)", "Content Manager"),
        ("Ann Roe Senior reporter at Gadget Post", "Senior reporter at Gadget Post"),
        ("Ann Roe, Trial Attorney at Roe & Roe", "Trial Attorney at Roe & Roe"),
        ("Ann Roe, CEO of Roe Labs", "CEO of Roe Labs"),
        ("Ann Roe Executive Editor and Master Gardener", "Executive Editor and Master Gardener"),
        ("Ann Roe, Home and Digital-Security Expert", "Home and Digital-Security Expert"),
        ("Ann Roe, Editor-in-Chief", "Editor-in-Chief"),
        ("Ann Roe Editor in Chief", "Editor in Chief"),
        ("Ann RoeTravel News Reporter11:58, 23 APR 2024", "Travel News Reporter"),
        ("Anna Roe Leitende Wirtschaftsredakteurin", "Leitende Wirtschaftsredakteurin"),
        ("Ana Ruiz Corresponsal en Atenas", "Corresponsal en Atenas"),
        (
            "Ann Roe is a senior reporter at Gadget Post covering phones.",
            "senior reporter at Gadget Post",
        ),
    ],
)
def test_a_role_is_split_from_the_name(byline: str, role: str) -> None:
    [author] = people_of_byline(byline, publisher="Gadget Post")

    assert author.name in ("Ann Roe", "Anna Roe", "Ana Ruiz")
    assert author.role == role
    assert not author.is_organisation


def test_each_person_has_their_own_role() -> None:
    byline = "By Ann Roe, Senior Editor, and Bo Doe, Reporter"

    found = people_of_byline(byline)

    assert [(a.name, a.role) for a in found] == [
        ("Ann Roe", "Senior Editor"),
        ("Bo Doe", "Reporter"),
    ]


def test_roles_glued_to_names_part_the_people() -> None:
    found = people_of_byline("ByAnn RoeNews ReporterBo DoeNews Reporter")

    assert [(a.name, a.role) for a in found] == [
        ("Ann Roe", "News Reporter"),
        ("Bo Doe", "News Reporter"),
    ]


@pytest.mark.parametrize(
    ("byline", "biography"),
    [
        (
            (
                "Sam Pine Junior Tech News Writer Sam, a writer with over 15 years in the trade, "
                "likes phones, films and long trains."
            ),
            "Sam, a writer with over 15 years in the trade, likes phones, films and long trains.",
        ),
        (
            "Sam Pine is a reporter who covers courts, chips and phones.",
            "Sam Pine is a reporter who covers courts, chips and phones.",
        ),
        (
            "Sam Pine Sam Pine is a reporter who covers courts.",
            "Sam Pine is a reporter who covers courts.",
        ),
        ("Sam Pine Sam has worked as a courier.", "Sam has worked as a courier."),
    ],
)
def test_a_biography_that_runs_on_is_put_apart(byline: str, biography: str) -> None:
    [author] = people_of_byline(byline)

    assert author.name == "Sam Pine"
    assert author.biography == biography


@pytest.mark.parametrize(
    "byline",
    [
        "AFP",
        "By Reuters",
        "Associated Press",
        "The Associated Press",
        "USA TODAY",
        "dpa",
        "Gadget Post",
        "gadgetpost.com",
        "Gadget Post Staff",
        "The Gadget Post Team",
        "Our Editors",
        "Staff Writer",
        "Special Correspondent",
        "Editorial Team",
        "Redaktion",
        "TechHub News Desk",
        "Roe Media GmbH",
        "読売新聞",
    ],
)
def test_organisations_are_marked(byline: str) -> None:
    [author] = people_of_byline(byline, publisher="Gadget Post")

    assert author.is_organisation


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("Ann Roe, Reuters", [("Ann Roe", False), ("Reuters", True)]),
        ("Ann Roe and AFP", [("Ann Roe", False), ("AFP", True)]),
        ("Ann Roe The Associated Press", [("Ann Roe", False), ("The Associated Press", True)]),
        ("Anna Roe und Bernd Doh, dpa", [("Anna Roe", False), ("Bernd Doh", False), ("dpa", True)]),
        ("Ann Roe (AFP)", [("Ann Roe", False), ("AFP", True)]),
        ("Ann Roe | Gadget Post", [("Ann Roe", False), ("Gadget Post", True)]),
    ],
)
def test_people_and_their_agency_are_both_named(
    byline: str, expected: list[tuple[str, bool]]
) -> None:
    found = people_of_byline(byline, publisher="Gadget Post")

    assert [(author.name, author.is_organisation) for author in found] == expected


@pytest.mark.parametrize(
    "byline",
    [
        "admin",
        "Admin",
        "editor1",
        "wpadmin",
        "user 123",
        "jane@news.example",
        "{{author}}",
        "undefined",
        "page.head.extra.author",
        "Written by",
        "By",
        "March 1, 2026",
        "5 min read",
        "@janedoe",
        "Getty Images",
        "(Image: Getty Images)",
        "",
        "   ",
        "---",
    ],
)
def test_accounts_and_left_overs_are_nobody(byline: str) -> None:
    assert names(byline) == []
    assert people([PrintedAuthor(name=byline)]) == ()


@pytest.mark.parametrize("account", ["jane.doe", "jane_doe7", "j-doe"])
def test_an_account_is_given_as_it_is_where_nobody_else_is_named(account: str) -> None:
    alone = people([PrintedAuthor(name=account)])
    beside = people([PrintedAuthor(name=account), PrintedAuthor(name="Jane Doe")])

    assert [(author.name, author.is_organisation) for author in alone] == [(account, False)]
    assert [author.name for author in beside] == ["Jane Doe"]
    assert names(f"By {account}") == []


@pytest.mark.parametrize("name", ["Budget Travel Expert", "Gadget Contributor", "Game Critic"])
def test_what_a_blog_calls_itself_is_no_person_with_a_role(name: str) -> None:
    [author] = people([PrintedAuthor(name=name)])

    assert (author.name, author.role) == (name, None)


def test_a_site_behind_a_person_is_where_the_person_works() -> None:
    [author] = people([PrintedAuthor(name="Ann Roe, professor of law, gadgetpost.com")])

    assert (author.name, author.is_organisation) == ("Ann Roe", False)


def test_what_a_page_says_of_an_author_goes_to_the_person() -> None:
    printed = PrintedAuthor(
        name="Ann Roe",
        profile_url="https://news.example/ann",
        role="Senior\u00a0Editor",
        biography=" Ann covers courts. ",
    )

    assert people([printed]) == (
        Author(
            name="Ann Roe",
            role="Senior Editor",
            profile_url="https://news.example/ann",
            biography="Ann covers courts.",
        ),
    )


def test_what_a_page_says_of_two_people_at_once_goes_to_neither() -> None:
    printed = PrintedAuthor(
        name="Ann Roe and Bo Doe", profile_url="https://news.example/x", role="Editor"
    )

    assert people([printed]) == (Author(name="Ann Roe"), Author(name="Bo Doe"))


@pytest.mark.parametrize("profile", ["mailto:ann@news.example", "javascript:void(0)", "", None])
def test_a_profile_is_a_web_address(profile: str | None) -> None:
    [author] = people([PrintedAuthor(name="Ann Roe", profile_url=profile)])

    assert author.profile_url is None


def test_the_byline_adds_roles_to_names_that_the_page_gives_bare() -> None:
    printed = [PrintedAuthor(name="Ann Roe"), PrintedAuthor(name="Bo Doe", role="Reporter")]

    found = people(printed, byline="By Ann Roe, Editor, and Bo Doe, Critic")

    assert [author.role for author in found] == ["Editor", "Reporter"]


def test_the_byline_adds_no_people() -> None:
    assert [a.name for a in people([PrintedAuthor(name="Ann Roe")], byline="By Bo Doe")] == [
        "Ann Roe"
    ]


def test_other_hands_are_left_out_beside_an_author_and_kept_alone() -> None:
    author, editor = PrintedAuthor(name="By Ann Roe"), PrintedAuthor(name="Edited by Bo Doe")

    assert [a.name for a in people([author, editor])] == ["Ann Roe"]
    assert [a.name for a in people([editor])] == ["Bo Doe"]


def test_a_company_with_an_ampersand_is_one_organisation() -> None:
    printed = PrintedAuthor(name="Verlag und Druck GmbH & Co. KG", is_organisation=True)

    assert people([printed]) == (Author(name=printed.name, is_organisation=True),)


def test_a_page_that_calls_an_agency_a_person_is_put_right() -> None:
    [author] = people([PrintedAuthor(name="Associated Press", is_organisation=False)])

    assert author.is_organisation


@pytest.mark.parametrize(
    ("line", "is_byline"),
    [
        ("By Sam Pine", True),
        ("Sam Pine, Senior Editor | March 1, 2026", True),
        ("Sam Pine and Ann Roe", True),
        ("SAM PINE", True),
        ("Published March 1, 2026 by Sam Pine · 5 min read", True),
        ("Sam Pine sued the company.", False),
        ("By Bo Doe", False),
        ("In a letter to Sam Pine, the company apologised.", False),
    ],
)
def test_a_line_is_a_byline_if_nothing_else_is_in_it(line: str, *, is_byline: bool) -> None:
    authors = [Author(name="Sam Pine"), Author(name="Ann Roe")]

    assert is_byline_of(line, authors) is is_byline


@pytest.mark.parametrize(
    ("line", "is_byline"),
    [
        ("By Sam Pine", True),
        ("Von Anna Roe, Berlin", True),
        ("By Sam Pine and Ann Roe", True),
        ("By March it had lost.", False),
        ("By Sam Pine’s account, the phone caught fire twice in one week of May", False),
        ("Sam Pine", False),
    ],
)
def test_a_line_may_begin_as_a_byline(line: str, *, is_byline: bool) -> None:
    assert begins_as_byline(line) is is_byline


@given(st.text(max_size=80))
def test_any_byline_gives_names_without_space_around_them_each_once(byline: str) -> None:
    found = people_of_byline(byline, publisher="Gadget Post")

    assert all(author.name and author.name == author.name.strip() for author in found)
    assert len({author.name.casefold() for author in found}) == len(found)


_FIRST = ["Ann", "Bo", "José", "Mary-Jane", "J. R.", "Siobhán", "Xi"]
_LAST = ["Roe", "O'Neil", "van der Berg", "de la Cruz", "McKay", "Doe Jr.", "Li"]


@given(
    st.lists(
        st.builds("{} {}".format, st.sampled_from(_FIRST), st.sampled_from(_LAST)),
        min_size=1,
        max_size=4,
        unique=True,
    ),
    st.sampled_from(["By ", "Written by ", ""]),
    st.sampled_from([" | March 1, 2026", " • 5 min read", " 2026-03-01", ""]),
)
def test_people_come_back_from_the_byline_made_of_them(
    people_named: list[str], before: str, behind: str
) -> None:
    line = ", ".join(people_named[:-1])
    line = f"{line} and {people_named[-1]}" if line else people_named[-1]

    assert names(before + line + behind) == people_named


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        (
            "Max Roe, Leitender Redakteur Wirtschaft",
            [("Max Roe", "Leitender Redakteur Wirtschaft")],
        ),
        ("Ann Roe, Editor, Bo Doe", [("Ann Roe", "Editor"), ("Bo Doe", None)]),
        ("Ann Roe, Editor Bo Doe", [("Ann Roe", "Editor"), ("Bo Doe", None)]),
        (
            "Max Roe, Redakteur Politik und Wirtschaft",
            [("Max Roe", "Redakteur Politik und Wirtschaft")],
        ),
        ("Анна Петрова, корреспондент РБК", [("Анна Петрова", "корреспондент РБК")]),
    ],
)
def test_single_words_behind_a_role_are_of_it(
    byline: str, expected: list[tuple[str, str | None]]
) -> None:
    assert [(a.name, a.role) for a in people_of_byline(byline)] == expected


@pytest.mark.parametrize(
    "byline",
    [
        "記者 王小明 台北報導",
        "記者王小明／台北報導",
        "王小明 編輯",
        "王小明（記者）",
        "文／王小明；攝影：李大",
    ],
)
def test_a_reporters_trade_and_town_are_no_part_of_the_name(byline: str) -> None:
    assert names(byline) == ["王小明"]


def test_a_semicolon_ends_no_name() -> None:
    assert names("Ann Roe; Photos by Bo Doe") == ["Ann Roe"]
