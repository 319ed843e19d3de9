"""
Articles as plain records: the one shape that the articles table, feed exports and
``newscrawl articles`` share.

A record is a dict of JSON values, but for its times, which are aware datetimes until
:func:`json_line` prints them (RFC 3339, ``Z``). Columns: see ``newscrawl/archive/README.md``.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from newscrawl.items import (
    ActDate,
    Amount,
    AmountRole,
    ApologyFinding,
    Article,
    Author,
    Block,
    BlockKind,
    CardStatus,
    CreditedSource,
    Embed,
    Evidence,
    FieldSource,
    Forum,
    KindFinding,
    Link,
    Matter,
    MatterFinding,
    Moment,
    Party,
    Picture,
    Platform,
    Precision,
    Provenance,
    Rival,
    Side,
    Stage,
    StageFinding,
    StoryCard,
    StoryKind,
    TextPart,
)

Record = dict[str, Any]


def article_record(article: Article) -> Record:
    """Return the row of ``article``: flat where a query filters, nested where values repeat."""
    return {
        "article_id": article.article_id,
        "revision": article.revision,
        "site": article.site,
        "publisher": article.publisher,
        "url": article.url,
        "title": article.title,
        "byline": article.byline,
        "authors": [_plain(author) for author in article.authors],
        **_moment_columns("published", article.published),
        **_moment_columns("modified", article.modified),
        "section": article.section,
        "language": article.language,
        "description": article.description,
        "lead_image": article.lead_image,
        "body": article.body,
        "blocks": _block_spans(article.blocks),
        "links": _body_links(article.blocks),
        "pictures": [_plain(picture) for picture in article.pictures],
        "embeds": [_plain(embed) for embed in article.embeds],
        "credited_sources": [
            {"name": source.name, "url": source.url, **_plain(source.evidence)}
            for source in article.credited_sources
        ],
        "is_teaser": article.is_teaser,
        "provenance": [
            {
                **_plain(entry),
                "reasons": list(entry.reasons),
                "rivals": [_plain(rival) for rival in entry.rivals],
            }
            for entry in article.provenance
        ],
        "body_digest": article.body_digest,
        "captured_at": article.captured_at,
        "captured_url": article.captured_url,
        "capture_id": article.capture_id,
        "run_id": article.run_id,
        "extractor_version": article.extractor_version,
        **_story_columns(article.story),
    }


def article_from_record(record: Mapping[str, Any]) -> Article:
    """Return the article that :func:`article_record` made ``record`` of."""
    return Article(
        article_id=record["article_id"],
        revision=record["revision"],
        site=record["site"],
        publisher=record["publisher"],
        url=record["url"],
        title=record["title"],
        byline=record["byline"],
        authors=tuple(Author(**author) for author in record["authors"] or ()),
        published=_moment(record, "published"),
        modified=_moment(record, "modified"),
        section=record["section"],
        language=record["language"],
        description=record["description"],
        lead_image=record["lead_image"],
        blocks=_blocks(record),
        credited_sources=tuple(
            CreditedSource(name=source["name"], url=source["url"], evidence=_evidence(source))
            for source in record["credited_sources"] or ()
        ),
        is_teaser=record["is_teaser"],
        provenance=tuple(_provenance(entry) for entry in record["provenance"] or ()),
        body_digest=record["body_digest"],
        captured_at=record["captured_at"],
        captured_url=record["captured_url"],
        capture_id=record["capture_id"],
        run_id=record["run_id"],
        extractor_version=record["extractor_version"],
        # Rows of before have no such columns.
        pictures=tuple(Picture(**picture) for picture in record.get("pictures") or ()),
        embeds=tuple(
            Embed(**{**embed, "platform": Platform(embed["platform"])})
            for embed in record.get("embeds") or ()
        ),
        story=_story(record),
    )


def json_line(record: Mapping[str, Any]) -> str:
    """Return one line of JSON (RFC 8259), times in UTC as RFC 3339."""
    return _json(record)


def csv_lines(records: Iterable[Mapping[str, Any]], *, header: bool = True) -> Iterable[str]:
    """Yield RFC 4180 lines; nested columns are JSON in their cell, missing values are empty."""
    names: list[str] | None = None
    for record in records:
        if names is None:
            names = list(record)
            if header:
                yield _csv_line(names)
        yield _csv_line([cell(record[name]) for name in names])


def cell(value: object) -> str:
    """Return a record's value as text on one line; see :func:`csv_lines`."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return _json_value(value)
        case list() | dict():
            return _json(value)
        case _:
            return str(value)


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=_json_value, separators=(",", ":"))
    return text.translate(_LINE_ENDS)


