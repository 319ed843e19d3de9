import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newscrawl.archive import Store, lease
from newscrawl.archive.lease import Lease
from newscrawl.archive.run import Run
from newscrawl.errors import FormatMismatch, LeaseHeld
from newscrawl.items import RunCounts
from tests.unit.archive.samples import SITE, rewritten, start

# takes the lease of gadgetpost, says so, and waits to be ended
HOLDER = """
import sys, time
from newscrawl.archive import open_store
from newscrawl.archive.lease import Lease
Lease.take(open_store(sys.argv[1]), "gadgetpost", holder="the other")
print("held", flush=True)
time.sleep(600)
"""


@pytest.fixture
def other(store: Store) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that holds the lease of gadgetpost: by a term written in its name."""
    process = subprocess.Popen(["sleep", "600"])
    Lease.take(store, "gadgetpost", holder="the other").release()
    altered(store, pid=process.pid, started=lease._started(process.pid), released=False)
    yield process
    process.kill()
    process.wait()


def altered(store: Store, **changes: object) -> None:
    """Rewrite the newest term, as if its holder were another."""
    key = [each.key for each in store.list("leases/gadgetpost/")][-1]
    store.put(key, rewritten(store.get(key), **changes))


def test_a_process_holds_its_lease_until_it_is_killed(store: Store) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, store.uri], stdout=subprocess.PIPE)
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(LeaseHeld, match=f"the other, process {holder.pid}"):
            Lease.take(store, "gadgetpost", holder="me")
        holder.send_signal(signal.SIGKILL)

    Lease.take(store, "gadgetpost", holder="me").release()


def test_a_second_writer_of_a_site_is_told_who_has_it(
    store: Store, other: subprocess.Popen[bytes]
) -> None:
    with pytest.raises(LeaseHeld, match=f"the other, process {other.pid}"):
        Lease.take(store, "gadgetpost", holder="me")


def test_another_site_is_free(store: Store, other: subprocess.Popen[bytes]) -> None:
    Lease.take(store, "phonearena", holder="me").release()


def test_a_killed_holder_of_this_machine_is_followed_at_once(
    store: Store, other: subprocess.Popen[bytes]
) -> None:
    other.send_signal(signal.SIGKILL)
    other.wait()

    Lease.take(store, "gadgetpost", holder="me").release()


def test_a_zombie_holds_nothing(store: Store, other: subprocess.Popen[bytes]) -> None:
    other.send_signal(signal.SIGKILL)
    os.waitid(os.P_PID, other.pid, os.WEXITED | os.WNOWAIT)

    Lease.take(store, "gadgetpost", holder="me").release()


def test_a_process_that_only_has_the_holders_number_is_not_the_holder(
    store: Store, other: subprocess.Popen[bytes]
) -> None:
    altered(store, started="1")

    Lease.take(store, "gadgetpost", holder="me").release()


@pytest.mark.parametrize(("seconds_ago", "is_free"), [(29, False), (31, True)])
def test_a_holder_elsewhere_is_followed_when_its_time_and_grace_are_up(
    store: Store, other: subprocess.Popen[bytes], seconds_ago: int, is_free: bool
) -> None:
    expires_at = (datetime.now(UTC) - timedelta(seconds=seconds_ago)).isoformat()
    altered(store, host="elsewhere", expires_at=expires_at)

    if is_free:
        Lease.take(store, "gadgetpost", holder="me").release()
    else:
        with pytest.raises(LeaseHeld):
            Lease.take(store, "gadgetpost", holder="me")


def test_a_released_lease_is_free_and_terms_count_up(store: Store) -> None:
    for _ in range(3):
        Lease.take(store, "gadgetpost", holder="me").release()

    assert [each.key for each in store.list("leases/")] == ["leases/gadgetpost/0000000003.json"]


def test_a_lease_is_renewed_while_it_is_held(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "TERM_S", 0.2)
    held = Lease.take(store, "gadgetpost", holder="me")
    key = "leases/gadgetpost/0000000001.json"
    first = json.loads(store.get(key))["expires_at"]

    while json.loads(store.get(key))["expires_at"] == first:
        pass
    held.release()

    assert json.loads(store.get(key))["released"] is True


def test_a_recovery_is_waited_for(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    recovery = Lease.take(store, "gadgetpost", holder="push", purpose="recovery")
    monkeypatch.setattr("newscrawl.archive.lease.time.sleep", lambda _: recovery.release())

    Lease.take(store, "gadgetpost", holder="me").release()


def test_a_start_that_fails_gives_the_lease_back(store: Store, tmp_path: Path) -> None:
    (tmp_path / "spool").write_bytes(b"a file where the spool should be")

    with pytest.raises(Exception, match="spool"):
        start(store, tmp_path / "spool")

    (tmp_path / "spool").unlink()
    start(store, tmp_path / "spool").finish("finished", RunCounts())


def test_a_second_run_of_a_site_leaves_without_touching_the_first(
    store: Store, spool: Path
) -> None:
    run = start(store, spool)

    with pytest.raises(LeaseHeld, match=run.run_id):
        Run.start(store, spool, SITE, spider="gadgetpost", arguments={})

    run.finish("finished", RunCounts())


def test_a_holder_that_stood_still_past_its_term_learns_that_it_has_lost(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "TERM_S", 0.04)
    held = Lease.take(store, "gadgetpost", holder="suspended")
    key = [each.key for each in store.list("leases/gadgetpost/")][-1]
    following = lease._own_term("the next", "crawl")
    store.put(lease._key("gadgetpost", 2), lease._data(following))

    held._renewing.join(10)
    store.delete(key)
    held.release()

    assert held.lost
    assert [each.key for each in store.list("leases/gadgetpost/")] == [lease._key("gadgetpost", 2)]


def test_a_key_of_a_later_version_in_a_term_is_passed_over(
    store: Store, other: subprocess.Popen[bytes]
) -> None:
    altered(store, region="eu")

    with pytest.raises(LeaseHeld, match="the other"):
        Lease.take(store, "gadgetpost", holder="me")


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"expires_at": "soon"}'])
def test_a_term_that_cannot_be_read_is_named(store: Store, data: bytes) -> None:
    store.put("leases/gadgetpost/0000000001.json", data)

    with pytest.raises(FormatMismatch, match=r"leases/gadgetpost/0000000001\.json"):
        Lease.take(store, "gadgetpost", holder="me")
