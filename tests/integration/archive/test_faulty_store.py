"""Each verb of a store, at an endpoint that spoils every fourth call in one certain way."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from newscrawl.archive import Store, open_store
from newscrawl.archive.store import CHUNK_BYTES
from newscrawl.errors import KeyExists
from tests.web.faulty_s3 import FAULTS, Fault, FaultyS3
from tests.web.seaweed import SeaweedFS

pytestmark = [pytest.mark.s3, pytest.mark.integration]


@pytest.fixture(params=FAULTS, ids=str)
def faulty(
    request: pytest.FixtureRequest, s3: SeaweedFS, monkeypatch: pytest.MonkeyPatch
) -> Iterator[FaultyS3]:
    fault: Fault = request.param
    with FaultyS3(
        s3.endpoint, share=0.25, seed=5, faults=(fault,), stalls_s=(0.0, 0.1), long_stalls=0.0
    ) as faulty:
        monkeypatch.setenv("AWS_ENDPOINT_URL_S3", faulty.endpoint)
        yield faulty


@pytest.fixture
def store(faulty: FaultyS3, s3: SeaweedFS) -> Store:
    return open_store(s3.uri(f"{uuid4()}/archive"))


def test_what_a_store_is_asked_is_done_once(store: Store, faulty: FaultyS3) -> None:
    large = bytes(range(256)) * (3 * CHUNK_BYTES // 256)
    for number in range(12):
        store.put_if_absent(f"once/{number}", b"the first")
    store.put("large", large)

    with pytest.raises(KeyExists):
        store.put_if_absent("once/0", b"a rival")
    assert [stored.key for stored in store.list("once/")] == sorted(f"once/{n}" for n in range(12))
    assert store.get("once/0") == b"the first"
    assert store.get_range("large", 1000, 3) == large[1000:1003]
    for _ in range(3):
        assert b"".join(store.chunks("large")) == large
    store.delete("large")
    assert not store.exists("large")
    assert faulty.spoiled.total() > 0
