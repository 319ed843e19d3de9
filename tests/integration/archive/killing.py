"""
A crawl's archive work in a process that is killed before its n-th step.

A step is a call that leaves a trace outside the process: an append to the spool, an object put, a
commit of a table, a file of the spool removed; the digests of a commit's log files are one step, for
what is left of them is one thing: a notice. The process ends by a real SIGKILL.
"""

import multiprocessing
import os
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyarrow.dataset  # noqa: F401  # slow, and imported late: once here, not in each process
from deltalake import DeltaTable

from newscrawl.archive import Store, delta, open_store
from newscrawl.archive.compacting import compact
from newscrawl.archive.local import LocalStore
from newscrawl.archive.recover import recover
from newscrawl.archive.spooled_files import Appended
from newscrawl.archive.vacuuming import vacuum
from newscrawl.items import RunCounts
from tests.unit.archive.samples import exchange, record, start

# Forked from a process that has imported everything and started nothing: quick, and no thread of
# deltalake's is cut off in the middle.
FORKED = multiprocessing.get_context("forkserver")
FORKED.set_forkserver_preload(["tests.integration.archive.killing"])

COUNTS = RunCounts()


@contextmanager
def quick_folder() -> Iterator[Path]:
    """Give a folder in memory where there is one: each step syncs, and there are many."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)


def run_killed(work: Callable[..., None], place: Path, *, step: int, of: str | None = None) -> bool:
    """
    Run ``work`` on archive and spool in ``place``, killed before ``step``.

    Steps of every name are counted from 0, or those of one name. Returns whether it came that far.
    """
    process = FORKED.Process(target=_work, args=(work, place, step, of))
    process.start()
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL), process.exitcode
    return process.exitcode != 0


def crawl(store: Store, spool: Path, said: int) -> None:
    """Record and commit as a crawl does; each promise is written down once it is given."""
    run = start(store, spool)
    for number in (1, 2, 3):
        capture = run.record(exchange(number))
        os.write(said, f"capture {capture.capture_id}\n".encode())
        run.add(record(capture, number))
        os.write(said, f"article {number:016x}\n".encode())
        if number == 2:
            run.commit(COUNTS)
    run.finish("finished", COUNTS)


def push(store: Store, spool: Path, said: int) -> None:
    recover(store, spool)


def tidy(store: Store, *_args: object) -> None:
    """Compact, then remove at once what that replaced."""
    compact(store)
    for _ in vacuum(store, retention=timedelta(0)):
        pass


def _work(work: Callable[..., None], place: Path, step: int, of: str | None) -> None:
    rest, within = [step], [0]

    def counted(real: Callable[..., Any], *, is_whole: bool = False) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            if not within[0]:
                if rest[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                rest[0] -= 1
            within[0] += is_whole
            try:
                return real(*arguments, **named)
            finally:
                within[0] -= is_whole

        return call

    for name in ("record_log_digests", "record_checkpoint_digest"):
        if of in (None, name):
            setattr(delta, name, counted(getattr(delta, name), is_whole=True))
    for kind, names in _STEPS.items():
        for name in names:
            if of in (None, name):
                setattr(kind, name, counted(getattr(kind, name)))
    said = os.open(place / "said", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    work(open_store(str(place / "archive")), place / "spool", said)


_STEPS: dict[type, list[str]] = {
    LocalStore: ["put", "put_if_absent", "delete"],
    Appended: ["append", "cut"],
    DeltaTable: ["create_write_transaction", "create_checkpoint"],
    Path: ["unlink", "rmdir", "mkdir", "replace", "rename"],
}
