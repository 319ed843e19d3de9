"""An extracted page into an article: each field cleaned, with where it came from."""

import hashlib
import logging
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from newscrawl.errors import MissingField, UnreadableDate
from newscrawl.items import (
    Article,
    Author,
    Block,
    Embed,
    ExtractedArticle,
    Moment,
    PageKind,
    Picture,
    Provenance,
    Reading,
    Rival,
    body_text,
)
from newscrawl.normalise.bodies import clean_blocks
from newscrawl.normalise.bylines import people, people_of_byline
from newscrawl.normalise.dates import parse_moment
from newscrawl.normalise.folding import folded
from newscrawl.normalise.sources import credited_sources
from newscrawl.urls import article_id, canonical_url, host_of

logger = logging.getLogger(__name__)

_RIVAL_LETTERS = 500  # enough to see what it was; a rival body is not stored twice


def body_digest(blocks: Sequence[Block]) -> str:
    """Return ``sha256:`` and the hex digest of the body text in UTF-8; links do not count."""
    return "sha256:" + hashlib.sha256(body_text(blocks).encode()).hexdigest()


def normalise(extracted: ExtractedArticle) -> Article:
    """
    Return the article that ``extracted`` says, before revise and card have seen it.

    Where the chosen text of a field cannot be read, the rivals are tried in their order; the
    provenance names the one that was used, and the one that failed is among its rivals.

    Raises MissingField where no title or no body is left. An unreadable date is None and logged:
    a story without a date is still a story.
    """
    capture, site = extracted.capture, extracted.site
    title, title_from = _title(extracted)
    authors, authors_from = _authors(extracted)
    published, published_from = _moment("published", extracted.published, extracted)
    modified, modified_from = _moment("modified", extracted.modified, extracted)
    blocks, body_from = _body(extracted, title, authors)
    # How many of them lie before a picture is how many of the blocks that are left stand there.
    places = sorted(block.place for block in blocks)
    url = _url(extracted)
    return Article(
        article_id=article_id(url),
        site=site.name,
        publisher=site.publisher,
        url=url,
        title=title,
        byline=_text(extracted.byline),
        authors=authors,
        published=published,
        modified=modified,
        section=_text(extracted.section),
        language=_language_tag(extracted.language or site.language),
        description=_text(extracted.description),
        lead_image=_text(extracted.lead_image),
        blocks=blocks,
        credited_sources=credited_sources(blocks, publisher=site.publisher, site_url=url),
        is_teaser=extracted.verdict.kind is PageKind.TEASER,
        provenance=tuple(
            entry
            for entry in (title_from, authors_from, published_from, modified_from, body_from)
            if entry
        ),
        body_digest=body_digest(blocks),
        pictures=tuple(_picture(picture, places) for picture in extracted.pictures),
        embeds=tuple(_embed(embed, places) for embed in extracted.embeds),
        extractor_version=extracted.extractor_version,
        capture_id=capture.capture_id,
        captured_at=capture.captured_at,
        captured_url=capture.url,
        run_id=capture.run_id,
    )


def _url(extracted: ExtractedArticle) -> str:
    """Return the canonical URL that the page proposes, or the captured one if that is none."""
    proposed = folded(extracted.canonical_url)
    return canonical_url(proposed if host_of(proposed) else extracted.capture.url)


def _title(extracted: ExtractedArticle) -> tuple[str, Provenance]:
    reading = extracted.title
    if reading is None:
        raise MissingField(f"no title ({extracted.capture.url})")
    candidates = _candidates(reading)
    for candidate in candidates:
        if title := folded(candidate.text):
            return title, _provenance("title", candidate, candidates, reading.reasons)
    raise MissingField(f"no title ({extracted.capture.url})")


def _authors(extracted: ExtractedArticle) -> tuple[tuple[Author, ...], Provenance | None]:
    """Return the authors and where they were read; a rival's where the chosen are nobody."""
    reading, publisher = extracted.authors, extracted.site.publisher
    if reading is None:
        return (), None
    chosen = Rival(
        text=", ".join(author.name for author in reading.value),
        source=reading.source,
        confidence=reading.confidence,
    )
    used = chosen
    authors = people(reading.value, byline=extracted.byline, publisher=publisher)
    for rival in reading.rivals:
        if authors:
            break
        used, authors = rival, people_of_byline(rival.text, publisher=publisher)
    if not authors:
        return (), None
    return authors, _provenance("authors", used, (chosen, *reading.rivals), reading.reasons)


def _moment(
    field: str, reading: Reading[str] | None, extracted: ExtractedArticle
) -> tuple[Moment | None, Provenance | None]:
    if reading is None:
        return None, None
    candidates = _candidates(reading)
    for candidate in candidates:
        try:
            moment = parse_moment(
                candidate.text,
                captured_at=extracted.capture.captured_at,
                timezone=extracted.site.timezone,
                language=extracted.language or extracted.site.language,
                order=extracted.day_order,
            )
        except UnreadableDate as error:
            logger.warning("%s: %s (%s)", field, error, extracted.capture.url)
        else:
            return moment, _provenance(field, candidate, candidates, reading.reasons)
    return None, None


def _body(
    extracted: ExtractedArticle, title: str, authors: tuple[Author, ...]
) -> tuple[tuple[Block, ...], Provenance]:
    reading = extracted.body
    if reading is None:
        raise MissingField(f"no body ({extracted.capture.url})")
    blocks = clean_blocks(
        reading.value, title=title, authors=authors, description=extracted.description
    )
    if not blocks:
        raise MissingField(f"no body is left after cleaning ({extracted.capture.url})")
    chosen = Rival(text="", source=reading.source, confidence=reading.confidence)
    return blocks, _provenance("body", chosen, (chosen, *reading.rivals), reading.reasons)


def _picture(picture: Picture, places: Sequence[int]) -> Picture:
    return replace(
        picture,
        caption=_text(picture.caption),
        credit=_text(picture.credit),
        after=bisect_left(places, picture.after),
    )


def _embed(embed: Embed, places: Sequence[int]) -> Embed:
    return replace(embed, text=_text(embed.text), after=bisect_left(places, embed.after))


def _candidates(reading: Reading[str]) -> tuple[Rival, ...]:
    chosen = Rival(text=reading.value, source=reading.source, confidence=reading.confidence)
    return (chosen, *reading.rivals)


def _provenance(
    field: str, used: Rival, candidates: Sequence[Rival], reasons: tuple[str, ...]
) -> Provenance:
    """
    Return where ``used`` came from, with the others in their order, folded and cut to length.

    ``reasons`` speak for the first candidate.
    """
    return Provenance(
        field=field,
        source=used.source,
        confidence=used.confidence,
        reasons=reasons if used is candidates[0] else (),
        rivals=tuple(
            replace(rival, text=folded(rival.text)[:_RIVAL_LETTERS])
            for rival in candidates
            if rival is not used
        ),
    )


def _text(printed: str | None) -> str | None:
    return folded(printed or "") or None


def _language_tag(printed: str | None) -> str | None:
    """Return a BCP 47 tag in its usual case, None for what is none: ``en_us`` is ``en-US``."""
    parts = folded(printed or "").replace("_", "-").split("-")
    if not 2 <= len(parts[0]) <= 3 or not all(p.isascii() and p.isalnum() for p in parts):
        return None
    tail = [
        p.upper() if len(p) == 2 else p.title() if len(p) == 4 else p.lower() for p in parts[1:]
    ]
    return "-".join([parts[0].lower(), *tail])
