"""compact, vacuum and gc, as someone types them."""

import shutil
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Command


@pytest.fixture
def archive(filled: tuple[Path, object], tmp_path: Path) -> str:
    return str(shutil.copytree(filled[0], tmp_path / "archive"))


def test_compact_says_what_it_did_and_when_there_is_nothing_to_do(
    command: Command, archive: str
) -> None:
    told = command("articles", "--archive", archive).out

    first = command("compact", "--archive", archive)
    second = command("compact", "--archive", archive)

    assert (first.status, first.err) == (0, "")
    assert [line.split(":")[0] for line in first.lines] == ["captures", "articles", "runs"]
    assert second.lines == [f"{archive} is compact"]
    assert command("articles", "--archive", archive).out == told


def test_vacuum_lists_each_file_first_in_a_dry_run(command: Command, archive: str) -> None:
    command("compact", "--archive", archive)

    kept = command("vacuum", "--archive", archive)
    dry = command("vacuum", "--archive", archive, "--retention", "0h", "--dry-run")
    done = command("vacuum", "--archive", archive, "--retention", "0h")
    again = command("vacuum", "--archive", archive, "--retention", "0h")

    assert kept.lines == ["0 files removed, 0 bytes"]
    assert dry.lines[:-1] == done.lines[:-1]
    assert len(dry.lines) > 3
    assert all("replaced by compactions/" in line for line in dry.lines[:-1])
    assert "would be removed" in dry.lines[-1]
    assert again.lines == ["0 files removed, 0 bytes"]
    assert command("verify", "--archive", archive).status == 0


def test_gc_collects_what_no_manifest_names(command: Command, archive: str) -> None:
    orphan = "warc/gadgetpost/2026/11/20261101T093000Z-0123abcd-0001.warc.gz"
    Path(archive, orphan).parent.mkdir(parents=True, exist_ok=True)
    Path(archive, orphan).write_bytes(b"lost")

    young = command("gc", "--archive", archive)
    dry = command("gc", "--archive", archive, "--grace", "0h", "--dry-run")
    done = command("gc", "--archive", archive, "--grace", "0h")

    assert young.lines == ["0 files removed, 0 bytes"]
    assert dry.lines == [f"{orphan}: 4 bytes, no manifest names it", "1 file would be removed, 4 bytes"]  # fmt: skip
    assert done.lines[-1] == "1 file removed, 4 bytes"
    assert not Path(archive, orphan).exists()


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (
            ["vacuum", "--retention", "a week"],
            "'a week' is no age; wanted minutes, hours, days or weeks",
        ),
        (["gc", "--grace", "7"], "'7' is no age"),
        (["compact", "--after", "1"], "1 is not in the range x>=2"),
    ],
    ids=str,
)
def test_wrong_use_is_told(command: Command, arguments: list[str], answer: str) -> None:
    ended = command(*arguments)

    assert ended.status == 2
    assert answer in ended.err


def test_push_of_nothing_makes_no_archive(command: Command, tmp_path: Path) -> None:
    ended = command("push", "--archive", str(tmp_path / "misspelt"), "--spool", str(tmp_path))

    assert (ended.status, ended.err) == (0, "")
    assert not (tmp_path / "misspelt").exists()


@pytest.mark.parametrize("name", ["compact", "vacuum", "gc"])
def test_a_misspelt_place_is_not_made_an_archive(
    command: Command, tmp_path: Path, name: str
) -> None:
    ended = command(name, "--archive", str(tmp_path / "misspelt"))

    assert (ended.status, ended.out) == (1, "")
    assert "there is no archive at" in ended.err
    assert not (tmp_path / "misspelt").exists()
