"""A custom element is a paragraph, or a part of one: no style sheet is there to tell."""

import pytest

from tests.unit.extract.pages import page_of

FIRST = "The maker has said sorry."
SECOND = "It pays its buyers back."


def passages(body: str) -> list[str]:
    page = page_of(f"<html><head><title>Sorry</title></head><body>{body}</body></html>")
    return [passage.text for passage in page.outline.passages]


@pytest.mark.parametrize(
    "body",
    [
        f"<x-p>{FIRST}</x-p><x-p>{SECOND}</x-p>",
        f"<article>\n<x-p>{FIRST}</x-p>\n<x-p>{SECOND}</x-p>\n</article>",
        f"<x-lead>{FIRST}</x-lead><x-text>{SECOND}</x-text>",
        f"<x-body><x-p>{FIRST}</x-p><x-p>{SECOND}</x-p></x-body>",
        f"<x-body><x-p>{FIRST}</x-p></x-body><x-body><x-p>{SECOND}</x-p></x-body>",
        f"<x-p>{FIRST}</x-p><script>1</script><img src=/i.png><x-p>{SECOND}</x-p>",
        f"<x-p>{FIRST}</x-p><template><b>Row</b></template> <x-p>{SECOND}</x-p>",
        f"<x-p>{FIRST}</x-p><div></div><x-p>{SECOND}</x-p>",
        f"<p>{FIRST}</p><x-p>{SECOND}</x-p>",
        f"<x-p><span>{FIRST}</span></x-p><x-p>It <a href=/b>pays</a> its buyers back.</x-p>",
        f"<x-p><style>p {{}}</style>{FIRST}</x-p><x-p>{SECOND}</x-p>",
        f"<ul><li><x-p>{FIRST}</x-p><x-p>{SECOND}</x-p></ul>",
        f"<blockquote><x-p>{FIRST}</x-p><x-p>{SECOND}</x-p></blockquote>",
    ],
)
def test_sentences_in_custom_elements_are_passages(body: str) -> None:
    assert passages(body) == [FIRST, SECOND]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("One.", "Two."),
        ("The maker says sorry", "What its buyers get"),
        ("“We are sorry.”", "(And so is the shop.)"),
        ("Was it the battery?", "Yes!"),
        ("店は謝罪した。", "返金する。"),
        ("Компания извинилась.", "Деньги вернут."),
    ],
)
def test_elements_of_one_name_that_say_something_are_passages(first: str, second: str) -> None:
    assert passages(f"<x-p>{first}</x-p><x-p>{second}</x-p>") == [first, second]


@pytest.mark.parametrize(
    "first",
    ["We are sorry.", "“We are sorry.”", "製造者はすべての購入者に謝罪し代金を返すと述べた。"],
    ids=["three words", "in quotation marks", "twenty characters without a space"],
)
def test_a_short_sentence_beside_another_kind_of_element_is_a_passage(first: str) -> None:
    assert passages(f"<x-lead>{first}</x-lead><x-crosshead>Refunds</x-crosshead>") == [
        first,
        "Refunds",
    ]


def test_a_label_between_sentences_is_a_passage_of_its_own() -> None:
    body = f"<x-p>{FIRST}</x-p><x-crosshead>Refunds</x-crosshead><x-p>{SECOND}</x-p>"

    assert passages(body) == [FIRST, "Refunds", SECOND]


@pytest.mark.parametrize(
    "body",
    [
        f"<p>The maker <x-link>of the phone.</x-link> {SECOND}</p>",
        f"The shop: <x-q>{FIRST}</x-q><x-time>3 May</x-time>",
        f"<x-q>{FIRST}</x-q> said <x-q>{SECOND}</x-q>",
        f"<x-q>{FIRST}</x-q> <b>It</b> <x-q>pays its buyers back.</x-q>",
        f"<x-q>{FIRST}</x-q> <a href=/b>It</a> <x-q>pays its buyers back.</x-q>",
        f"<p><x-q>{FIRST}</x-q> <x-q>{SECOND}</x-q></p>",
        f"<h2><x-q>{FIRST}</x-q> <x-q>{SECOND}</x-q></h2>",
        f"<span><x-q>{FIRST}</x-q> <x-q>{SECOND}</x-q></span>",
        f"<a href=/b><x-q>{FIRST}</x-q> <x-q>{SECOND}</x-q></a>",
        f"<pre><x-q>{FIRST}</x-q> <x-q>{SECOND}</x-q></pre>",
        f"<x-q>{FIRST}</x-q><br><x-q>{SECOND}</x-q>",
        "<x-run>The maker has said</x-run> <x-run>sorry to its buyers.</x-run>",
        "<x-run>The maker has said sorry</x-run><x-run>, and pays its buyers.</x-run>",
        "<x-word>The</x-word> <x-word>Maker</x-word> <x-word>Says</x-word>",
        "<x-char>S</x-char><x-char>o</x-char><x-char>r</x-char>",
        "<x-name>Ana Belmonte</x-name><x-time>3 May</x-time>",
        "<x-name>Acme Inc.</x-name> <x-price>$3</x-price>",
    ],
)
def test_a_custom_element_within_a_sentence_parts_nothing(body: str) -> None:
    assert len(passages(body)) == 1


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        (f"It: <x-q>{FIRST}</x-q><x-q>{SECOND}</x-q>", [f"It: {FIRST}", SECOND]),
        (f"<x-q>{FIRST}</x-q><x-q>{SECOND}</x-q> So it said.", [FIRST, f"{SECOND} So it said."]),
        (f"<x-q>{FIRST}</x-q><x-q>{SECOND}</x-q> <a href=/b>More</a>", [FIRST, f"{SECOND} More"]),
    ],
)
def test_bare_text_goes_with_the_element_beside_it(body: str, texts: list[str]) -> None:
    assert passages(body) == texts


def test_what_holds_blocks_is_no_block_itself() -> None:
    body = f"<x-card><p>{FIRST}</p></x-card><x-card><p>{SECOND}</p></x-card>"

    page = page_of(body)

    assert passages(body) == [FIRST, SECOND]
    assert [box.tag for box in page.outline.boxes] == ["body", "p", "p"]


def test_what_holds_a_part_of_the_page_is_no_paragraph() -> None:
    links = " ".join(f"<a href=/{n}>Refund {n}.</a>" for n in range(60))
    body = f"<x-nav>{links}</x-nav> <x-nav>{links}</x-nav>"

    assert [box.tag for box in page_of(body).outline.boxes] == ["body"]


def test_thousands_of_custom_elements_cost_no_more_than_others() -> None:
    body = "<x-p>" * 200 + FIRST + "</x-p>" * 200 + "<x-i></x-i>" * 15_000 + f"<x-p>{SECOND}</x-p>"

    assert passages(body)[-1] == SECOND