# JSON leaves these as they are, and readers that split lines by Unicode end a line at them.
_LINE_ENDS = {ord(end): f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"}


def _csv_line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def _json_value(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    raise TypeError(f"{type(value).__name__} is not a value of a record")


def _plain(value: Any) -> Record:
    """Return a flat frozen dataclass as a dict, its enums as the strings they stand for."""
    columns = {f.name: getattr(value, f.name) for f in fields(value)}
    return {
        name: each.value if isinstance(each, StrEnum) else each for name, each in columns.items()
    }


def _moment_columns(name: str, moment: Moment | None) -> Record:
    return {
        f"{name}_at": moment.at if moment else None,
        f"{name}_precision": moment.precision.value if moment else None,
        f"{name}_text": moment.text if moment else None,
    }


def _moment(record: Mapping[str, Any], name: str) -> Moment | None:
    at = record[f"{name}_at"]
    if at is None:
        return None
    precision = Precision(record[f"{name}_precision"])
    return Moment(at=at, precision=precision, text=record[f"{name}_text"])


def _block_spans(blocks: tuple[Block, ...]) -> list[Record]:
    spans, start = [], 0
    for block in blocks:
        spans.append(
            {
                "kind": block.kind.value,
                "start": start,
                "end": start + len(block.text),
                "level": block.level,
                "is_ordered": block.is_ordered,
                "speaker": block.speaker,
            }
        )
        start += len(block.text) + 2
    return spans


def _body_links(blocks: tuple[Block, ...]) -> list[Record]:
    links, start = [], 0
    for block in blocks:
        links += [
            {"start": start + link.start, "end": start + link.end, "url": link.url}
            for link in block.links
        ]
        start += len(block.text) + 2
    return links


def _blocks(record: Mapping[str, Any]) -> tuple[Block, ...]:
    body: str = record["body"]
    blocks: list[Block] = []
    for span in record["blocks"] or ():
        start, end = span["start"], span["end"]
        links = tuple(
            Link(start=link["start"] - start, end=link["end"] - start, url=link["url"])
            for link in record["links"] or ()
            if start <= link["start"] and link["end"] <= end
        )
        blocks.append(
            Block(
                kind=BlockKind(span["kind"]),
                text=body[start:end],
                links=links,
                level=span.get("level"),
                is_ordered=span.get("is_ordered"),
                speaker=span.get("speaker"),
                place=len(blocks),
            )
        )
    return tuple(blocks)


def _evidence(columns: Mapping[str, Any]) -> Evidence:
    return Evidence(
        quote=columns["quote"],
        part=TextPart(columns["part"]),
        start=columns["start"],
        end=columns["end"],
    )


def _provenance(entry: Mapping[str, Any]) -> Provenance:
    return Provenance(
        field=entry["field"],
        source=FieldSource(entry["source"]),
        confidence=entry["confidence"],
        reasons=tuple(entry["reasons"] or ()),
        rivals=tuple(
            Rival(
                text=rival["text"],
                source=FieldSource(rival["source"]),
                confidence=rival["confidence"],
            )
            for rival in entry["rivals"] or ()
        ),
    )


_APOLOGY_PARTS = ("act", "by", "to", "reason", "amends", "words")


def _story_columns(card: StoryCard | None) -> Record:
    if card is None:
        card = StoryCard(status=CardStatus.NOT_READ, relevant=False, score=0.0, card_version="")
    findings = [("kind:" + finding.kind.value, finding.evidence) for finding in card.kinds]
    if card.matter:
        findings.append(("matter:" + card.matter.matter.value, card.matter.evidence))
    if card.stage:
        findings.append(("stage:" + card.stage.stage.value, card.stage.evidence))
    if card.apology:
        findings += [
            ("apology:" + part, evidence)
            for part in _APOLOGY_PARTS
            if (evidence := getattr(card.apology, part)) is not None
        ]
    return {
        "card_status": card.status.value,
        "is_story": card.relevant,
        "story_score": card.score,
        "kinds": [finding.kind.value for finding in card.kinds],
        "matter": card.matter.matter.value if card.matter else None,
        "parties": [
            {
                "name": party.name,
                "side": party.side.value,
                "brand_id": party.brand_id,
                **_plain(party.evidence),
            }
            for party in card.parties
        ],
        "amounts": [
            {
                "text": amount.text,
                "value": amount.value,
                "currency": amount.currency,
                "role": amount.role.value,
                "is_limit": amount.is_limit,
                **_plain(amount.evidence),
            }
            for amount in card.amounts
        ],
        "stage": card.stage.stage.value if card.stage else None,
        "forums": [
            {"name": forum.name, "brand_id": forum.brand_id, **_plain(forum.evidence)}
            for forum in card.forums
        ],
        "act_dates": [
            {
                "on": act.on.isoformat() if act.on else None,
                "is_deadline": act.is_deadline,
                **_plain(act.evidence),
            }
            for act in card.dates
        ],
        "lead_end": card.lead_end,
        "brands": list(card.brands),
        "evidence": [{"supports": what, **_plain(evidence)} for what, evidence in findings],
        "card_version": card.card_version,
    }


def _story(record: Mapping[str, Any]) -> StoryCard | None:
    if not record["card_version"]:
        return None
    supports = {entry["supports"]: _evidence(entry) for entry in record["evidence"] or ()}
    matter, stage = record["matter"], record["stage"]
    apology = {
        part: supports["apology:" + part]
        for part in _APOLOGY_PARTS
        if "apology:" + part in supports
    }
    return StoryCard(
        status=CardStatus(record["card_status"]),
        relevant=record["is_story"],
        score=record["story_score"],
        kinds=tuple(
            KindFinding(kind=StoryKind(kind), evidence=supports["kind:" + kind])
            for kind in record["kinds"] or ()
        ),
        matter=MatterFinding(matter=Matter(matter), evidence=supports["matter:" + matter])
        if matter
        else None,
        parties=tuple(
            Party(
                name=party["name"],
                side=Side(party["side"]),
                brand_id=party["brand_id"],
                evidence=_evidence(party),
            )
            for party in record["parties"] or ()
        ),
        amounts=tuple(
            Amount(
                text=amount["text"],
                value=amount["value"],
                currency=amount["currency"],
                role=AmountRole(amount["role"] or AmountRole.OTHER),
                is_limit=bool(amount["is_limit"]),
                evidence=_evidence(amount),
            )
            for amount in record["amounts"] or ()
        ),
        stage=StageFinding(stage=Stage(stage), evidence=supports["stage:" + stage])
        if stage
        else None,
        forums=tuple(
            Forum(name=forum["name"], brand_id=forum["brand_id"], evidence=_evidence(forum))
            for forum in record["forums"] or ()
        ),
        dates=tuple(
            ActDate(
                on=date.fromisoformat(act["on"]) if act["on"] else None,
                is_deadline=act["is_deadline"],
                evidence=_evidence(act),
            )
            for act in record["act_dates"] or ()
        ),
        apology=ApologyFinding(**apology) if apology else None,
        lead_end=record["lead_end"],
        brands=tuple(record["brands"] or ()),
        card_version=record["card_version"],
    )
