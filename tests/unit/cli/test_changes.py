import fcntl
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Command
from tests.unit.cli.test_exits import NEWSCRAWL


def test_a_second_call_prints_what_came_since(
    command: Command, filled: tuple[Path, object], tmp_path: Path
) -> None:
    place = ("--archive", str(filled[0]), "--cursor", str(tmp_path / "desk.cursor"))

    first = command("changes", *place)
    second = command("changes", *place)

    rows = [json.loads(line) for line in first.lines]
    keys = ("site", "sequence", "article_id", "revision", "generation")
    assert {row["change"] for row in rows} == {"new", "revised"}
    assert len({tuple(row[key] for key in keys) for row in rows}) == len(rows)
    assert (second.status, second.out) == (0, "")


def test_an_archive_is_the_same_by_whatever_path(
    command: Command, filled: tuple[Path, object], tmp_path: Path
) -> None:
    link = tmp_path / "link"
    link.symlink_to(filled[0])
    cursor = ("--cursor", str(tmp_path / "desk.cursor"))

    command("changes", "--archive", str(filled[0]), *cursor)
    again = command("changes", "--archive", str(link), *cursor)
    by_dots = command("changes", "--archive", str(filled[0] / ".." / filled[0].name), *cursor)

    assert (again.status, again.out, by_dots.status) == (0, "", 0)


def test_an_output_in_no_folder_is_named(
    command: Command, filled: tuple[Path, object], tmp_path: Path
) -> None:
    place = ("--archive", str(filled[0]), "--cursor", str(tmp_path / "desk.cursor"))

    ended = command("changes", *place, "-o", str(tmp_path / "none" / "desk.jsonl"))

    assert ended.status == 2
    assert "desk.jsonl cannot be written: No such file or directory" in ended.err
    assert not (tmp_path / "desk.cursor").exists()


def test_what_could_not_be_printed_is_printed_by_the_next_call(
    command: Command, filled: tuple[Path, object], tmp_path: Path
) -> None:
    place = ["--archive", str(filled[0]), "--cursor", str(tmp_path / "desk.cursor")]
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [NEWSCRAWL, "changes", *place],
            stdout=full,
            stderr=subprocess.PIPE,
            env=os.environ,
            check=False,
            timeout=60,
        )

    assert ended.returncode == 1
    assert not (tmp_path / "desk.cursor").exists()
    assert len(command("changes", *place).lines) > 3


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        ("", "is no cursor that newscrawl wrote"),
        ("[]", "is no cursor that newscrawl wrote"),
        ('{"format": "other", "version": 1}', "is a other of version 1"),
        ('{"format": "newscrawl-cursor", "version": 2}', "of version 2"),
        (
            '{"format": "newscrawl-cursor", "version": 1, "archive": "s3://else", "sites": {}}',
            "is a cursor of s3://else",
        ),
    ],
)
def test_another_file_is_not_taken_for_a_cursor_and_left_as_it_is(
    command: Command, filled: tuple[Path, object], tmp_path: Path, content: str, answer: str
) -> None:
    path = tmp_path / "desk.cursor"
    path.write_text(content)

    ended = command("changes", "--archive", str(filled[0]), "--cursor", str(path))

    assert (ended.status, ended.out) == (2, "")
    assert answer in ended.err
    assert path.read_text() == content


# runs the command, and is killed by the n-th call of one function
KILLED = """
import os, signal, sys
from importlib import import_module
place, number, *arguments = sys.argv[1:]
module, name = place.split(":")
holder = import_module(module)
*above, name = name.split(".")
for each in above:
    holder = getattr(holder, each)
real, calls = getattr(holder, name), []

def counted(*values, **named):
    calls.append(1)
    if len(calls) == int(number):
        sys.stdout.flush()
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*values, **named)

setattr(holder, name, counted)
from newscrawl.cli.exits import exit_status
sys.exit(exit_status(arguments))
"""
CURSOR_WRITE = "newscrawl.cli.cursor_file:CursorFile.write"
LINE = "newscrawl.cli.changes:json_line"


def killed(place: str, number: int, *arguments: str) -> bytes:
    """Run the command until it is killed, and return what it printed."""
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, place, str(number), *arguments],
        stdout=subprocess.PIPE,
        check=False,
        timeout=120,
    )
    assert ended.returncode == -signal.SIGKILL
    return ended.stdout


@pytest.mark.parametrize(
    ("place", "number"),
    [
        (CURSOR_WRITE, 1),
        (LINE, 1),
        (LINE, 3),
        ("newscrawl.cli.changes:os.fsync", 3),
        (CURSOR_WRITE, 2),
    ],
    ids=["before it begins", "before a line", "amid lines", "before a sync", "before the cursor"],
)
def test_a_file_has_each_change_once_wherever_the_command_is_killed(
    command: Command, filled: tuple[Path, object], tmp_path: Path, place: str, number: int
) -> None:
    options = ["changes", "--archive", str(filled[0]), "--cursor", str(tmp_path / "desk.cursor")]
    output = tmp_path / "desk.jsonl"
    output.write_text('{"of": "before"}\n')
    every = command(*options[:-1], str(tmp_path / "another.cursor")).out

    killed(place, number, *options, "-o", str(output))
    ended = [command(*options, "-o", str(output)) for _ in range(2)]

    assert [each.status for each in ended] == [0, 0]
    assert output.read_text() == '{"of": "before"}\n' + every


def test_printed_changes_are_printed_again_where_the_cursor_was_not_kept(
    command: Command, filled: tuple[Path, object], tmp_path: Path
) -> None:
    options = ["changes", "--archive", str(filled[0]), "--cursor", str(tmp_path / "desk.cursor")]

    printed = killed(CURSOR_WRITE, 1, *options).decode()

    assert printed.count("\n") > 3
    assert command(*options).out == printed
    assert command(*options).out == ""


def test_an_unfinished_file_is_ended_before_anything_else(
    command: Command, filled: tuple[Path, object], tmp_path: Path
) -> None:
    options = ["changes", "--archive", str(filled[0]), "--cursor", str(tmp_path / "desk.cursor")]
    output = tmp_path / "desk.jsonl"
    output.write_text("x" * 100)
    killed(LINE, 2, *options, "-o", str(output))

    for other in ([], ["-o", str(tmp_path / "other.jsonl")]):
        ended = command(*options, *other)
        assert (ended.status, ended.out) == (2, "")
        assert f"end it first, with --output {output}" in ended.err
    output.write_text("rotated")
    shorter = command(*options, "-o", str(output))

    assert (shorter.status, output.read_text()) == (2, "rotated")
    assert "had 100 before" in shorter.err


def test_a_cursor_is_of_one_call_at_a_time(
    command: Command, filled: tuple[Path, object], tmp_path: Path
) -> None:
    path = tmp_path / "desk.cursor"
    with (tmp_path / ".desk.cursor.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ended = command("changes", "--archive", str(filled[0]), "--cursor", str(path))

    assert (ended.status, ended.out) == (2, "")
    assert "is used by another call now" in ended.err
    assert not path.exists()


def test_a_cursor_in_no_folder_is_named_with_its_option(
    command: Command, filled: tuple[Path, object], tmp_path: Path
) -> None:
    path = tmp_path / "none" / "desk.cursor"

    ended = command("changes", "--archive", str(filled[0]), "--cursor", str(path))

    assert (ended.status, ended.out) == (2, "")
    assert f"{path} cannot be written: No such file or directory" in ended.err
