"""An article in full, as text for people."""

import textwrap
from collections.abc import Iterator, Sequence

import click

from newscrawl.cli.body_page import beside_lines, body_lines
from newscrawl.cli.output import minute
from newscrawl.cli.table import printable
from newscrawl.items import (
    AmountRole,
    ApologyFinding,
    Article,
    Author,
    CardStatus,
    CreditedSource,
    Evidence,
    Moment,
    Precision,
    Provenance,
    StoryCard,
    TextPart,
    Verdict,
)

_WIDTH = 98
_CONTEXT = 60  # characters of text shown on each side of a quote
_FIELDS = ("title", "authors", "published", "modified", "body")  # those with provenance


def article_page(
    article: Article,
    *,
    whole_body: bool,
    revisions: Sequence[Article] = (),
    verdict: Verdict | None = None,
) -> Iterator[str]:
    """
    Yield the lines that show ``article`` and explain it.

    ``revisions`` are all of the article in the order of their numbers; none of a page that no
    archive holds. ``verdict`` is what the page was judged to be, None where it is not at hand.
    """
    yield click.style(printable(article.title), bold=True)
    yield printable(article.url)
    yield from _facts(article)
    if verdict:
        yield f"  verdict    {verdict.kind}: {printable(verdict.reason)}"
    yield from _section("Story", story_lines(article))
    yield from _section("Authors", _authors(article.authors))
    yield from _section("Credited sources", _credited(article))
    if article.pictures or article.embeds:
        yield from _section("Beside the body", beside_lines(article))
    yield from _section("Fields", _fields(article))
    if revisions:
        yield from _section("Revisions", _revisions(revisions))
    if whole_body:
        yield from _section("Body", body_lines(article))


def _section(name: str, lines: Iterator[str]) -> Iterator[str]:
    yield ""
    yield click.style(name, bold=True)
    empty = True
    for line in lines:
        empty = False
        yield f"  {line}".rstrip()
    if empty:
        yield "  none"


def _facts(article: Article) -> Iterator[str]:
    facts = {
        "site": f"{article.site} ({article.publisher})",
        "published": moment(article.published),
        "modified": moment(article.modified),
        "captured": f"{minute(article.captured_at)} UTC from {article.captured_url}",
        "section": article.section,
        "language": article.language,
        "id": article.article_id,
        "capture id": article.capture_id,
    }
    for name, value in facts.items():
        if value:
            yield f"  {name:<11}{printable(value)}"
    if article.is_teaser:
        yield "  a teaser: the page shows only the beginning of the text"


def moment(value: Moment | None) -> str:
    """Return a time to its precision, and the text it was read from."""
    if value is None:
        return ""
    shown = minute(value.at)
    if value.precision is Precision.DAY:
        shown = shown[:10]
    elif value.precision is Precision.SECOND:
        shown = value.at.strftime("%Y-%m-%d %H:%M:%S UTC")
    else:
        shown += " UTC"
    return f'{shown}, printed "{value.text}"'


def story_lines(article: Article) -> Iterator[str]:
    """Yield the verdict of the story card, and each finding with its quote."""
    card = article.story
    if card is None or card.status is CardStatus.NOT_READ:
        yield "not read: there are no story rules for its language"
        return
    verdict = "a legal or apology story" if card.relevant else "no legal or apology story"
    yield f"{verdict} (score {card.score:.2f}, card version {card.card_version})"
    for what, evidence in _findings(card):
        yield what + (" (background)" if card.is_background(evidence) else "")
        yield "    " + in_context(article, evidence)
    if card.brands:
        yield f"brands named: {', '.join(card.brands)}"


