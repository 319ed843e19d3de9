"""What a question loads: each begins in a new process, and a library may take longer than it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.reader.small_archive import APOLOGY

# Writers, other stores, crawling, judging, data frames: nothing of a question to a folder.
_NOT_NEEDED = {
    *("boto3", "botocore", "deltalake", "fastwarc", "isal"),
    *("scrapy", "twisted", "lxml", "onnxruntime", "polars", "rich"),
}
_IN_SQL = "SELECT count(*) FROM articles"


@pytest.mark.parametrize(
    "question",
    [
        ["stories", "--brand", "xiaomi", "--kind", "apology", "--since", "2026-01-01"],
        ["articles", "--text", "xiaomi", "--columns", "published_at,title,url"],
        ["articles"],
        ["show", APOLOGY],
        ["sql", _IN_SQL],
        ["runs"],
    ],
    ids=["stories", "a word, listed", "whole records", "one article", "SQL", "runs"],
)
def test_a_question_by_the_command_line_loads_what_it_needs(
    filled: tuple[Path, object], question: list[str]
) -> None:
    loaded = loaded_by(
        "from newscrawl.cli import main",
        f"sys.argv = {['newscrawl', *question, '--archive', str(filled[0])]!r}",
        "try: main()",
        "except SystemExit as ended: assert not ended.code",
    )

    assert loaded & {*_NOT_NEEDED, "pandas"} == set()
    assert "pyarrow" in loaded


@pytest.mark.parametrize(
    "question",
    [
        "[*archive.records(ArticleQuery(text='xiaomi'), ['title'])]",
        "[*archive.articles(ArticleQuery(kind='apology'))]",
        f"archive.article({APOLOGY!r})",
        f"archive.sql({_IN_SQL!r})",
        "[*archive.changes()]",
        "[*archive.runs()]",
    ],
)
def test_a_question_in_python_loads_what_it_needs(
    filled: tuple[Path, object], question: str
) -> None:
    loaded = loaded_by(
        "from newscrawl.reader import Archive, ArticleQuery",
        f"archive = Archive({str(filled[0])!r})",
        f"assert {question}",
    )

    assert loaded & {*_NOT_NEEDED, "click"} == set()
    assert "pyarrow" in loaded


def loaded_by(*statements: str) -> set[str]:
    """Return the packages that are loaded when the statements have run in a process of their own."""
    last = "print(json.dumps(sorted(name for name in sys.modules if sys.modules[name])), file=sys.stderr)"
    program = "\n".join(["import json, sys", *statements, last])
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in json.loads(ended.stderr)}
