import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.items import Author, Block, BlockKind, Link
from newscrawl.normalise import clean_blocks

TITLE = "Xiaomi makes a slanderer apologise and pay"
AUTHOR = Author(name="Sam Pine", role="Junior Tech News Writer", biography="Sam Pine likes trains.")
PROSE = [
    (
        "Xiaomi has won a case against a netizen who spread false rumours about the company and its "
        "founder, Lei Jun, over many months on social media."
    ),
    (
        "Gizmochina reports that the person issued a public apology and paid for the losses that "
        "the company says the rumours had caused among its customers."
    ),
    (
        "The company has taken legal action in similar cases before, and it says that it will go on "
        "doing so wherever false claims about it are spread online."
    ),
]


def paragraph(text: str, *, link: str | None = None) -> Block:
    """A paragraph; ``link`` is the part of its text that is a link."""
    links: tuple[Link, ...] = ()
    if link:
        start = text.index(link)
        links = (Link(start=start, end=start + len(link), url="https://news.example/other"),)
    return Block(kind=BlockKind.PARAGRAPH, text=text, links=links)


def heading(text: str) -> Block:
    return Block(kind=BlockKind.HEADING, text=text)


def item(text: str) -> Block:
    return Block(
        kind=BlockKind.LIST_ITEM,
        text=text,
        links=(Link(start=0, end=len(text), url="https://news.example/other"),),
    )


STORY = [paragraph(text) for text in PROSE]


def cleaned(*blocks: Block, description: str | None = None) -> list[str]:
    kept = clean_blocks(blocks, title=TITLE, authors=[AUTHOR], description=description)
    return [block.text for block in kept]


def test_a_story_is_left_as_it_is() -> None:
    assert clean_blocks(STORY, title=TITLE, authors=[AUTHOR]) == tuple(STORY)


@pytest.mark.parametrize(
    "line",
    [
        TITLE,
        TITLE.upper(),
        f"News: {TITLE}",
        TITLE.replace(" ", "\u00a0"),
        "Xiaomi makes a slanderer apologise",
        "By Sam Pine",
        "Sam Pine, Junior Tech News Writer | March 1, 2026",
        "By Ann Roe, Berlin",
        "March 1, 2026, 9:30 AM",
        "Published: March 1, 2026 • 5 min read",
        "Xiaomi",
        "Policy",
        "Share",
        "Facebook | Twitter | Email",
        "Listen to this article",
        "3 min read",
    ],
)
@pytest.mark.parametrize("kind", [BlockKind.HEADING, BlockKind.PARAGRAPH])
def test_what_repeats_the_head_of_the_page_is_left_out(line: str, kind: BlockKind) -> None:
    assert cleaned(Block(kind=kind, text=line), *STORY) == PROSE


def test_the_description_is_left_out_where_it_is_printed_twice() -> None:
    assert cleaned(heading(PROSE[0][:80]), *STORY, description=PROSE[0][:80]) == PROSE
    assert cleaned(paragraph(PROSE[0]), *STORY, description=PROSE[0]) == PROSE


@pytest.mark.parametrize("kind", [BlockKind.PARAGRAPH, BlockKind.HEADING])
def test_a_standfirst_that_is_the_description_is_the_first_paragraph(kind: BlockKind) -> None:
    standfirst = Block(kind=kind, text="A netizen pays for rumours about Xiaomi and its founder.")

    assert cleaned(standfirst, *STORY, description=standfirst.text) == [standfirst.text, *PROSE]


