"""One run of the demo for all tests of this folder, whichever worker asks first."""

import fcntl
import os
import pickle
from pathlib import Path

import pytest

from tests.integration.demo.demo_run import DemoRun, Row, run_demo


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DemoRun:
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = shared / "demo"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        run = _run_once(folder)
    assert run.exit_code == 0, run.output
    return run


@pytest.fixture(scope="session")
def rows(demo: DemoRun) -> dict[str, Row]:
    """The articles table by URL."""
    return {row["url"]: row for row in demo.table("articles")}


def _run_once(folder: Path) -> DemoRun:
    done = folder / "run.pickle"
    if not done.exists():
        done.write_bytes(pickle.dumps(run_demo(folder)))
    run: DemoRun = pickle.loads(done.read_bytes())
    return run
