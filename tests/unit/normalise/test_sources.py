import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.items import Block, BlockKind, CreditedSource, Link, body_text
from newscrawl.normalise import credited_sources
from newscrawl.normalise.outlets import is_named_for, outlet_at, outlet_called

SITE = "https://www.gadgetpost.example/2026/03/xiaomi"


def paragraph(text: str, **links: str) -> Block:
    """A paragraph with links on the words given, ``_`` for a space."""
    found = []
    for words, url in links.items():
        start = text.index(words.replace("_", " "))
        found.append(Link(start=start, end=start + len(words), url=url))
    return Block(kind=BlockKind.PARAGRAPH, text=text, links=tuple(found))


def credited(*texts: str) -> list[tuple[str, str]]:
    blocks = [paragraph(text) for text in texts]
    found = credited_sources(blocks, publisher="Gadget Post", site_url=SITE)
    return [(source.name, source.evidence.quote) for source in found]


@pytest.mark.parametrize(
    ("text", "name", "quote"),
    [
        ("Gizmochina reports that he apologised.", "Gizmochina", "Gizmochina reports"),
        ("The case is over, Gizmochina reports.", "Gizmochina", "Gizmochina reports"),
        ("Bloomberg reported on Friday that it lost.", "Bloomberg", "Bloomberg reported"),
        ("Bloomberg has reported it.", "Bloomberg", "Bloomberg has reported"),
        ("CNBC first reported the suit.", "CNBC", "CNBC first reported"),
        (
            "Bloomberg’s Ann Roe reports that Apple lost.",
            "Bloomberg",
            "Bloomberg’s Ann Roe reports",
        ),
        ("A Forbes report says so.", "Forbes", "Forbes report"),
        ("The Verge’s report says so.", "The Verge", "The Verge’s report"),
        ("It lost, according to Bloomberg.", "Bloomberg", "according to Bloomberg"),
        (
            "According to the Financial Times, it lost.",
            "Financial Times",
            "According to the Financial Times",
        ),
        (
            "It lost, according to a new report from WSJ.",
            "The Wall Street Journal",
            "according to a new report from WSJ",
        ),
        ("It lost (via The Verge).", "The Verge", "via The Verge"),
        ("It lost, via MacRumors.", "MacRumors", "via MacRumors"),
        ("It lost (h/t Chip Blog).", "Chip Blog", "h/t Chip Blog"),
        ("It lost, as reported by Reuters.", "Reuters", "as reported by Reuters"),
        (
            "First reported by Chip Blog, the suit is new.",
            "Chip Blog",
            "First reported by Chip Blog",
        ),
        (
            "It was first reported by the Mason Gazette.",
            "Mason Gazette",
            "first reported by the Mason Gazette",
        ),
        ("As spotted by GSMArena, it is out.", "GSMArena", "As spotted by GSMArena"),
        ("A filing spotted by GSMArena shows it.", "GSMArena", "spotted by GSMArena"),
        (
            "Spotted by Android Authority, the suit is new.",
            "Android Authority",
            "Spotted by Android Authority",
        ),
        ("A spokesperson told Reuters so.", "Reuters", "told Reuters"),
        ("In an interview with the BBC, she agreed.", "BBC", "interview with the BBC"),
        ("Per Reuters, it lost.", "Reuters", "Per Reuters"),
        ("The Chip Daily reported on it.", "The Chip Daily", "The Chip Daily reported"),
        ("Laut Reuters ist das Urteil da.", "Reuters", "Laut Reuters"),
        ("Wie der Spiegel berichtet, klagt Apple.", "Der Spiegel", "Spiegel berichtet"),
        ("Selon Le Monde, Apple a perdu.", "Le Monde", "Selon Le Monde"),
        ("Según Reuters, Apple perdió.", "Reuters", "Según Reuters"),
        ("据IT之家报道，小米胜诉。", "IT Home", "据IT之家报道"),
        ("ロイターによると、和解した。", "Reuters", "ロイターによると"),
        ("연합뉴스에 따르면 합의했다.", "Yonhap", "연합뉴스에 따르면"),
        ("Source: Chip Blog", "Chip Blog", "Chip Blog"),
        ("Source: Reuters.", "Reuters", "Reuters"),
        ("Via: GSMArena", "GSMArena", "GSMArena"),
        ("Sources: MyDrivers (in Chinese)", "MyDrivers", "MyDrivers"),
        ("Quelle: Golem.de", "Golem", "Golem.de"),
    ],
)
def test_a_credit_names_its_source(text: str, name: str, quote: str) -> None:
    assert credited("Xiaomi won.", text) == [(name, quote)]


