"""
Stories of our own, to be fitted to beside labelled ones: own_stories.jsonl.

They tell what labelled stories have few of (apologies, withdrawals, takedowns) and what looks like
them and is none. Each line is as fit_story_weights has it, without a date, and with ``{a}``,
``{b}`` where a company is named: nothing here is said of any real one, and whatever is learned
must not hang on a name.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from newscrawl.stories.brands import BrandKind, built_in_table

OWN_STORIES = Path(__file__).with_suffix(".jsonl")
_SLOT = re.compile(r"\{[a-z]\}")


def own_stories(path: Path = OWN_STORIES) -> list[dict[str, Any]]:
    """Return the stories with names of companies, drawn by chance but the same each time."""
    brands = built_in_table().by_id.values()
    companies = [brand.name for brand in brands if brand.kind is BrandKind.COMPANY]
    chance = np.random.RandomState(0)
    rows = []
    for line in filter(None, path.read_text("utf-8").split("\n")):
        slots = sorted(set(_SLOT.findall(line)))
        drawn = chance.choice(len(companies), size=len(slots), replace=False)
        names = dict(zip(slots, (companies[at] for at in drawn), strict=True))
        rows.append({**_filled(json.loads(line), names), "own": True})
    return rows


def _filled(value: Any, names: Mapping[str, str]) -> Any:
    """Return what JSON holds, with each slot of its strings replaced by its name."""
    if isinstance(value, str):
        return _SLOT.sub(lambda slot: names[slot[0]], value)
    if isinstance(value, list):
        return [_filled(item, names) for item in value]
    if isinstance(value, dict):
        return {key: _filled(item, names) for key, item in value.items()}
    return value
