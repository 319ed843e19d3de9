"""The chain of a site's manifests has one order, whoever writes."""

from datetime import UTC, datetime

from newscrawl.archive import Store
from newscrawl.archive.manifest import Manifest, put_next, read_manifest


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
    _, digest = put_next(store, batch("first"))

    second, _ = put_next(store, batch("second"))

    assert read_manifest(store, "gadgetpost", 1)[0].run_id == "first"
    assert (second.sequence, second.previous_sha256) == (2, digest)
    assert read_manifest(store, "gadgetpost", 2)[0] == second


def test_the_same_batch_put_again_is_the_one_that_is_there(store: Store) -> None:
    first = put_next(store, batch("first"))

    assert put_next(store, batch("first")) == first
    assert len(list(store.list("manifests/"))) == 1
