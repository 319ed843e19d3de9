"""What the command says and ends with when something is wrong, or someone leaves."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from newscrawl import __version__
from newscrawl.cli.group import COMMANDS
from tests.unit.cli.conftest import Command
from tests.unit.reader.small_archive import APOLOGY

NEWSCRAWL = str(Path(sys.executable).with_name("newscrawl"))


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (
            ["storeis"],
            "newscrawl: no command 'storeis'; did you mean 'stories'? There are: stories,",
        ),
        (["--verson"], "newscrawl: No such option '--verson'. Did you mean '--version'?"),
        (
            ["stories", "--bran", "x"],
            "newscrawl stories: No such option '--bran'. Did you mean '--brand'?",
        ),
        (
            ["stories", "--limit", "ten"],
            "newscrawl stories: Invalid value for '--limit': 'ten' is not",
        ),
        (["stories", "--format", "xml"], "'xml' is not one of 'table', 'jsonl', 'csv'."),
        (["stories", "extra"], "newscrawl stories: Got unexpected extra argument (extra)"),
        (["show"], "newscrawl show: Missing argument 'URL|ID'."),
        (["stories", "--limit", "99999999999999999999"], "is more than 2147483647"),
        (["extract", "-", "-"], '"-" is standard input, which can be read once'),
        (["changes", "--cursor", ""], "Invalid value for '--cursor': is empty"),
        (["changes", "--cursor", "c", "-o", "c"], "c is the cursor; append the changes to another"),
        (["changes", "--cursor", "c", "-o", "/dev/null"], "/dev/null is no regular file"),
        (["wacz", APOLOGY, "-o", "/dev/null"], "/dev/null is no regular file"),
        (["snapshot", APOLOGY, "-o", "/dev/null"], "/dev/null is no regular file"),
        (["push", "--spool", "/nowhere"], "there is no spool at /nowhere"),
        (["push", "--spool", ""], "Invalid value for '--spool': is empty"),
        (["stories", "--query", "\udcff"], "text '\\udcff' is not UTF-8"),
        (["sql", "SELECT '\udcff'"], "the query is not UTF-8"),
        (["runs", "--limit", "0"], "newscrawl runs: Invalid value for '--limit': 0 is not"),
        (["articles", "--kind", "apolgy"], "newscrawl: no kind 'apolgy'; did you mean 'apology'?"),
        (["articles", "--since", "soon"], "newscrawl: 'soon' is no time; write a date"),
        (["articles", "--since", "1d", "--until", "2d"], "until (2d) is not after since (1d)"),
        (["articles", "--archive", "http://x/"], "archives are not kept under http:"),
        (
            ["articles", "--archive", "s3://key:secret@bucket/"],
            "credentials and options do not belong",
        ),
    ],
    ids=str,
)
def test_wrong_use_gets_one_line_that_says_what_is_right(
    command: Command, arguments: list[str], answer: str
) -> None:
    ended = command(*arguments)

    assert (ended.status, ended.out) == (2, "")
    assert answer in ended.err
    assert ended.err.count("\n") == 1
    assert "secret" not in ended.err


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["articles", "--brand", "xiomi"], "no brand or party 'xiomi'; did you mean 'Xiaomi'?"),
        (["articles", "--site", "gadgetpots"], "did you mean 'gadgetpost'?"),
        (["runs", "--site", "gadgetpots"], "did you mean 'gadgetpost'?"),
        (["reextract", "--site", "gadgetpots"], "did you mean 'gadgetpost'?"),
        (["sql", "DROP VIEW articles"], "write a SELECT, not DROP"),
        (["show", "gadgetpost"], "neither a URL (https://...) nor an article's id"),
        (["snapshot", APOLOGY, "--at", "then"], "'then' is no time"),
    ],
    ids=str,
)
def test_names_that_the_archive_does_not_know_are_wrong_use(
    newscrawl: Command, arguments: list[str], answer: str
) -> None:
    ended = newscrawl(*arguments)

    assert (ended.status, ended.out) == (2, "")
    assert answer in ended.err
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments", [["show", f"{0:016x}"], ["snapshot", "https://gadgetpost.example/never"]], ids=str
)
def test_what_is_not_found_ends_with_1(newscrawl: Command, arguments: list[str]) -> None:
    ended = newscrawl(*arguments)

    assert (ended.status, ended.out) == (1, "")
    assert arguments[1] in ended.err


@pytest.mark.parametrize("name", ["stories", "articles", "runs", "verify", "reextract"])
def test_a_place_without_an_archive_is_not_found(
    command: Command, tmp_path: Path, name: str
) -> None:
    ended = command(name, "--archive", str(tmp_path / "misspelt"))

    assert (ended.status, ended.out) == (1, "")
    assert "there is no archive at" in ended.err


@pytest.mark.parametrize("name", ["stories", "check", "push", "verify"])
def test_a_foreign_folder_is_the_archives_fault(
    command: Command, tmp_path: Path, name: str
) -> None:
    (tmp_path / "holiday.jpg").touch()

    ended = command(name, "--archive", str(tmp_path))

    assert (ended.status, ended.out) == (3, "")
    assert "is no archive" in ended.err
    assert ended.err.count("\n") == 1


def test_a_missing_bucket_of_an_absent_server_is_named_without_traceback(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "AWS_ENDPOINT_URL_S3": "http://127.0.0.1:9",  # the discard port: no one listens
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "not-to-be-printed",
    }

    ended = subprocess.run(
        [NEWSCRAWL, "check", "--archive", "s3://bucket/prefix"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )

    assert ended.returncode == 3
    assert ended.stderr.startswith("newscrawl: ")
    assert ended.stderr.count("\n") == 1
    assert "not-to-be-printed" not in ended.stderr


def test_a_reader_that_leaves_the_pipe_hears_no_complaint(filled: tuple[Path, object]) -> None:
    many = "SELECT repeat('x', 1000) AS line FROM range(10000)"
    with subprocess.Popen(
        [NEWSCRAWL, "sql", "--archive", str(filled[0]), many],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        complaint = process.stderr.read()

    assert complaint == b""
    assert process.returncode == 141


@pytest.mark.parametrize("rows", [1, 10000], ids=["less than a buffer", "more"])
@pytest.mark.parametrize(
    "arguments", [["sql"], ["sql", "--format", "jsonl"]], ids=["table", "jsonl"]
)
def test_a_full_disk_is_named_without_traceback(
    filled: tuple[Path, object], arguments: list[str], rows: int
) -> None:
    query = f"SELECT repeat('x', 1000) AS line FROM range({rows})"
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [NEWSCRAWL, *arguments, "--archive", str(filled[0]), query],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=60,
        )

    assert ended.stderr == "newscrawl: output cannot be written: No space left on device\n"
    assert ended.returncode == 1


def test_a_closed_stdout_is_named_and_a_closed_stderr_is_no_fault(
    filled: tuple[Path, object],
) -> None:
    def run(redirection: str) -> "subprocess.CompletedProcess[str]":
        command = f"{NEWSCRAWL} stories --archive {filled[0]} {redirection}"
        return subprocess.run(
            ["sh", "-c", command], capture_output=True, text=True, check=False, timeout=60
        )

    without_stdout, without_stderr = run(">&-"), run("2>&-")

    assert without_stdout.returncode == 1
    assert without_stdout.stderr == "newscrawl: output cannot be written: stdout is closed\n"
    assert without_stderr.returncode == 0
    assert len(without_stderr.stdout.splitlines()) == 3


def test_a_query_is_read_in_a_locale_that_knows_no_utf_8(filled: tuple[Path, object]) -> None:
    ended = subprocess.run(
        [NEWSCRAWL, "sql", "--archive", str(filled[0]), "SELECT '10 €' AS fee"],
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        capture_output=True,
        check=False,
        timeout=60,
    )

    assert ended.stdout.decode() == '{"fee":"10 €"}\n'


def test_control_c_ends_with_130_without_traceback(filled: tuple[Path, object]) -> None:
    endless = "SELECT count(*) FROM range(100000000000) AS a(x) WHERE x % 7 = sqrt(x)"
    with subprocess.Popen(
        [NEWSCRAWL, "sql", "--archive", str(filled[0]), f"SELECT 1 WHERE ({endless}) > 0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stderr
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=4)
        process.send_signal(signal.SIGINT)
        complaint = process.stderr.read()

    assert complaint.strip() == b""
    assert process.returncode == 130


@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help_lists_every_command(command: Command, flag: str) -> None:
    ended = command(flag)

    assert ended.status == 0
    for name in COMMANDS:
        assert f"\n  {name} " in ended.out


def test_without_a_command_help_is_shown(command: Command) -> None:
    ended = command()

    assert ended.status == 2
    assert ended.out.startswith("Usage: newscrawl")


def test_the_version_is_told(command: Command) -> None:
    assert command("--version").out == f"newscrawl {__version__}\n"


def test_help_loads_no_heavy_library() -> None:
    program = (
        "import sys\n"
        "from newscrawl.cli.exits import exit_status\n"
        "for arguments in (['--help'], ['stories', '--help'], ['reextract', '--help']):\n"
        "    exit_status(arguments)\n"
        "heavy = {'pyarrow', 'duckdb', 'deltalake', 'boto3', 'scrapy', 'lxml', 'rich', 'pandas'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )

    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert told.stderr == "[]\n"
