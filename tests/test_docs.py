"""Whatever can be set or asked is documented, and what the documents say to type works."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from newscrawl.cli.group import COMMANDS
from newscrawl.cli.group import newscrawl as group
from newscrawl.environment import SETTINGS, Setting

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "deploy" / "README.md", ROOT / "deploy" / "stores.md"]
STANDARD_VARIABLES = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE", "AWS_REGION"]

_BLOCK = re.compile(
    r"(?:^<!-- not run: (?P<reason>[^\n]*?) -->\n+)?^```(?P<language>console|python)\n(?P<text>.*?)^```",
    re.MULTILINE | re.DOTALL,
)
_REASONS = ("the outside network", "root")


@dataclass(frozen=True, kw_only=True)
class Block:
    """A fenced block of a document; ``reason`` is why it is not run, None where it is."""

    line: int
    language: str
    text: str
    reason: str | None

    @property
    def commands(self) -> str:
        """The lines after a prompt, with those they go on in; what is printed is left out."""
        typed, goes_on = [], False
        for line in self.text.splitlines():
            if line.startswith("$ ") or goes_on:
                typed.append(line.removeprefix("> ") if goes_on else line[2:])
                goes_on = line.endswith("\\")
        return "\n".join(typed)


def blocks(document: Path) -> list[Block]:
    text = document.read_text("utf-8")
    return [
        Block(
            line=text.count("\n", 0, match.start("text")),
            language=match["language"],
            text=match["text"],
            reason=match["reason"],
        )
        for match in _BLOCK.finditer(text)
    ]


def options_of(name: str) -> list[click.Parameter]:
    command = group.get_command(click.Context(group), name)
    assert command
    return command.params


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_is_in_the_example_with_its_default(setting: Setting) -> None:
    example = (ROOT / "deploy" / "env.example").read_text("utf-8")

    assert f"\n#{setting.name}={setting.default}\n" in example


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_is_in_the_table_with_default_and_meaning(setting: Setting) -> None:
    table = (ROOT / "deploy" / "README.md").read_text("utf-8")
    default = f"`{setting.default}`" if setting.default else ""

    assert f"\n| `{setting.name}` | {default} | {setting.meaning} |\n" in table


def test_the_example_has_the_standard_variables_of_a_store_and_nothing_unknown() -> None:
    example = (ROOT / "deploy" / "env.example").read_text("utf-8")
    names = set(re.findall(r"^#?([A-Z][A-Z0-9_]+)=", example, re.MULTILINE))

    assert set(STANDARD_VARIABLES) <= names
    known = {setting.name for setting in SETTINGS} | {"CRAWL_EVERY_SECONDS"}
    assert {name for name in names if not name.startswith("AWS_")} == known


def test_the_example_can_be_read_as_it_stands() -> None:
    read = subprocess.run(
        ["sh", "-c", "set -eua; . deploy/env.example; env"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )

    assert "NEWSCRAWL_" not in read.stdout  # every line is a default, commented out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_examples(name: str) -> None:
    command = group.get_command(click.Context(group), name)

    assert command
    assert command.name == name
    assert command.short_help
    assert command.help
    assert f"  newscrawl {name}" in command.help.partition("Examples:")[2]


@pytest.mark.parametrize(
    ("name", "option"),
    [(name, option) for name in COMMANDS for option in options_of(name)],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_every_option_has_help(name: str, option: click.Parameter) -> None:
    assert isinstance(option, click.Argument) or getattr(option, "help", None)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"newscrawl {name}" in DOCUMENTS[0].read_text("utf-8")


def test_every_make_target_is_in_the_readme() -> None:
    targets = re.findall(r"^([a-z0-9-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE)

    for target in set(targets) - {"help", "environment", "clean"}:
        assert f"make {target}" in DOCUMENTS[0].read_text("utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_what_needs_the_outside_or_root_is_not_run(document: Path) -> None:
    for block in blocks(document):
        if block.reason is not None:
            assert any(reason in block.reason for reason in _REASONS), f"line {block.line}"
        assert block.language == "python" or block.commands, f"line {block.line}: no prompt in it"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_to_files_that_are_there(document: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", document.read_text("utf-8")):
        assert (document.parent / target).exists(), target


@pytest.mark.integration
@pytest.mark.timeout(600)
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_of_a_document_runs(document: Path, tmp_path: Path) -> None:
    """In the order printed, in a copy of the checkout; `make demo`, the first, fills an archive."""
    to_run = [block for block in blocks(document) if block.reason is None]
    checkout = _like_the_checkout(tmp_path)

    for block in to_run:
        where = f"{document.name}, line {block.line}"
        if block.language == "python":
            _run([sys.executable, "-c", block.text], checkout, where)
        else:
            # `make test` runs this very test: that it exists must do
            script = re.sub(
                r"^make test\b", "make --dry-run test", block.commands, flags=re.MULTILINE
            )
            _run(["bash", "-euo", "pipefail", "-c", script], checkout, where)


def _like_the_checkout(folder: Path) -> Path:
    """
    Return a copy of the checkout: what a command writes, or removes, is not ours.

    Its environment has our programs and is up to date, so that make leaves it alone.
    """
    checkout = folder / "newscrawl"
    shutil.copytree(ROOT, checkout, ignore=_left_out)
    for name in (".venv/.made", ".uv/bin/uv"):
        place = checkout / name
        place.parent.mkdir(parents=True)
        place.touch(mode=0o755)
    for entry in ("bin", "lib", "pyvenv.cfg"):
        (checkout / ".venv" / entry).symlink_to(Path(sys.prefix) / entry)
    return checkout


def _left_out(folder: str, names: list[str]) -> set[str]:
    made_here = {"archive", "spool"} if Path(folder) == ROOT else set()
    return {name for name in names if name.startswith(".") or name == "__pycache__"} | made_here


def _run(command: list[str], checkout: Path, where: str) -> None:
    programs = Path(sys.executable).parent
    environment = {name: os.environ[name] for name in ("HOME", "LANG") if name in os.environ}
    done = subprocess.run(
        command,
        cwd=checkout,
        env={
            **environment,
            "PATH": f"{programs}:{os.environ['PATH']}",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )

    assert done.returncode == 0, f"{where}: {shlex.join(command)}\n{done.stdout[-3000:]}"
