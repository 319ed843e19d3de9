"""deploy/crawl-every: the schedule of the compose file."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

CRAWL_EVERY = Path(__file__).parents[3] / "deploy" / "crawl-every"


@pytest.mark.parametrize("seconds", [[], ["0"], ["-1"], ["1.5"], ["hourly"]], ids=str)
def test_an_impossible_schedule_is_refused(seconds: list[str]) -> None:
    ended = subprocess.run([CRAWL_EVERY, *seconds], capture_output=True, text=True, check=False)

    assert ended.returncode == 2
    assert "SECONDS must be a whole number" in ended.stderr


def test_the_command_is_run_again_and_a_failure_is_told(tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    with subprocess.Popen(
        [CRAWL_EVERY, "1", "sh", "-c", f"echo x >> {ran}; exit 3"],
        stderr=subprocess.PIPE,
        text=True,
    ) as schedule:
        assert schedule.stderr
        told = [schedule.stderr.readline() for _ in range(2)]
        schedule.terminate()

    assert all("ended with 3" in line for line in told)
    assert ran.read_text().count("x") >= 2


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_crawl_that_runs_is_told_to_finish_and_waited_for(
    tmp_path: Path, number: signal.Signals
) -> None:
    done = tmp_path / "done"
    crawl = f"trap 'sleep 0.3; echo committed > {done}; exit 7' TERM; echo ready; while :; do sleep 0.1; done"
    with subprocess.Popen(
        [CRAWL_EVERY, "60", "sh", "-c", crawl], stdout=subprocess.PIPE, text=True
    ) as schedule:
        assert schedule.stdout
        assert schedule.stdout.readline() == "ready\n"
        schedule.send_signal(number)

    assert done.read_text() == "committed\n"
    assert schedule.returncode == 7


def test_ctrl_c_reaches_the_crawl_once(tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    crawl = f"""
import pathlib, signal, time
def hear(number, frame):
    with pathlib.Path({str(heard)!r}).open("a") as told:
        told.write(signal.Signals(number).name + "\\n")
signal.signal(signal.SIGINT, hear)
signal.signal(signal.SIGTERM, hear)
print("ready", flush=True)
while not pathlib.Path({str(heard)!r}).exists():
    time.sleep(0.1)
time.sleep(1)
"""
    with subprocess.Popen(
        [CRAWL_EVERY, "60", sys.executable, "-c", crawl],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as schedule:
        assert schedule.stdout
        assert schedule.stdout.readline() == "ready\n"
        os.killpg(schedule.pid, signal.SIGINT)

    assert heard.read_text() == "SIGTERM\n"


def test_a_command_that_is_not_there_is_told_and_tried_again() -> None:
    with subprocess.Popen(
        [CRAWL_EVERY, "1", "/nowhere/scrapy"], stderr=subprocess.PIPE, text=True
    ) as schedule:
        assert schedule.stderr
        told = [schedule.stderr.readline() for _ in range(4)]
        schedule.terminate()

    assert "No such file or directory: '/nowhere/scrapy'" in told[0]
    assert "ended with 127" in told[1]
    assert told[2:] == told[:2]


def test_a_schedule_that_rests_ends_at_once() -> None:
    with subprocess.Popen(
        [CRAWL_EVERY, "600", "sh", "-c", "echo ran"], stdout=subprocess.PIPE, text=True
    ) as schedule:
        assert schedule.stdout
        assert schedule.stdout.readline() == "ran\n"
        schedule.terminate()
        try:
            ended_with = schedule.wait(timeout=60)
        finally:
            schedule.kill()

    assert ended_with in (0, 143)
