"""What the image, the timer and the cron job run: the same command, in the same surroundings."""

import json
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from newscrawl.reader import Archive
from tests.integration.deploy.installed import environment_without_us, plain_environment
from tests.web.crawling import crawl_environment, web_process

ROOT = Path(__file__).parents[3]
DEPLOY = ROOT / "deploy"

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the container file leaves /app, with the outlets' spiders beside it."""
    app = tmp_path_factory.mktemp("image") / "app"
    programs = environment_without_us(app / ".venv")
    (site_packages,) = app.glob(".venv/lib/python*/site-packages")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "newscrawl", site_packages / "newscrawl", ignore=ignored)
    for line in (DEPLOY / "Containerfile").read_text("utf-8").splitlines():
        if line.startswith("COPY") and "/app/" in line and "--from" not in line:
            _, source, target = line.split()
            place = app / target.removeprefix("/app/")
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, place, ignore=ignored)
            else:
                shutil.copy(ROOT / source, place / source if place.is_dir() else place)
    shutil.copytree(ROOT / "tests" / "web" / "spiders", app / "outlets", ignore=ignored)
    _write_program(programs, "scrapy", "scrapy.cmdline", "execute")
    _write_program(programs, "newscrawl", "newscrawl.cli", "main")
    return app


def _write_program(programs: Path, name: str, module: str, function: str) -> None:
    """As an installer writes the programs of a package."""
    program = programs / name
    program.write_text(
        f"#!{programs}/python\nimport sys\nfrom {module} import {function}\nsys.exit({function}())\n"
    )
    program.chmod(0o755)


def test_the_image_has_all_that_our_code_needs(image: Path, tmp_path: Path) -> None:
    listed = subprocess.run(
        [image / ".venv/bin/scrapy", "list"],
        cwd=image,
        env=plain_environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    where = subprocess.run(
        [image / ".venv/bin/python", "-c", "import newscrawl; print(newscrawl.__file__)"],
        cwd=tmp_path,
        env=plain_environment(),
        capture_output=True,
        text=True,
        check=True,
    )

    assert {"phonearena", "site"} <= set(listed.stdout.split())
    assert where.stdout.startswith(str(image))


@pytest.mark.parametrize(
    ("told_to_stop_after", "outcome"),
    # the first line is told when its run has begun; the other site's may not have by then
    [("2 sites, exit code 0", "finished"), ("gadgetpost: ", "shutdown")],
    ids=["while it rests", "while it crawls"],
)
def test_the_image_crawls_on_its_schedule_and_stops_when_told(
    image: Path, tmp_path: Path, told_to_stop_after: str, outcome: str
) -> None:
    service = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]["crawl"]
    entry_point = json.loads((DEPLOY / "Containerfile").read_text("utf-8").rpartition("CMD ")[2])
    archive = str(tmp_path / "archive")
    with web_process() as web:
        environment = _environment(image, web.proxy_url, archive, tmp_path / "spool")
        with subprocess.Popen(
            [DEPLOY / service["command"][0], "3600", *entry_point, "gadgetpost", "netzfunk"],
            cwd=image,
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
        ) as schedule:
            assert schedule.stderr
            told = next(line for line in schedule.stderr if line.startswith(told_to_stop_after))
            schedule.send_signal(signal.SIGTERM)
            schedule.stderr.read()

    runs = list(Archive(archive).runs())
    assert told
    if outcome == "finished":
        assert [run.outcome for run in runs] == ["finished", "finished"]
    else:  # one of the two may have had its end already
        assert "shutdown" in {run.outcome for run in runs}


def test_the_image_reads_what_it_crawled(image: Path, tmp_path: Path) -> None:
    with web_process() as web:
        environment = _environment(image, web.proxy_url, str(tmp_path / "a"), tmp_path / "spool")
        subprocess.run(
            [image / ".venv/bin/scrapy", "crawl", "gadgetpost"],
            cwd=image,
            env=environment,
            capture_output=True,
            check=True,
        )

    told = subprocess.run(
        [image / ".venv/bin/newscrawl", "stories", "--format", "table"],
        cwd=image,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    assert "Xiaomi" in told.stdout
    assert told.stderr == ""


def _environment(image: Path, proxy_url: str, archive: str, spool: Path) -> dict[str, str]:
    """Return the image's environment, the loopback web for the internet."""
    crawling = crawl_environment(proxy_url, archive=archive, spiders="outlets")
    ours = {name: value for name, value in crawling.items() if name.startswith("NEWSCRAWL_")}
    path = f"{image}/.venv/bin:/usr/bin:/bin"
    environment = plain_environment(http_proxy=proxy_url, **ours)
    return environment | {"PATH": path, "NEWSCRAWL_SPOOL": str(spool)}


def test_what_systemd_runs_is_a_program_of_the_checkout() -> None:
    """The unit's command, with the checkout for /opt/newscrawl."""
    text = (DEPLOY / "systemd" / "newscrawl.service").read_text("utf-8")
    command = shlex.split(text.partition("ExecStart=")[2].partition("\n")[0])
    program = command[0].replace("/opt/newscrawl/.venv/bin", str(Path(sys.executable).parent))

    helped = subprocess.run(
        [program, *command[1:], "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert "Crawl all sites" in helped.stdout
