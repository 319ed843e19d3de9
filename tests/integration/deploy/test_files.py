"""The deploy files are well formed, run our entry point, and hold no secret."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from newscrawl.environment import SETTINGS
from spiders.phonearena import PhoneArenaSpider

ROOT = Path(__file__).parents[3]
DEPLOY = ROOT / "deploy"
KUBERNETES = sorted((DEPLOY / "kubernetes").glob("*.yaml"))
CRONJOBS = [path for path in KUBERNETES if path.name.startswith("cronjob")]
UNITS = sorted((DEPLOY / "systemd").iterdir())
KNOWN_VARIABLES = {setting.name for setting in SETTINGS}


def documents(path: Path) -> list[dict[str, Any]]:
    return [each for each in yaml.safe_load_all(path.read_text("utf-8")) if each]


def compose() -> dict[str, Any]:
    (document,) = documents(DEPLOY / "compose.yaml")
    return document


def cronjob(path: Path) -> dict[str, Any]:
    return next(each for each in documents(path) if each["kind"] == "CronJob")


def container(path: Path) -> dict[str, Any]:
    (only,) = cronjob(path)["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"]
    assert isinstance(only, dict)
    return only


def unit(name: str) -> dict[str, list[str]]:
    """Return the values of a unit file by key, in order; keys may repeat."""
    values: dict[str, list[str]] = {}
    for line in (DEPLOY / "systemd" / name).read_text("utf-8").splitlines():
        if line and line[0] not in "#[":
            key, _, value = line.partition("=")
            values.setdefault(key, []).append(value)
    return values


def test_compose_fits_its_schema() -> None:
    checked = subprocess.run(
        [
            Path(sys.executable).with_name("check-jsonschema"),
            "--builtin-schema=vendor.compose-spec",
            DEPLOY / "compose.yaml",
        ],
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stdout


def test_compose_crawls_on_a_schedule_into_its_store_with_a_spool_that_stays() -> None:
    crawl, store = compose()["services"]["crawl"], compose()["services"]["store"]

    assert crawl["command"][0] == "crawl-every"
    assert crawl["environment"]["AWS_ENDPOINT_URL_S3"] == "http://store:8333"
    bucket = crawl["environment"]["NEWSCRAWL_ARCHIVE"].split("/")[2]
    assert f"-bucket={bucket}" in store["command"].split()
    assert f"spool:{crawl['environment']['NEWSCRAWL_SPOOL']}" in crawl["volumes"]
    assert crawl["depends_on"]["store"]["condition"] == "service_healthy"
    assert "ports" not in store


def test_compose_builds_the_container_file() -> None:
    build = compose()["services"]["crawl"]["build"]

    assert (DEPLOY / build["context"] / build["dockerfile"]).resolve() == DEPLOY / "Containerfile"


def test_the_container_file_copies_what_there_is_and_crawls_without_rights() -> None:
    lines = (DEPLOY / "Containerfile").read_text("utf-8").replace("\\\n", " ").splitlines()
    steps = [line.split(maxsplit=1) for line in lines if line and not line.startswith("#")]
    copied = [rest.split()[:-1] for step, rest in steps if step == "COPY" and "--from" not in rest]

    for source in (name for names in copied for name in names):
        assert (ROOT / source).exists(), source
    assert [rest for step, rest in steps if step == "USER"] == ["10001:10001"]
    assert steps[-1] == ["CMD", '["scrapy", "crawl-all"]']
    assert sum(step == "FROM" for step, _ in steps) == 2
    assert all("--frozen" in rest for _, rest in steps if "uv sync" in rest)


def test_the_builder_is_sent_all_that_the_container_file_copies() -> None:
    sent = {
        line[1:]
        for line in (DEPLOY / "Containerfile.dockerignore").read_text("utf-8").splitlines()
        if line.startswith("!")
    }
    copied = {
        name.strip("./")
        for line in (DEPLOY / "Containerfile").read_text("utf-8").splitlines()
        if line.startswith("COPY") and "--from" not in line
        for name in line.split()[1:-1]
    }

    assert copied == sent


@pytest.mark.parametrize("path", KUBERNETES, ids=lambda path: path.name)
def test_kubernetes_objects_have_what_the_api_requires(path: Path) -> None:
    versions = {"CronJob": "batch/v1", "PersistentVolumeClaim": "v1", "ConfigMap": "v1"}
    for each in documents(path):
        assert each["apiVersion"] == versions[each["kind"]]
        assert re.fullmatch(r"[a-z0-9]([-a-z0-9]{0,50}[a-z0-9])?", each["metadata"]["name"])
        if each["kind"] == "ConfigMap":
            assert all(isinstance(value, str) for value in each["data"].values())
        else:
            assert each["spec"]


@pytest.mark.parametrize("path", CRONJOBS, ids=lambda path: path.name)
def test_cronjobs_never_overlap_and_are_retried_by_the_next(path: Path) -> None:
    spec = cronjob(path)["spec"]
    pod = spec["jobTemplate"]["spec"]["template"]["spec"]

    assert re.fullmatch(r"\d+ \* \* \* \*", spec["schedule"])
    assert spec["concurrencyPolicy"] == "Forbid"
    assert spec["jobTemplate"]["spec"]["backoffLimit"] == 0
    assert pod["restartPolicy"] == "Never"
    assert pod["terminationGracePeriodSeconds"] >= 60


@pytest.mark.parametrize("path", CRONJOBS, ids=lambda path: path.name)
def test_cronjobs_run_without_rights_and_take_keys_by_reference(path: Path) -> None:
    pod = cronjob(path)["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    crawl = container(path)
    claims = {each["metadata"]["name"] for each in documents(path) if "Claim" in each["kind"]}
    mounts = {mount["name"]: mount["mountPath"] for mount in crawl["volumeMounts"]}
    (settings,) = documents(DEPLOY / "kubernetes" / "settings.yaml")

    assert pod["securityContext"]["runAsNonRoot"] is True
    assert crawl["securityContext"]["allowPrivilegeEscalation"] is False
    assert crawl["securityContext"]["capabilities"] == {"drop": ["ALL"]}
    assert {"name": "newscrawl"} in [source.get("configMapRef") for source in crawl["envFrom"]]
    assert any("secretRef" in source for source in crawl["envFrom"])
    assert "env" not in crawl
    assert mounts["spool"] == settings["data"]["NEWSCRAWL_SPOOL"]
    assert {volume["name"] for volume in pod["volumes"]} == set(mounts)
    (claim,) = (each["persistentVolumeClaim"] for each in pod["volumes"] if each["name"] == "spool")
    assert claim["claimName"] in claims


def test_one_cronjob_is_for_all_sites_and_one_for_one() -> None:
    commands = {path.name: container(path)["args"] for path in CRONJOBS}

    assert commands == {
        "cronjob.yaml": ["scrapy", "crawl-all"],
        "cronjob-site.yaml": ["scrapy", "crawl", PhoneArenaSpider.name],
    }


def test_the_example_of_one_site_names_it_in_as_many_places_as_it_says() -> None:
    text = (DEPLOY / "kubernetes" / "cronjob-site.yaml").read_text("utf-8")
    head, _, objects = text.partition("apiVersion")

    assert "the four places that say phonearena" in " ".join(head.replace("#", "").split())
    assert objects.count("phonearena") == 4


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_systemd_finds_no_fault_with_the_units(path: Path, tmp_path: Path) -> None:
    for each in UNITS:
        text = each.read_text("utf-8").replace("/opt/newscrawl/.venv/bin", str(tmp_path))
        (tmp_path / each.name).write_text(text)
    (tmp_path / "scrapy").symlink_to(Path(sys.executable).with_name("scrapy"))
    name = path.name.replace("@.", "@phonearena.")

    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / name)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
    )

    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("newscrawl.service", "/opt/newscrawl/.venv/bin/scrapy crawl-all"),
        ("newscrawl@.service", "/opt/newscrawl/.venv/bin/scrapy crawl %i"),
    ],
)
def test_services_run_the_entry_point_once_hardened_with_a_spool_that_stays(
    name: str, command: str
) -> None:
    service = unit(name)

    assert service["ExecStart"] == [command]
    assert service["Type"] == ["oneshot"]
    assert service["StateDirectory"] == ["newscrawl"]
    assert any("NEWSCRAWL_SPOOL=/var/lib/newscrawl/spool" in v for v in service["Environment"])
    assert service["EnvironmentFile"] == ["/etc/newscrawl.env"]
    for key, value in {
        "DynamicUser": "yes",
        "User": "newscrawl",
        "NoNewPrivileges": "yes",
        "ProtectSystem": "strict",
        "ProtectHome": "yes",
        "PrivateTmp": "yes",
        "CapabilityBoundingSet": "",
    }.items():
        assert service[key] == [value], key


@pytest.mark.parametrize("name", ["newscrawl.timer", "newscrawl@.timer"])
def test_timers_catch_up_and_are_enabled_at_boot(name: str) -> None:
    timer = unit(name)

    assert timer["OnCalendar"] == ["hourly"]
    assert timer["Persistent"] == ["yes"]
    assert timer["WantedBy"] == ["timers.target"]


def test_no_file_sets_a_variable_that_does_not_exist_or_holds_a_secret() -> None:
    for path in DEPLOY.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            text = path.read_text("utf-8")
            assert set(re.findall(r"\bNEWSCRAWL_[A-Z0-9_]+", text)) <= KNOWN_VARIABLES, path
            for value in re.findall(r"AWS_SECRET_ACCESS_KEY[=:][ ]*(\S*)", text):
                assert value in ("", "...") or value.startswith("${"), path