@pytest.mark.parametrize(
    "lines",
    [
        ["What do you think?"],
        ["What do you think? Let us know in the comments below."],
        ["What are your thoughts on the case? Tell us in the comments!"],
        ["Was denken Sie?"],
        ["What do you think?", "Sam Pine Junior Tech News Writer", "Sam, a writer, likes trains."],
        ["What do you think?\nSam Pine Junior Tech News Writer\nSam, a writer, likes trains."],
        ["Sam Pine is a writer who likes trains."],
        ["Sam Pine likes trains."],
        ["About the author", "Sam likes trains."],
        ["Über den Autor", "Sam fährt gern Zug."],
        ["Sign up for our newsletter to get the day's news in your inbox."],
        ["Subscribe to our daily newsletter"],
        ["Get the best of Gadget Post delivered to your inbox."],
        ["By signing up, you agree to our terms and privacy policy."],
        ["Follow us on Twitter and Instagram."],
        ["Add us as a preferred source on Google"],
        ["Leave a comment"],
        ["Comments are closed."],
        ["12 Comments"],
        ["Join the conversation", "You must be logged in to comment."],
        ["© 2026 Gadget Post. All rights reserved."],
        ["Copyright 2026 Gadget Post"],
        ["Image credit: Xiaomi"],
        ["Photo by Ann Roe / Getty Images"],
        ["Tags: Xiaomi, law"],
        ["If you buy through our links, we may earn a commission."],
        ["Got a tip? Write to tips@gadgetpost.example."],
        ["Related"],
        ["More from Gadget Post"],
        ["Read full article"],
        ["Share this article"],
    ],
)
def test_what_follows_a_story_is_left_out(lines: list[str]) -> None:
    assert cleaned(*STORY, *map(paragraph, lines)) == PROSE


@pytest.mark.parametrize(
    "blocks",
    [
        [paragraph("Advertisement")],
        [paragraph("Advertisement\nStory continues below")],
        [paragraph("ADVERTISEMENT - SCROLL TO CONTINUE")],
        [paragraph("Anzeige")],
        [paragraph("Read more: Huawei wins a case", link="Huawei wins a case")],
        [paragraph("Also read: Huawei wins a case", link="Huawei wins a case")],
        [paragraph("READ: Huawei wins a case")],
        [paragraph("See also: Huawei wins a case in Paris", link="Huawei wins a case in Paris")],
        [paragraph("Lesen Sie auch: Huawei gewinnt", link="Huawei gewinnt")],
        [paragraph("Les også: Huawei vant", link="Huawei vant")],
        [paragraph("関連記事：ファーウェイが勝訴")],
        [heading("Related stories"), item("Huawei wins a case"), item("Oppo loses one")],
        [paragraph("Read more"), paragraph("Huawei wins a case", link="Huawei wins a case")],
        [paragraph("Photo: Xiaomi")],
        [paragraph("Watch: the ruling in 60 seconds")],
        [paragraph("Sign up for our newsletter for stories like this, each day.")],
    ],
)
def test_what_stands_between_paragraphs_is_left_out(blocks: list[Block]) -> None:
    assert cleaned(STORY[0], *blocks, *STORY[1:]) == PROSE


@pytest.mark.parametrize(
    "sentence",
    [
        "Advertisement rules were broken, the regulator said.",
        "The advertisement was taken down after the court ruled against the company.",
        "Subscribe and save, a plan of the company, misled customers, the court found.",
        "Share prices fell by 5 % after the ruling.",
        "Share your data with no one, the regulator told Meta.",
        "Follow-up suits are likely, lawyers say.",
        "Read the ruling.",
        "Read more closely, the ruling spares the company, since it names none of its products.",
        "More on the ruling will be known on Monday, when the court prints its reasons.",
        "Related claims against Google were dismissed last year.",
        "Also, the court ordered a recall.",
        "Comments by the judge suggest that the case will be appealed.",
        "Photos of the documents were published on Weibo by the defendant.",
        "Copyright law does not cover the layout of keys, the court said.",
        "Photo apps such as this one break the law, the agency said.",
        "Sources close to the matter said the company would settle.",
        "Sponsored posts must be marked as such, the regulator said.",
        "What do you think about privacy, the judge asked the witness, who did not answer.",
        "“What do you think?” the judge asked.",
        "By March the company had lost the case.",
        "About the author of the leak nothing is known.",
        "The newsletter was sent to 5,000 customers by mistake.",
        "Apple says it may earn a commission on purchases made through links.",
        "Sam Pine, a namesake of the defendant, was not named in the suit.",
        "Get your money back, the regulator tells owners of the recalled phone.",
        "Listen to customers, the judge told the company.",
        "Video evidence showed the phone on fire.",
        "Print media were told of the settlement first.",
        "“Please subscribe to our newsletter,” the fake page had said.",
    ],
)
def test_a_sentence_is_never_left_out_for_a_word_in_it(sentence: str) -> None:
    assert cleaned(STORY[0], paragraph(sentence), *STORY[1:]) == [PROSE[0], sentence, *PROSE[1:]]


