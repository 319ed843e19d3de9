"""The other commands of ``scrapy`` in this project."""

import ast
import json
import re
import subprocess

import pytest

from tests.integration.crawl.conftest import Desk
from tests.web.crawling import PROGRAMS, PROJECT
from tests.web.messages import text_reply

pytestmark = pytest.mark.integration


def scrapy(desk: Desk, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    desk.web.requests.clear()
    return subprocess.run(
        [str(PROGRAMS / "scrapy"), *arguments],
        cwd=PROJECT,
        env=desk.environment(**more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_crawl_all_crawls_each_site_and_ends_with_the_worst_code(desk: Desk) -> None:
    desk.paper.answers["/rumoured-feed"] = text_reply("out of order", status=500)

    done = scrapy(desk, "crawl-all", "paper", "broken", "rumour", "-a", "max_articles=1", "-j", "3")

    assert done.returncode == 1, done.stderr
    overview = done.stderr[done.stderr.rindex("site  ") :]
    codes = {line.split()[0]: line.split()[1] for line in overview.splitlines()[1:4] if line}
    assert codes["paper"] == "0"
    assert codes["broken"] == "1"
    assert "3 sites, exit code 1" in overview
    assert "paper: " in done.stderr
    assert {row["site"] for row in desk.table("runs")} == {"paper", "broken", "rumour"}


def test_crawl_all_writes_the_summary_that_it_is_asked_for_and_passes_nolog_on(desk: Desk) -> None:
    path = desk.folder / "summary.json"

    done = scrapy(desk, "crawl-all", "paper", "--nolog", "-s", f"NEWSCRAWL_SUMMARY={path}")

    assert done.returncode == 0, done.stderr
    summary = json.loads(path.read_text(encoding="utf-8"))
    assert summary["exit_code"] == 0
    assert [site["summary"]["counts"]["new"] for site in summary["sites"]] == [4]
    assert "paper: " not in done.stderr


def test_crawl_all_says_that_its_summary_cannot_be_written(desk: Desk) -> None:
    nowhere = desk.folder / "nowhere" / "summary.json"

    done = scrapy(desk, "crawl-all", "paper", NEWSCRAWL_SUMMARY=str(nowhere))

    assert done.returncode == 2, done.stderr
    assert f"NEWSCRAWL_SUMMARY={nowhere} cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert "1 sites, exit code 0" in done.stderr


def test_crawl_all_refuses_an_option_that_sites_cannot_share(desk: Desk) -> None:
    done = scrapy(desk, "crawl-all", "paper", "--logfile", str(desk.folder / "log"))

    assert done.returncode == 2
    assert done.stderr.startswith("scrapy crawl-all: --logfile is for one site")
    assert desk.requested == []


def test_crawl_all_refuses_a_site_that_does_not_exist(desk: Desk) -> None:
    done = scrapy(desk, "crawl-all", "papr")

    assert done.returncode == 2
    assert done.stderr.startswith("scrapy crawl-all: no spider 'papr'; did you mean 'paper'?")
    assert desk.requested == []


def test_list_names_every_site(desk: Desk) -> None:
    done = scrapy(desk, "list")

    assert done.returncode == 0, done.stderr
    names = done.stdout.split()
    assert {"phonearena", "9to5mac", "site", "paper"} <= set(names)
    assert len(names) == len(set(names))


def test_check_and_shell_look_and_leave_no_trace(desk: Desk) -> None:
    check = scrapy(desk, "check")
    shell = scrapy(
        desk, "shell", "--spider", "paper", desk.paper.url("/feed"), "-c", "response.status"
    )

    assert check.returncode == 0, check.stderr
    assert shell.returncode == 0, shell.stderr
    assert shell.stdout.strip().endswith("200")
    assert not desk.archive.exists()
    assert not (desk.folder / "spool").exists()


def test_robots_txt_holds_for_whoever_only_looks(desk: Desk) -> None:
    scrapy(desk, "fetch", "--spider", "paper", desk.paper.url("/private/1"))

    assert desk.requested == ["/robots.txt"]
    assert not desk.archive.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["parse", "http://paper.example/news/1"], "scrapy crawl site -a url=http://paper"),
        (["parse", "--spider=paper", "http://paper.example/news/1"], "scrapy crawl site -a url="),
        (["runspider", "one.py", "-s", "ROBOTSTXT_OBEY=False"], "put one.py into spiders/"),
    ],
    ids=["parse", "parse with a spider", "runspider"],
)
def test_a_command_without_a_run_is_refused_in_a_line(
    desk: Desk, arguments: list[str], said: str
) -> None:
    done = scrapy(desk, *arguments)

    assert done.returncode == 2
    assert done.stderr.startswith(f"scrapy {arguments[0]}: ")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert desk.requested == []


def test_a_generated_site_has_the_shape_of_the_readmes(desk: Desk) -> None:
    package = desk.folder / "mine"
    package.mkdir()
    (package / "__init__.py").touch()
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n([^`]*class GadgetPostSpider[^`]*)```", readme)

    done = scrapy(
        *(desk, "genspider", "gadgetpost2", "gadgetpost.example", "-s", "NEWSPIDER_MODULE=mine"),
        PYTHONPATH=str(desk.folder),
    )

    assert done.returncode == 0, done.stderr
    generated = (package / "gadgetpost2.py").read_text(encoding="utf-8")
    assert _facts(generated) == _facts(example)
    assert 'domains = ("gadgetpost.example",)' in generated
    namespace: dict[str, type] = {}
    exec(compile(generated, "gadgetpost2.py", "exec"), namespace)
    assert namespace["Gadgetpost2Spider"].known_site().name == "gadgetpost2"  # type: ignore[attr-defined]


def _facts(code: str) -> list[str]:
    (spider,) = (node for node in ast.parse(code).body if isinstance(node, ast.ClassDef))
    return [ast.unparse(fact).partition(" =")[0] for fact in spider.body]
