"""The chain of a site's manifests has one order, whoever writes."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from newscrawl.archive import Store
from newscrawl.archive.manifest import Manifest, manifests, put_manifest, read_manifest
from newscrawl.errors import FormatMismatch
from tests.unit.archive.samples import rewritten


def batch(run_id: str) -> Manifest:
    return Manifest(
        site="gadgetpost",
        sequence=1,
        previous_sha256=None,
        run_id=run_id,
        batch=1,
        sealed_at=datetime(2026, 11, 1, 9, 30, tzinfo=UTC),
        software="newscrawl/0.1.0",
        objects=(),
        run={"run_id": run_id},
    )


def test_a_sequence_that_is_taken_is_left_as_it_is(store: Store) -> None:
    put_manifest(store, batch("first"))

    assert put_manifest(store, batch("second")) is None
    assert read_manifest(store, "gadgetpost", 1)[0].run_id == "first"


def test_the_same_batch_put_again_is_the_one_that_is_there(store: Store) -> None:
    first = put_manifest(store, batch("first"))

    assert put_manifest(store, batch("first")) == first
    assert len(list(store.list("manifests/"))) == 1


@pytest.mark.parametrize("count", [0, 1, 16, 17, 40])
def test_manifests_are_read_in_order(store: Store, count: int) -> None:
    for sequence in range(1, count + 1):
        put_manifest(store, replace(batch(f"run {sequence}"), sequence=sequence))

    read = [manifest.sequence for manifest in manifests(store, "gadgetpost", 1, count)]

    assert read == list(range(1, count + 1))


def test_a_manifest_of_a_newer_version_is_not_guessed_at(store: Store) -> None:
    put_manifest(store, batch("first"))
    key = batch("first").key
    store.put(key, rewritten(store.get(key), version=2))

    with pytest.raises(FormatMismatch, match=f"{key}.*Upgrade newscrawl"):
        read_manifest(store, "gadgetpost", 1)