@pytest.mark.parametrize("kind", [BlockKind.QUOTE, BlockKind.TABLE, BlockKind.CODE])
@pytest.mark.parametrize("text", ["What do you think?", "Sign up for our newsletter", TITLE])
def test_quotations_tables_and_code_are_kept(kind: BlockKind, text: str) -> None:
    quote = Block(kind=kind, text=text)

    assert cleaned(STORY[0], quote, *STORY[1:], quote) == [PROSE[0], text, *PROSE[1:], text]


@pytest.mark.parametrize("links", [(), (Link(start=0, end=5, url="https://shop.example/"),)])
def test_a_list_of_the_story_is_kept(links: tuple[Link, ...]) -> None:
    first = Block(kind=BlockKind.LIST_ITEM, text="Watch", links=links)
    others = [Block(kind=BlockKind.LIST_ITEM, text=text) for text in ("Phone", "Earbuds")]

    kept = cleaned(STORY[0], first, *others, *STORY[1:])

    assert kept == [PROSE[0], "Watch", "Phone", "Earbuds", *PROSE[1:]]


def test_a_heading_of_the_story_is_kept_and_one_over_nothing_is_not() -> None:
    assert cleaned(STORY[0], heading("The ruling"), *STORY[1:], heading("Latest")) == [
        PROSE[0],
        "The ruling",
        *PROSE[1:],
    ]


def test_a_question_at_the_end_of_a_paragraph_is_cut_and_the_link_before_it_stays() -> None:
    text = f"{PROSE[2]} What do you think? Let us know in the comments below!"

    *_, last = clean_blocks([*STORY[:2], paragraph(text, link="legal action")], title=TITLE)

    assert last.text == PROSE[2]
    assert [last.text[link.start : link.end] for link in last.links] == ["legal action"]


def test_line_breaks_end_paragraphs_and_wrapped_lines_are_joined() -> None:
    wrapped = "\n".join([PROSE[0][:70], PROSE[0][70:140], PROSE[0][140:]])

    assert cleaned(paragraph(f"{PROSE[1]}\n{PROSE[2]}"), paragraph(wrapped)) == [
        PROSE[1],
        PROSE[2],
        " ".join([PROSE[0][:70].strip(), PROSE[0][70:140].strip(), PROSE[0][140:].strip()]),
    ]


def test_a_body_of_nothing_else_is_returned_as_it_came() -> None:
    assert cleaned(paragraph("Advertisement"), paragraph("What do you think?")) == [
        "Advertisement",
        "What do you think?",
    ]
    assert cleaned() == []


def test_short_stories_stay_whole() -> None:
    assert cleaned(paragraph("Xiaomi won."), paragraph("It will not appeal.")) == [
        "Xiaomi won.",
        "It will not appeal.",
    ]


_furniture = st.sampled_from(
    [
        paragraph("Advertisement"),
        paragraph("Read more: Huawei wins", link="Huawei wins"),
        paragraph("Sign up for our newsletter for more."),
        heading(TITLE),
        paragraph("Photo: Xiaomi"),
        paragraph("By Sam Pine"),
        paragraph(""),
    ]
)
_stories = st.builds(
    lambda text, word, gap: paragraph(text.replace(" ", gap, 3), link=word),
    st.sampled_from(PROSE),
    st.just("company"),
    st.sampled_from([" ", "  ", "\u00a0", " \u200b"]),
)


@given(st.lists(_furniture | _stories, max_size=8))
def test_links_cover_the_same_words_after_every_cut(blocks: list[Block]) -> None:
    kept = clean_blocks(blocks, title=TITLE, authors=[AUTHOR])

    for block in kept:
        for link in block.links:
            assert block.text[link.start : link.end] in ("company", "Huawei wins")


@given(st.lists(_furniture | _stories, max_size=8))
def test_prose_is_never_left_out_and_cleaning_settles(blocks: list[Block]) -> None:
    kept = clean_blocks(blocks, title=TITLE, authors=[AUTHOR])

    prose = [" ".join(b.text.replace("\u200b", "").split()) for b in blocks]
    assert [text for text in prose if text in PROSE] == [b.text for b in kept if b.text in PROSE]
    assert clean_blocks(kept, title=TITLE, authors=[AUTHOR]) == kept