@pytest.mark.parametrize(
    "text",
    [
        "According to Samsung, sales fell.",
        "According to police, two men fled.",
        "According to the lawsuit, the phone caught fire.",
        "According to a report, it lost.",
        "Samsung said it would appeal.",
        "Apple told French regulators that it would comply.",
        "Apple reports earnings on Monday.",
        "Nine crashes were reported by Waymo.",
        "It was first reported by police.",
        "It was first reported in 2019.",
        "The truck that Tesla first revealed in 2019 is late.",
        "As noted by Ann Roe, a lawyer, the case is old.",
        "First spotted by leaker Bo Doe on X, the phone is real.",
        "As spotted on Reddit, the page is gone.",
        "The New York Times has sued OpenAI.",
        "Reuters is based in London.",
        "Readers of Wired know this.",
        "It takes time and fortune, not protocol.",
        "Bloomberg the company was sued.",
        "As reported by Gadget Post, it lost.",
        "Gadget Post reports that it lost.",
        "Gadget Post has learned that it lost.",
        "Source: Gadget Post",
        "The source: a phone with a fault, and much smoke.",
    ],
)
def test_what_is_no_credit_names_no_source(text: str) -> None:
    assert credited("Xiaomi won.", text) == []


def test_a_list_of_sources_is_read_to_its_end() -> None:
    assert [name for name, _ in credited("It lost, according to Reuters, CNBC and The Verge.")] == [
        "Reuters",
        "CNBC",
        "The Verge",
    ]
    assert [name for name, _ in credited("Source: Reuters, The Elec | Via: GSMArena")] == [
        "Reuters",
        "The Elec",
        "GSMArena",
    ]


def test_a_source_is_credited_once_where_it_comes_first() -> None:
    found = credited(
        "Gizmochina reports it.", "It lost, according to Gizmochina.", "Source: GizmoChina"
    )

    assert found == [("Gizmochina", "Gizmochina reports")]


@pytest.mark.parametrize(
    "block",
    [
        paragraph("Gizmochina reports it.", Gizmochina="https://www.gizmochina.com/x"),
        paragraph("Gizmochina reports it.", reports="https://www.gizmochina.com/x"),
        paragraph("It lost, according to Gizmochina.", Gizmochina="https://www.gizmochina.com/x"),
        paragraph("It lost (via Gizmochina).", Gizmochina="https://www.gizmochina.com/x"),
        paragraph("Source: Gizmochina", Gizmochina="https://www.gizmochina.com/x"),
    ],
)
def test_the_link_on_a_credit_is_its_url(block: Block) -> None:
    [source] = credited_sources([block], publisher="Gadget Post")

    assert source.url == "https://www.gizmochina.com/x"


def test_a_link_where_the_source_is_named_again_is_its_url() -> None:
    blocks = [
        paragraph("Gizmochina reports it."),
        paragraph("Source: Gizmochina", Gizmochina="https://www.gizmochina.com/x"),
    ]

    [source] = credited_sources(blocks, publisher="Gadget Post")

    assert source.evidence.quote == "Gizmochina reports"
    assert source.url == "https://www.gizmochina.com/x"


def test_an_unknown_outlet_is_known_by_a_link_to_its_own_name() -> None:
    text = "It lost, according to Chip News Weekly. It lost, according to ChipWire."

    found = credited_sources(
        [paragraph(text, ChipWire="https://www.chipwire.example/1")], publisher="Gadget Post"
    )

    assert [source.name for source in found] == ["Chip News Weekly", "ChipWire"]


@pytest.mark.parametrize("said", ["first reported", "has first revealed"])
def test_an_outlet_that_reports_first_needs_no_word_that_outlets_are_called_after(
    said: str,
) -> None:
    block = paragraph(f"As Sandbank {said}, it lost.", Sandbank="https://sandbank.example/1")

    [source] = credited_sources([block], publisher="Gadget Post")

    assert (source.name, source.url) == ("Sandbank", "https://sandbank.example/1")
    assert source.evidence.quote == f"Sandbank {said}"


