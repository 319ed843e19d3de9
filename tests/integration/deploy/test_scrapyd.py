"""A real scrapyd: the egg is built, deployed and scheduled as deploy/README.md says, and crawls."""

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Iterator
from configparser import ConfigParser
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from newscrawl.reader import Archive, ArticleQuery
from tests.integration.deploy.installed import environment_without_us, plain_environment
from tests.web.crawling import crawl_environment, web_process

ROOT = Path(__file__).parents[3]
DEPLOY = ROOT / "deploy" / "scrapyd"
LONGEST_WAIT_S = 120

pytestmark = pytest.mark.integration


def built_egg(folder: Path, name: str = "newscrawl.egg") -> Path:
    egg = folder / name
    subprocess.run([sys.executable, DEPLOY / "build_egg.py", egg], check=True)
    return egg


def test_the_egg_holds_our_packages_with_their_data_and_nothing_else(tmp_path: Path) -> None:
    names = zipfile.ZipFile(built_egg(tmp_path)).namelist()

    assert {name.partition("/")[0] for name in names} == {
        "newscrawl",
        "spiders",
        "pipelines",
        "EGG-INFO",
    }
    assert {"newscrawl/stories/brands.toml", "EGG-INFO/entry_points.txt"} <= set(names)
    assert not [name for name in names if "__pycache__" in name]


def test_the_same_checkout_gives_the_same_egg(tmp_path: Path) -> None:
    assert built_egg(tmp_path, "a.egg").read_bytes() == built_egg(tmp_path, "b.egg").read_bytes()


@pytest.mark.parametrize("arguments", [[], ["newscrawl.zip"], ["a.egg", "b.egg"]], ids=str)
def test_wrong_use_of_the_builder_is_refused(arguments: list[str], tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, DEPLOY / "build_egg.py", *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode != 0
    assert "name the file to write" in ended.stderr
    assert not list(tmp_path.iterdir())


class Scrapyd:
    """A scrapyd that answers, and its API."""

    def __init__(self, url: str) -> None:
        self.url = url

    def ask(self, service: str, **arguments: str) -> dict[str, Any]:
        """GET without arguments, else POST, but for the list services."""
        query = urllib.parse.urlencode(arguments)
        address, data = f"{self.url}{service}", query.encode() or None
        if service.startswith("list"):
            address, data = f"{address}?{query}", None
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with direct.open(address, data, timeout=60) as answer:
            told: dict[str, Any] = json.load(answer)
        return told

    def finished(self, job: str) -> dict[str, Any]:
        """Return the job once it has finished."""
        until = time.monotonic() + LONGEST_WAIT_S
        while time.monotonic() < until:
            jobs = self.ask("listjobs.json", project="newscrawl")
            for each in jobs["finished"]:
                if each["id"] == job:
                    return dict(each)
            time.sleep(0.2)
        raise TimeoutError(f"job {job} did not finish: {jobs}")


@contextmanager
def running_scrapyd(folder: Path, environment: dict[str, str], programs: Path) -> Iterator[Scrapyd]:
    """Start scrapyd with our configuration, on a port that is free now."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    configuration = ConfigParser()
    configuration.read(DEPLOY / "scrapyd.conf")
    configuration["scrapyd"].update({"http_port": str(port), "poll_interval": "0.2"})
    with (folder / "scrapyd.conf").open("w") as target:
        configuration.write(target)
    server = Scrapyd(f"http://127.0.0.1:{port}/")
    with (folder / "scrapyd.log").open("wb") as log:
        process = subprocess.Popen(
            [programs / "python", "-m", "scrapyd"],
            cwd=folder,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_it_answers(server, process, folder)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_until_it_answers(server: Scrapyd, process: subprocess.Popen[bytes], folder: Path) -> None:
    until = time.monotonic() + LONGEST_WAIT_S
    while time.monotonic() < until and process.poll() is None:
        try:
            if server.ask("daemonstatus.json")["status"] == "ok":
                return
        except urllib.error.URLError:
            time.sleep(0.2)
    raise RuntimeError((folder / "scrapyd.log").read_text())


def test_an_egg_is_deployed_scheduled_and_crawls_into_the_archive(tmp_path: Path) -> None:
    archive = str(tmp_path / "archive")
    programs = environment_without_us(tmp_path / "venv")
    outlets = tmp_path / "outlets-on-the-path"
    outlets.mkdir()
    (outlets / "outlets").symlink_to(ROOT / "tests" / "web" / "spiders")
    server_folder = tmp_path / "scrapyd"
    server_folder.mkdir()

    with web_process() as web:
        crawling = crawl_environment(web.proxy_url, archive=archive, spiders="outlets")
        environment = plain_environment(
            http_proxy=web.proxy_url,
            PYTHONPATH=str(outlets),
            NEWSCRAWL_SPOOL=str(tmp_path / "spool"),
            **{name: value for name, value in crawling.items() if name.startswith("NEWSCRAWL_")},
        )
        with running_scrapyd(server_folder, environment, programs) as server:
            (server_folder / "scrapy.cfg").write_text(
                f"[settings]\ndefault = newscrawl.settings\n"
                f"[deploy]\nurl = {server.url}\nproject = newscrawl\n"
            )
            deployed = subprocess.run(
                [
                    Path(sys.executable).with_name("scrapyd-deploy"),
                    "--egg",
                    built_egg(tmp_path),
                    "--version",
                    "1",
                ],
                cwd=server_folder,
                capture_output=True,
                text=True,
                check=True,
            )
            spiders = server.ask("listspiders.json", project="newscrawl")["spiders"]
            job = server.ask(
                "schedule.json",
                project="newscrawl",
                spider="gadgetpost",
                max_articles="5",
                setting="NEWSCRAWL_COMMIT_ARTICLES=2",
            )["jobid"]
            server.finished(job)

    log = (server_folder / "logs" / "newscrawl" / "gadgetpost" / f"{job}.log").read_text()
    assert '"status": "ok"' in deployed.stdout
    assert {"gadgetpost", "phonearena", "site"} <= set(spiders)
    (run,) = Archive(archive).runs()
    assert (run.site, run.outcome) == ("gadgetpost", "finished"), log
    assert run.articles == 5
    assert run.arguments["max_articles"] == "5"
    assert len(list(Archive(archive).articles(ArticleQuery(site="gadgetpost")))) == 5
    # what ran was the egg: nothing else of ours can be found from there
    found = subprocess.run(
        [programs / "python", "-c", "import newscrawl"],
        check=False,
        cwd=server_folder,
        env=environment,
    )
    assert found.returncode == 1
