"""The architecture, as tests: who may import whom, and that a site's file states facts only."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
SPIDER_FILES = sorted(
    path for path in (PROJECT / "spiders").glob("*.py") if path.stem != "__init__"
)
PIPELINE_FILES = sorted(
    path for path in (PROJECT / "pipelines").glob("*.py") if path.stem != "__init__"
)


def test_the_import_contracts_hold() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", SPIDER_FILES, ids=lambda path: path.stem)
def test_a_sites_file_has_at_most_25_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 25


@pytest.mark.parametrize("path", SPIDER_FILES, ids=lambda path: path.stem)
def test_a_sites_file_states_facts_only(path: Path) -> None:
    docstring, imports, spider = ast.parse(path.read_text(encoding="utf-8")).body

    assert isinstance(docstring, ast.Expr)
    assert isinstance(imports, ast.ImportFrom)
    assert imports.module == "newscrawl.crawl"
    assert isinstance(spider, ast.ClassDef)
    for fact in spider.body:
        assert isinstance(fact, ast.Assign), ast.unparse(fact)
        ast.literal_eval(_without_sources(fact.value))


@pytest.mark.parametrize("path", SPIDER_FILES, ids=lambda path: path.stem)
def test_a_sites_file_marks_each_fact_confirmed_or_not(path: Path) -> None:
    if path.stem == "site":
        return  # knows no site
    text = path.read_text(encoding="utf-8")
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]

    assert calls
    for source in calls:
        assert "confirmed" in {keyword.arg for keyword in source.keywords}, ast.unparse(source)
    (spider,) = (node for node in ast.parse(text).body if isinstance(node, ast.ClassDef))
    facts = {
        target.id: fact.value
        for fact in spider.body
        if isinstance(fact, ast.Assign)
        for target in fact.targets
        if isinstance(target, ast.Name)
    }
    unconfirmed = ast.literal_eval(facts.pop("unconfirmed"))
    assert isinstance(unconfirmed, tuple)
    assert set(unconfirmed) <= facts.keys() - {"name", "sources"}


@pytest.mark.parametrize("path", PIPELINE_FILES, ids=lambda path: path.stem)
def test_a_stage_is_an_adapter_of_few_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 40


def _without_sources(value: ast.expr) -> ast.expr:
    """Return ``value`` with each source (a call with literals) as the tuple of its arguments."""

    class Literal(ast.NodeTransformer):
        def visit_Call(self, node: ast.Call) -> ast.Tuple:
            parts = [*node.args, *(keyword.value for keyword in node.keywords)]
            return ast.Tuple(elts=parts, ctx=ast.Load())

    literal: ast.expr = Literal().visit(value)
    return literal
