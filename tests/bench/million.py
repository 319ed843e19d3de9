"""
python -m tests.bench.million [--rows N] [--sites N] [--folder FOLDER] [--s3]

Makes an archive of so many article rows over three years and 300 brands (or takes the one that
FOLDER holds from an earlier time), and prints what questions cost: stories by brand, kind and 90
days, counts by month, one article by its URL, a word of the last year's texts (as a list, and as
whole records).

Each is asked by the command line, in SQL by the command line, and in Python, each time in a process
of its own, with nothing open: seconds from its start to its end, its own processor time, its peak
of memory; with --s3, what was asked of a SeaweedFS on loopback. Whether the three answer the same,
and of how many row groups a question in Python must read something, is printed too.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from newscrawl.archive import open_store, open_tables
from newscrawl.archive.compacting import compact
from newscrawl.reader import ArticleQuery
from newscrawl.reader.addresses import meant_articles
from newscrawl.reader.scan import Wanted, where_of
from newscrawl.reader.wanted import wanted_rows
from newscrawl.stories.brands import built_in_table
from tests.bench.counting import Counting, counting
from tests.bench.million_archive import make, months_of
from tests.bench.million_rows import LAST_DAY, RARE_WORD, article_url, brands
from tests.web.seaweed import SeaweedFS

PROJECT = Path(__file__).parents[2]
_IN_PYTHON = """
import json, sys
from newscrawl.reader import Archive, ArticleQuery
kind, asked = sys.argv[2], json.loads(sys.argv[3])
archive = Archive(sys.argv[1])
if kind == "records":
    print(archive.to_arrow(ArticleQuery(**asked), json.loads(sys.argv[4])).num_rows)
elif kind == "article":
    print(archive.article(asked["url"]).url)
else:
    print(json.dumps(archive.sql(asked["query"]).to_pylist()))
