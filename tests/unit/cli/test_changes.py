import json
import os
import subprocess
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
