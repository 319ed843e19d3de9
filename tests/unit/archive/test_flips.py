"""One altered byte is found wherever it is; the long form is ``python -m tests.bench.flips``."""

import random

import pytest

from newscrawl.archive import Store
from newscrawl.archive.own_digest import checked_json, digested_json
from newscrawl.errors import DigestMismatch, FormatMismatch
from tests.bench.flips import filled_archive, flip, kind_of, told

KINDS = (
    "FORMAT.json",
    "WARC file",
    "checkpoint",
    "compacted row object",
    "compaction",
    "digest of a log file",
    "index",
    "lease",
    "log entry",
    "manifest",
    "note of a commit",
    "pointer to a checkpoint",
    "row object",
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return filled_archive(tmp_path_factory.mktemp("flips"), days=2, sites=1)


def test_what_is_whole_has_no_fault_and_every_kind_of_object(archive: Store) -> None:
    assert told(archive) == []
    assert {kind_of(stored.key) for stored in archive.list("")} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_an_altered_byte_is_found_and_its_object_named(archive: Store, kind: str) -> None:
    of_kind = [stored.key for stored in archive.list("") if kind_of(stored.key) == kind]
    drawn = random.Random(kind)

    # the newest has no successor that knows its digest
    for key in (of_kind[-1], drawn.choice(of_kind)):
        flipped = flip(archive, key, drawn)
        assert flipped.named, flipped


def test_each_byte_of_an_object_that_has_its_own_digest_counts() -> None:
    content = {"format": "newscrawl-archive", "version": 1, "site": "gadgetpost", "run": {"a": 0}}
    whole = digested_json(content)
    unseen = []

    for offset in range(len(whole)):
        for xor in range(1, 256):
            altered = bytearray(whole)
            altered[offset] ^= xor
            try:
                checked_json(bytes(altered), "a", content)
            except (DigestMismatch, FormatMismatch):
                continue
            unseen.append((offset, xor))

    assert checked_json(whole, "a", content) == content
    assert unseen == []
