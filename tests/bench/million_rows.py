"""
Article and capture rows as years of crawls leave them: texts of news length, cards, provenance.

A share of the articles is stories about brands, some were revised, some read again later. Words go
by Zipf's law, so that texts compress and are searched about as real ones are.
"""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate
from typing import Any
from uuid import UUID

from newscrawl.items import StoryKind
from newscrawl.stories.brands import table_with
from newscrawl.urls import canonical_url

LAST_DAY = datetime(2026, 10, 31, 12, tzinfo=UTC)
# In so many articles of a thousand.
STORIES, REVISED, READ_AGAIN, RARE = 50, 30, 10, 1
RARE_WORD = "defamation"
BRANDS = 300
_WORDS, _PARAGRAPHS, _WORDS_A_PARAGRAPH, _PARAGRAPHS_A_BODY = 30_000, 60_000, 55, 7

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class SiteMonth:
    """What a site published in a month: ``rows`` articles from ``begins_at`` on."""

    site: str
    begins_at: datetime
    days: int
    rows: int


def month_starts(months: int) -> list[datetime]:
    """Return the first moments of the months that end with that of LAST_DAY."""
    year, month = LAST_DAY.year, LAST_DAY.month
    numbers = range(year * 12 + month - months, year * 12 + month)
    return [datetime(each // 12, each % 12 + 1, 1, tzinfo=UTC) for each in numbers]


def rows_of(part: SiteMonth, run_id: str, warc_key: str) -> tuple[list[Row], list[Row]]:
    """Return the capture rows and the article rows of a month."""
    dice = random.Random(f"{part.site} {part.begins_at:%Y-%m}")
    captures: list[Row] = []
    articles: list[Row] = []
    for number in range(part.rows):
        path = f"{part.begins_at:%Y/%m}/{number}-{'-'.join(dice.choices(_vocabulary(), k=5))}/"
        url = f"https://www.{part.site}.example/{path}"
        published_at = part.begins_at + timedelta(seconds=dice.randrange(part.days * 86_400))
        for revision, generation in _readings(dice):
            capture = {
                **_capture(dice, url, published_at),
                "site": part.site,
                "run_id": run_id,
                "warc_key": warc_key,
                "warc_offset": number * 20_000,
            }
            captures.append(capture)
            articles.append(
                {
                    **_article(dice, part.site, url, published_at),
                    "captured_at": capture["captured_at"],
                    "captured_url": url,
                    "capture_id": capture["capture_id"],
                    "run_id": run_id,
                    "revision": revision,
                    "generation": generation,
                    "written_at": capture["captured_at"] + timedelta(seconds=2),
                }
            )
    return captures, articles


def article_url(part: SiteMonth, number: int) -> str:
    """Return the URL of an article of ``part``, by its number."""
    captures, _ = rows_of(part, "", "")
    urls: list[str] = list(dict.fromkeys(row["url"] for row in captures))
    return urls[number]


def brands() -> list[str]:
    return list(table_with(None).by_id)[:BRANDS]


def _readings(dice: random.Random) -> Iterator[tuple[int, int]]:
    yield 1, 0
    if dice.randrange(1000) < READ_AGAIN:
        yield 1, 1
    if dice.randrange(1000) < REVISED:
        yield 2, 0


def _capture(dice: random.Random, url: str, published_at: datetime) -> Row:
    return {
        "capture_id": str(UUID(int=dice.getrandbits(128), version=4)),
        "url": url,
        "captured_at": published_at + timedelta(seconds=dice.randrange(60, 1200)),
        "role": "article",
        "status": 200,
        "media_type": "text/html",
        "payload_digest": _digest(dice),
        "payload_bytes": dice.randrange(9_000, 30_000),
        "etag": f'"{dice.getrandbits(64):x}"',
        "last_modified": None,
        "redirect_to": None,
        "truncated": None,
        "revisit_of": None,
        "warc_bytes": dice.randrange(9_000, 20_000),
    }


def _article(dice: random.Random, site: str, url: str, published_at: datetime) -> Row:
    title = " ".join(dice.choices(_vocabulary(), cum_weights=_weights(), k=9)).capitalize()
    paragraphs = dice.choices(_paragraphs(), k=_PARAGRAPHS_A_BODY)
    if dice.randrange(1000) < RARE:
        paragraphs[-1] += f" The claim is for {RARE_WORD}."
    body = "\n\n".join(paragraphs)
    author = " ".join(word.capitalize() for word in dice.choices(_vocabulary()[:3000], k=2))
    stamp = published_at.isoformat()
    return {
        "article_id": hashlib.sha256(canonical_url(url).encode()).hexdigest()[:16],
        "site": site,
        "publisher": site.capitalize(),
        "url": url,
        "title": title,
        "byline": f"By {author}",
        "authors": [
            {
                "name": author,
                "role": None,
                "profile_url": f"https://www.{site}.example/by/{author.replace(' ', '-')}",
                "biography": None,
                "is_organisation": False,
            }
        ],
        "published_at": published_at,
        "published_precision": "second",
        "published_text": stamp,
        "modified_at": None,
        "modified_precision": None,
        "modified_text": None,
        "section": dice.choice(("News", "Policy", "Business", "Reviews")),
        "language": "en",
        "description": paragraphs[0][:160],
        "lead_image": f"https://img.{site}.example/{dice.getrandbits(48):x}.jpg",
        "body": body,
        "blocks": _blocks(paragraphs),
        "links": [
            {"start": at, "end": at + 8, "url": f"https://www.{site}.example/tag/{at}"}
            for at in (40, 400, 900)
        ],
        "pictures": [],
        "embeds": [],
        "credited_sources": [],
        "is_teaser": False,
        "provenance": _provenance(dice, title, author, stamp),
        "body_digest": _digest(dice),
        "extractor_version": "9",
        **_card(dice, title),
    }


def _blocks(paragraphs: list[str]) -> list[Row]:
    blocks, start = [], 0
    for text in paragraphs:
        block = {"kind": "paragraph", "start": start, "end": start + len(text), "level": None}
        blocks.append({**block, "is_ordered": None, "speaker": None})
        start += len(text) + 2
    return blocks


def _provenance(dice: random.Random, title: str, author: str, stamp: str) -> list[Row]:
    said = {"title": title, "authors": author, "published_at": stamp, "body": None}
    return [
        {
            "field": field,
            "source": dice.choice(("json-ld", "meta", "microdata", "layout", "visible text")),
            "confidence": round(dice.uniform(0.7, 1), 3),
            "reasons": ["declared by the page", "agrees with what is printed"],
            "rivals": [{"text": text, "source": "meta", "confidence": 0.1}] if text else [],
        }
        for field, text in said.items()
    ]


def _card(dice: random.Random, title: str) -> Row:
    is_story = dice.randrange(1000) < STORIES
    named = dice.choices(brands(), k=2 if is_story else dice.choice((0, 0, 1)))
    evidence = {"quote": title, "part": "title", "start": 0, "end": len(title)}
    kinds = dice.sample([*StoryKind], k=dice.choice((1, 1, 2))) if is_story else []
    parties = [
        {"name": brand.capitalize(), "side": side, "brand_id": brand, **evidence}
        for brand, side in zip(named, ("claimant", "defendant"), strict=False)
    ]
    return {
        "card_status": "read",
        "is_story": is_story,
        "story_score": round(dice.uniform(0.5, 1) if is_story else dice.uniform(0, 0.3), 4),
        "kinds": [kind.value for kind in kinds],
        "matter": "patent" if is_story else None,
        "parties": parties if is_story else [],
        "amounts": [],
        "stage": None,
        "forums": [],
        "act_dates": [],
        "lead_end": 300,
        "brands": sorted(set(named)),
        "evidence": [{"supports": kind.value, **evidence} for kind in kinds],
        "card_version": "9",
    }


def _digest(dice: random.Random) -> str:
    return f"sha256:{dice.getrandbits(256):064x}"


@cache
def _vocabulary() -> list[str]:
    dice = random.Random(1)
    made = {
        "".join(dice.choices("etaoinshrdlucmfwypvbgk", k=dice.randint(2, 10)))
        for _ in range(40_000)
    }
    return sorted(made)[:: max(1, len(made) // _WORDS)][:_WORDS]


@cache
def _weights() -> list[float]:
    dice = random.Random(2)
    ranks = list(range(1, len(_vocabulary()) + 1))
    dice.shuffle(ranks)
    return list(accumulate(1 / rank for rank in ranks))


@cache
def _paragraphs() -> list[str]:
    dice = random.Random(3)
    return [
        " ".join(
            f"{' '.join(dice.choices(_vocabulary(), cum_weights=_weights(), k=11))}.".capitalize()
            for _ in range(_WORDS_A_PARAGRAPH // 11)
        )
        for _ in range(_PARAGRAPHS)
    ]
