import pytest

from newscrawl.items import Side
from newscrawl.stories.brands import built_in_table
from newscrawl.stories.candidates import candidates
from newscrawl.stories.claims import claimed_sides
from newscrawl.stories.reading import StoryReading
from newscrawl.stories.text import StoryText


@pytest.mark.parametrize(
    ("title", "sides"),
    [
        ("Meta sues data broker over profiles", {"Meta": Side.CLAIMANT}),
        ("Meta is also suing a data broker", {"Meta": Side.CLAIMANT}),
        ("Meta threatens to sue researchers", {"Meta": Side.CLAIMANT}),
        ("Meta files a class action suit on behalf of all", {"Meta": Side.CLAIMANT}),
        ("Meta takes small blog to court", {"Meta": Side.CLAIMANT}),
        ("Meta sued over profiles", {"Meta": Side.RESPONDENT}),
        ("A critic of Meta sues after a ban", {}),
        ("Meta talks of suits and ties", {}),
    ],
)
def test_who_sues_someone_that_no_name_tells_is_claimant(
    title: str, sides: dict[str, Side]
) -> None:
    reading = StoryReading(StoryText.of(title, []), built_in_table(), ())

    assert claimed_sides(reading.story.text, candidates(reading)) == sides


@pytest.mark.parametrize(
    ("text", "claimants", "respondents"),
    [
        (
            "Disney and Sony on Tuesday filed a copyright lawsuit against Google",
            "Sony Disney",
            "Google",
        ),
        ("Sony sues the AI image generator Midjourney and Meta", "Sony", "Midjourney Meta"),
        ("WhatsApp wins $168m in damages from spyware maker Google", "WhatsApp", "Google"),
        ("Jury ordered Samsung to pay Nokia $2 million", "Nokia", "Samsung"),
        ("X drops its antitrust lawsuit against Twitch", "X", "Twitch"),
        ("Huawei sends a legal notice to Samsung", "Huawei", "Samsung"),
        ("A verdict against Apple in a case brought by Masimo, saying so", "Masimo", ""),
        (
            "LG Display has filed a complaint with the International Trade Commission",
            "LG Display",
            "",
        ),
        ("Huawei has demanded that an analyst publicly apologise", "Huawei", ""),
        ("Former Google engineer found guilty of stealing trade secrets", "Google", ""),
        ("Nokia drops all patent cases against Amazon", "Nokia", "Amazon"),
        ("Dyson has lost its damages claim against Samsung", "Dyson", "Samsung"),
        ("Xiaomi wins trademark case against a rival maker", "Xiaomi", ""),
        ("Samsung owes memory maker Netlist $118 million", "Netlist", "Samsung"),
        ("Activision Blizzard, which infringed patents of Masimo", "Masimo", "Activision Blizzard"),
        ("Uber to pay $245 million to Waymo in settlement", "Waymo", "Uber"),
        (
            "A court ordered it to pay 500 million yen to Nokia, Sony and Oppo",
            "Nokia Sony Oppo",
            "",
        ),
        ("In another case it must pay Nokia $262 million", "Nokia", ""),
        ("A car blogger was jailed for defaming Xiaomi", "Xiaomi", ""),
        ("Xiaomi said its anti-fraud office had sued 37 influencers", "Xiaomi", ""),
        ("Xiaomi sent a lawyer's letter to Oppo", "Xiaomi", "Oppo"),
        ("Leaker gets legal letter from Google over photos", "Google", ""),
        ("Court dismissed Nintendo's suit seeking 4 billion yen from Sony", "Nintendo", "Sony"),
        ("Court dismisses defamation suit by Sony against a customer", "Sony", ""),
        ("They were charged with selling fake Apple watches", "Apple", ""),
        ("A suit filed by a Twitter shareholder against it", "", ""),
        ("GitHub takes down Nintendo emulators", "", ""),
        ("The state ordered Uber to pay NYC delivery workers more", "", ""),
    ],
)
def test_who_is_on_which_side_as_the_grammar_says(
    text: str, claimants: str, respondents: str
) -> None:
    reading = StoryReading(StoryText.of(text, []), built_in_table(), ())
    sides = claimed_sides(reading.story.text, candidates(reading))

    def on(side: Side) -> str:
        return " ".join(name for name, its_side in sides.items() if its_side is side)

    assert (on(Side.CLAIMANT), on(Side.RESPONDENT)) == (claimants, respondents)
