from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newscrawl.archive.warc import exchange_members, sha256
from newscrawl.cli.exits import exit_status
from newscrawl.items import Article, Exchange
from tests.unit.reader import small_archive


@dataclass(frozen=True, kw_only=True)
class Ended:
    """What a command printed and ended with."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Command = Callable[..., Ended]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Article]]:
    folder = tmp_path_factory.mktemp("cli")
    standing = small_archive.fill(str(folder / "archive"), folder / "spool")
    return folder / "archive", standing


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs ``newscrawl`` in this process, its output not a terminal."""

    def run(*arguments: str) -> Ended:
        status = exit_status(arguments)
        printed = capsys.readouterr()
        return Ended(status=status, out=printed.out, err=printed.err)

    return run


@pytest.fixture
def newscrawl(command: Command, filled: tuple[Path, object]) -> Command:
    """The same, on the small archive."""

    def run(name: str, *arguments: str) -> Ended:
        return command(name, "--archive", str(filled[0]), *arguments)

    return run


def warc_of(
    pages: Mapping[str, bytes], *, content_type: bytes = b"text/html; charset=utf-8"
) -> bytes:
    """Return a WARC file in which each of ``pages``, by its address, was answered with 200."""
    return b"".join(
        exchange_members(
            Exchange(
                method="GET",
                url=url,
                request_headers=(),
                status=200,
                http_version="HTTP/1.1",
                response_headers=((b"Content-Type", content_type),),
                body=body,
                received_at=datetime(2026, 6, 16, 9, 30, tzinfo=UTC),
            ),
            payload_digest=sha256(body),
            original=None,
            notes={},
        ).members
        for url, body in pages.items()
    )
