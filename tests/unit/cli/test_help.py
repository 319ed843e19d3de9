"""The examples that the help gives are right: each is run as printed."""

import re
import shlex
import shutil
from pathlib import Path

import click
import pytest

from newscrawl import settings
from newscrawl.cli.group import COMMANDS
from newscrawl.cli.group import newscrawl as group
from tests.pages.recorded import FOLDER as PAGES
from tests.unit.cli.conftest import Command, warc_of

LIVE = "https://gadgetpost.example/2026/11/recall/"  # no one answers there


def examples() -> list[str]:
    """Return every example of every help text, but those that name a bucket."""
    context = click.Context(group)
    texts = [group.help or ""]
    texts += [group.get_command(context, name).help or "" for name in COMMANDS]  # type: ignore[union-attr]
    blocks = [text.partition("Examples:\n")[2].partition("\n\n")[0] for text in texts]
    lines = [re.sub(r"\n {10,}", " ", block) for block in blocks]
    found = [line.strip() for block in lines for line in block.splitlines() if line.strip()]
    return [line for line in found if "s3://" not in line]


def put_what_extract_reads(folder: Path) -> None:
    page = (PAGES / "theverge" / "aurora-ban.html").read_bytes()
    (folder / "page.html").write_bytes(page)
    (folder / "crawl.warc.gz").write_bytes(warc_of({"https://www.theverge.com/a": page}))


@pytest.mark.parametrize("example", examples())
def test_an_example_is_understood(
    command: Command,
    filled: tuple[Path, object],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    example: str,
) -> None:
    shutil.copytree(filled[0], tmp_path / "archive")
    monkeypatch.setattr(settings, "NEWSCRAWL_ARCHIVE", str(tmp_path / "archive"))
    monkeypatch.setattr(settings, "NEWSCRAWL_SPOOL", str(tmp_path / "spool"))
    monkeypatch.setattr(settings, "NEWSCRAWL_CONTACT", "")
    monkeypatch.chdir(tmp_path)
    put_what_extract_reads(tmp_path)
    program, *arguments = shlex.split(re.split(r" [|>] ", example)[0])

    ended = command(*arguments)

    assert program == "newscrawl"
    # 1: the pages that examples name are not in the small archive
    is_elsewhere = arguments[0] in ("show", "card", "snapshot", "wacz") or arguments[1:2] == [LIVE]
    allowed = {0, 1} if is_elsewhere else {0}
    assert ended.status in allowed, ended.err


def test_there_are_examples_of_every_command() -> None:
    named = {shlex.split(example)[1] for example in examples()}

    assert named == set(COMMANDS)