def _findings(card: StoryCard) -> Iterator[tuple[str, Evidence]]:
    for finding in card.kinds:
        yield f"kind      {finding.kind}", finding.evidence
    if card.matter:
        yield f"matter    {card.matter.matter}", card.matter.evidence
    for party in card.parties:
        brand = f", brand {party.brand_id}" if party.brand_id else ""
        yield f"party     {printable(party.name)} ({party.side}{brand})", party.evidence
    for amount in card.amounts:
        kind = "" if amount.role is AmountRole.OTHER else f", {amount.role}"
        kind += ", at most" if amount.is_limit else ""
        read = f" = {amount.value:,.2f} {amount.currency or ''}" if amount.value is not None else ""
        yield f"amount    {printable(amount.text)}{read}".rstrip() + kind, amount.evidence
    if card.stage:
        yield f"stage     {card.stage.stage}", card.stage.evidence
    for forum in card.forums:
        brand = f" (brand {forum.brand_id})" if forum.brand_id else ""
        yield f"before    {printable(forum.name)}{brand}", forum.evidence
    for act in card.dates:
        what = "until" if act.is_deadline else "date"
        yield f"{what:<10}{act.on or printable(act.evidence.quote)}", act.evidence
    if card.apology:
        yield from _apology(card.apology)


def _apology(apology: ApologyFinding) -> Iterator[tuple[str, Evidence]]:
    parts = {
        "apology": apology.act,
        "apology by": apology.by,
        "apology to": apology.to,
        "apology for": apology.reason,
        "amends": apology.amends,
        "its words": apology.words,
    }
    for what, evidence in parts.items():
        if evidence:
            yield what, evidence


def in_context(article: Article, evidence: Evidence) -> str:
    """Return the quote in double brackets between the words around it."""
    text = article.title if evidence.part is TextPart.TITLE else article.body
    before = text[max(0, evidence.start - _CONTEXT) : evidence.start]
    after = text[evidence.end : evidence.end + _CONTEXT]
    if evidence.start > _CONTEXT:
        before = "..." + before.partition(" ")[2]
    if evidence.end + _CONTEXT < len(text):
        after = after.rpartition(" ")[0] + "..."
    # a space at the edge of a piece is one of the text, which printable() would take
    marked = f"{before}[[{text[evidence.start : evidence.end]}]]{after}"
    return f"{evidence.part}: {printable(marked)}"


def _authors(authors: Sequence[Author]) -> Iterator[str]:
    for author in authors:
        traits = ["organisation" if author.is_organisation else None, author.role]
        yield ", ".join(printable(part) for part in (author.name, *traits) if part)
        if author.profile_url:
            yield f"    {author.profile_url}"
        if author.biography:
            yield from textwrap.wrap(
                printable(author.biography), _WIDTH, initial_indent="    ", subsequent_indent="    "
            )


def _credited(article: Article) -> Iterator[str]:
    for source in article.credited_sources:
        yield printable(_source_line(source))
        yield "    " + in_context(article, source.evidence)


def _source_line(source: CreditedSource) -> str:
    return f"{source.name}  {source.url}" if source.url else source.name


def _fields(article: Article) -> Iterator[str]:
    """Yield each field's value, where it was read, how sure that is and why, and what lost."""
    found = {entry.field: entry for entry in article.provenance}
    for name in _FIELDS:
        entry = found.get(name)
        if entry is None:
            yield f"{name:<11}not found"
            continue
        yield f"{name:<11}{_value(article, name)}"
        yield from (f"{'':<11}{line}" for line in _why(entry))


def _value(article: Article, field: str) -> str:
    match field:
        case "title":
            value = article.title
        case "authors":
            value = "; ".join(author.name for author in article.authors)
        case "published":
            value = moment(article.published)
        case "modified":
            value = moment(article.modified)
        case _:
            start = textwrap.shorten(printable(article.body[:200]), 50, placeholder="...")
            value = f'{len(article.body):,} characters in {len(article.blocks)} blocks: "{start}"'
    return printable(value)


def _why(entry: Provenance) -> Iterator[str]:
    yield f"{entry.source}, confidence {entry.confidence:.2f}"
    if entry.reasons:
        yield from textwrap.wrap(
            "because: " + printable("; ".join(entry.reasons)), _WIDTH - 13, subsequent_indent="  "
        )
    for rival in entry.rivals:
        lost = textwrap.shorten(printable(rival.text), 60, placeholder="...")
        yield f'not "{lost}" ({rival.source}, {rival.confidence:.2f})'


def _revisions(revisions: Sequence[Article]) -> Iterator[str]:
    for article in revisions:
        yield (
            f"{article.revision:<3}{minute(article.captured_at)}  {printable(article.title)}  "
            f"({len(article.body):,} characters, extractor {article.extractor_version})"
        )