"""


@dataclass(frozen=True, kw_only=True)
class Question:
    """
    ``command`` and ``sql`` are of the command line; ``python`` what _IN_PYTHON is given.
    ``columns`` are those of a record that are asked for, all where None.
    """

    name: str
    command: Sequence[str]
    sql: str
    python: tuple[str, dict[str, object]]
    columns: Sequence[str] | None = None


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.million")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--sites", type=int, default=60)
    parser.add_argument("--folder", type=Path, help="where the archive is kept for the next time")
    parser.add_argument("--only", type=int, nargs="+", help="the numbers of the questions, from 1")
    parser.add_argument("--s3", action="store_true", help="ask a SeaweedFS on loopback")
    given = parser.parse_args()
    with ExitStack() as stack:
        folder = given.folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        uri = str(folder / "archive")
        if not (folder / "archive").exists():
            began = time.monotonic()
            make(uri, rows=given.rows, sites=given.sites)
            print(f"made in {time.monotonic() - began:.0f} s", flush=True)
            for done in compact(open_store(uri)):
                print(f"{done.table}: {done.rows} rows, {done.before} objects, now {done.after}")
            print(f"compacted after {time.monotonic() - began:.0f} s", flush=True)
        counter = None
        if given.s3:
            weed = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            server = stack.enter_context(SeaweedFS(weed / "weed"))
            os.environ.update(server.environment)
            uri = copied(uri, server.uri("archive"))
            counter = stack.enter_context(counting(urlsplit(server.endpoint).port or 0))
            os.environ["AWS_ENDPOINT_URL_S3"] = counter.endpoint
        for number, question in enumerate(questions(given.rows, given.sites), start=1):
            if not given.only or number in given.only:
                told(question, uri, counter)


def questions(rows: int, sites: int) -> list[Question]:
    since = LAST_DAY - timedelta(days=90)
    brand, kind = brands()[7], "lawsuit"
    part = months_of(sites // 2, rows // sites)[17]
    url = article_url(part, min(43, part.rows - 1))
    year = LAST_DAY - timedelta(days=365)
    by_month = (
        "SELECT strftime(published_at, '%Y-%m') AS month, count(*) AS articles, "
        "count(*) FILTER (is_story) AS stories FROM articles GROUP BY 1 ORDER BY 1"
    )
    word = Question(
        name=f"the word {RARE_WORD}, a year",
        command=["articles", "--text", RARE_WORD, "--since", f"{year:%Y-%m-%d}"],
        sql=(
            f"SELECT count(*) AS n FROM articles WHERE regexp_matches(body, '(?i){RARE_WORD}') "
            f"AND published_at >= '{year:%Y-%m-%d}' AND month >= '{year:%Y-%m}'"
        ),
        python=("records", {"text": RARE_WORD, "since": f"{year:%Y-%m-%d}"}),
        columns=("published_at", "site", "title", "url"),
    )
    return [
        Question(
            name=f"stories of {brand}, {kind}, 90 days",
            command=["stories", "--brand", brand, "--kind", kind, "--since", f"{since:%Y-%m-%d}"],
            sql=(
                "SELECT count(*) AS n FROM articles WHERE is_story AND "
                f"list_contains(kinds, '{kind}') AND list_contains(brands, '{brand}') "
                f"AND published_at >= '{since:%Y-%m-%d}' AND month >= '{since:%Y-%m}'"
            ),
            python=(
                "records",
                {"brand": brand, "kind": kind, "since": f"{since:%Y-%m-%d}", "stories_only": True},
            ),
        ),
        Question(
            name="articles and stories by month",
            command=["sql", by_month, "--format", "jsonl"],
            sql=by_month,
            python=("sql", {"query": by_month}),
        ),
        Question(
            name="one article by its URL",
            command=["show", url],
            sql=f"SELECT url FROM articles WHERE url = '{url}'",
            python=("article", {"url": url}),
        ),
        word,
        replace(word, name=f"{word.name}, whole records", columns=None),
    ]


def told(question: Question, uri: str, counter: Counting | None) -> None:
    print(f"\n{question.name}")
    if question.python[0] != "sql":
        print(f"  opens    {planned(question, uri)}")
    newscrawl = [str(Path(sys.executable).with_name("newscrawl"))]
    place = ("--archive", uri)
    kind, asked = question.python
    columns = ("--columns", ",".join(question.columns)) if question.columns else ()
    python = [
        sys.executable,
        "-c",
        _IN_PYTHON,
        uri,
        kind,
        *map(json.dumps, (asked, question.columns)),
    ]
    answers = {
        "command": ask([*newscrawl, *question.command, *columns, *place], counter),
        "SQL": ask([*newscrawl, "sql", question.sql, "--format", "jsonl", *place], counter),
        "Python": ask(python, counter),
    }
    for how, (cost, _) in answers.items():
        print(f"  {how:8} {cost}", flush=True)
    counted = {how: count_of(how, question, out) for how, (_, out) in answers.items()}
    same = "the same" if len(set(counted.values())) == 1 else "NOT THE SAME"
    print(f"  answers: {counted['command']}, {same} by all three")


def planned(question: Question, uri: str) -> str:
    """Return what of the articles is opened for a question, after names, bounds and statistics."""
    kind, asked = question.python
    tables = open_tables(open_store(uri))
    if kind == "records":
        query = ArticleQuery(**asked)  # type: ignore[arg-type]
        wanted = wanted_rows(query, tables, built_in_table, uri)
    else:
        wanted = Wanted(meant=next(meant_articles(tables, str(asked["url"]))))
    return f"{_opened(tables.articles, where_of(wanted))} of {_opened(tables.articles, None)}"


def _opened(articles: Any, where: Any) -> str:
    chosen = [
        fragment.subset(filter=where, schema=articles.schema).row_groups
        if where is not None
        else fragment.row_groups
        for fragment in articles.get_fragments(where)
    ]
    groups = [group for some in chosen for group in some]
    return f"{len([*filter(None, chosen)])} row objects, {len(groups)} row groups"


def ask(command: Sequence[str], counter: Counting | None) -> tuple[str, str]:
    """Return what the process cost, in words, and what it printed."""
    if counter:
        counter.counts()
    began = time.perf_counter()
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(command, cwd=PROJECT, stdout=out)
        _, status, used = os.wait4(process.pid, 0)
        took = time.perf_counter() - began
        out.seek(0)
        printed = out.read()
    if status:
        raise RuntimeError(f"{command} ended with {status}")
    cost = (
        f"{took:6.2f} s, {used.ru_utime + used.ru_stime:5.2f} s of processor time, "
        f"{used.ru_maxrss / 1024:5.0f} MB"
    )
    if counter:
        counts = counter.counts()
        size = counts.pop("bytes", 0)
        requests = ", ".join(f"{number} {method}" for method, number in sorted(counts.items()))
        cost += f", {size / 1e6:6.1f} MB in {requests}"
    return cost, printed


def count_of(how: str, question: Question, printed: str) -> str:
    """Return the answer in a form that is the same however it was asked."""
    kind, asked = question.python
    if kind == "records":
        if how == "command":
            return str(len(printed.splitlines()))
        return str(json.loads(printed)["n"]) if how == "SQL" else printed.strip()
    if kind == "article":
        return str(str(asked["url"]) in printed)
    rows = json.loads(printed) if how == "Python" else [*map(json.loads, printed.splitlines())]
    return f"{len(rows)} months, {sum(r['articles'] for r in rows)} articles"


def copied(uri: str, target: str) -> str:
    """Copy the archive; the tables' logs name their objects relatively. Return where it is."""
    source, store = open_store(uri), open_store(target)
    for each in [*source.list("")]:
        if "/_delta_log/" in each.key or not each.key.startswith("tables/"):
            store.put(each.key, source.get(each.key))
    tables = open_tables(source)
    for name in ("captures", "articles", "runs"):
        for path in getattr(tables, name).files:
            key = f"tables/{name}/{path}"
            store.put(key, source.get(key))
    return target


if __name__ == "__main__":
    main()