@pytest.mark.parametrize("linked", ["https://sandbank.example/1", "https://other.example/1"])
def test_a_company_that_reports_its_figures_is_no_source(linked: str) -> None:
    said = "reported" if "sandbank" in linked else "first reported"
    block = paragraph(f"As Sandbank {said}, sales fell.", Sandbank=linked)

    assert credited_sources([block], publisher="Gadget Post") == ()


def test_a_company_linked_to_its_own_page_is_no_source() -> None:
    block = paragraph("According to Xiaomi, it won.", Xiaomi="https://www.xiaomi.com/news")

    assert credited_sources([block], publisher="Gadget Post") == ()


def test_a_report_without_a_name_is_credited_to_the_outlet_it_links_to() -> None:
    block = paragraph("It lost, according to a report.", report="https://www.theverge.com/x")

    [source] = credited_sources([block], publisher="Gadget Post")

    assert (source.name, source.evidence.quote) == ("The Verge", "according to a report")


def test_a_link_to_the_site_itself_is_no_source() -> None:
    block = paragraph("As reported by The Desk, it lost.", The_Desk="https://gadgetpost.example/x")

    assert credited_sources([block], publisher="Gadget Post", site_url=SITE) == ()


_sentences = st.sampled_from(
    [
        "Gizmochina reports that he apologised.",
        "It lost, according to Bloomberg and The Verge.",
        "Xiaomi won the case.",
        "Source: Chip Blog, Reuters",
        "据IT之家报道，小米胜诉。",
        "Laut Reuters ist das Urteil da (via Golem).",
        "",
    ]
)


def _offsets_are_exact(blocks: list[Block], found: tuple[CreditedSource, ...]) -> bool:
    body = body_text(blocks)
    return all(
        body[source.evidence.start : source.evidence.end] == source.evidence.quote != ""
        for source in found
    )


@given(st.lists(st.lists(_sentences, max_size=3).map(" ".join), max_size=5))
def test_evidence_is_where_its_offsets_say(texts: list[str]) -> None:
    blocks = [paragraph(text) for text in texts]

    found = credited_sources(blocks, publisher="Gadget Post", site_url=SITE)

    assert _offsets_are_exact(blocks, found)
    assert len({source.name for source in found}) == len(found)


@given(st.lists(st.text(max_size=60), max_size=4), st.text(max_size=10))
def test_any_text_is_read_without_error(texts: list[str], publisher: str) -> None:
    blocks = [paragraph(text) for text in texts]

    assert _offsets_are_exact(blocks, credited_sources(blocks, publisher=publisher, site_url=SITE))


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("WSJ", "The Wall Street Journal"),
        ("the New York Times", "The New York Times"),
        ("New York Times", "The New York Times"),
        ("路透社", "Reuters"),
        ("Xiaomi", None),
        ("reuters", None),
    ],
)
def test_outlets_are_known_by_the_names_they_are_printed_with(
    printed: str, name: str | None
) -> None:
    assert outlet_called(printed) == name


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.theverge.com/x", "The Verge"),
        ("https://m.economictimes.indiatimes.com/x", "The Economic Times"),
        ("https://indiatimes.com/x", None),
        ("https://nottheverge.com/x", None),
        ("mailto:desk@theverge.com", None),
        ("", None),
    ],
)
def test_outlets_are_known_by_their_domains(url: str, name: str | None) -> None:
    assert outlet_at(url) == name


@pytest.mark.parametrize(
    ("name", "url", "is_named"),
    [
        ("Gadget Post", "https://www.gadgetpost.example/", True),
        ("The Gadget Post", "https://gadgetpost.example/", True),
        ("Gadget Post Daily", "https://gadgetpost.example/", True),
        ("Xiaomi", "https://gadgetpost.example/", False),
        ("", "https://gadgetpost.example/", False),
        ("Gadget Post", "", False),
    ],
)
def test_a_domain_is_called_after_a_name(name: str, url: str, *, is_named: bool) -> None:
    assert is_named_for(name, url) is is_named
