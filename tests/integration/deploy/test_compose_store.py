"""The S3 server of the compose file, started with the very command that is in it."""

import os
import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from newscrawl.archive import open_store
from newscrawl.errors import StoreDenied
from tests.web.seaweed import SeaweedFS

COMPOSE = Path(__file__).parents[3] / "deploy" / "compose.yaml"

pytestmark = [pytest.mark.integration, pytest.mark.s3]


class ComposeStore(SeaweedFS):
    """The service ``store``: its command and variables; ours are only folder, address and ports."""

    @property
    def service(self) -> dict[str, object]:
        service: dict[str, object] = yaml.safe_load(COMPOSE.read_text("utf-8"))["services"]["store"]
        return service

    def _command(self, data: Path) -> list[str]:
        program, *_ = super()._command(data)
        options = str(self.service["command"]).split()
        ours = {"-dir": str(data), "-ip": "127.0.0.1", "-ip.bind": "127.0.0.1"}
        given = [f"{name}={ours.get(name, value)}" for name, _, value in _pairs(options)]
        ports = [f"-{name}={port}" for name, port in self._ports.items()]
        sockets = [f"-{what}.localSocket={self._sockets}/{what}" for what in ("s3", "filer")]
        return [program, options[0], *given, *ports, *sockets]

    def _server_environment(self) -> dict[str, str]:
        keys = {"AWS_ACCESS_KEY_ID": self.access_key, "AWS_SECRET_ACCESS_KEY": self.secret_key}
        stated = self.service["environment"]
        assert isinstance(stated, dict)
        values = {
            name: re.sub(r"\$\{(\w+)[^}]*\}", lambda match: keys[match[1]], value)
            for name, value in stated.items()
        }
        return {"PATH": os.environ["PATH"], "HOME": str(self.folder), **values}


def _pairs(options: list[str]) -> Iterator[tuple[str, str, str]]:
    for option in options[1:]:
        yield option.partition("=")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ComposeStore]:
    with ComposeStore(tmp_path_factory.mktemp("compose"), bucket="newscrawl") as server:
        yield server


@pytest.fixture
def environment(store: ComposeStore, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in store.environment.items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("environment")
def test_it_is_a_store_that_an_archive_can_rest_on() -> None:
    archive = yaml.safe_load(COMPOSE.read_text("utf-8"))["services"]["crawl"]["environment"][
        "NEWSCRAWL_ARCHIVE"
    ]

    open_store(archive).check()

    assert open_store(archive).exists("FORMAT.json")


@pytest.mark.usefixtures("environment")
def test_it_refuses_who_has_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "another")

    with pytest.raises(StoreDenied):
        open_store("s3://newscrawl/archive").check()


def test_its_health_check_asks_what_it_answers(store: ComposeStore) -> None:
    healthcheck = store.service["healthcheck"]
    assert isinstance(healthcheck, dict)
    path = healthcheck["test"][1].partition(":8333")[2]
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    with direct.open(store.endpoint + path, timeout=10) as answer:
        assert answer.status == 200
