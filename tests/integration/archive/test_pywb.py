"""
pywb indexes our WARC files as our rows say, and replays what we read back.

It wants other versions of what Scrapy rests on, so it is none of ours: put `wb-manager` and
`wayback` of its package on the PATH to run this.
"""

import json
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError

import polars as pl
import pytest

from newscrawl.reader import Archive
from tests.golden.test_golden import BAN, VERSIONS

MANAGER, WAYBACK = shutil.which("wb-manager"), shutil.which("wayback")

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(MANAGER is None or WAYBACK is None, reason="pywb is not installed"),
]


@pytest.fixture(scope="module", params=VERSIONS, ids=lambda folder: folder.name)
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pywb")
    shutil.copytree(request.param / "archive", folder / "archive")
    return folder / "archive"


@pytest.fixture(scope="module")
def collection(archive: Path) -> Path:
    """Return the folder of a collection that has every WARC file of the archive."""
    for arguments in (["init", "news"], ["add", "news", *archive.glob("warc/**/*.warc.gz")]):
        subprocess.run(
            [str(MANAGER), *map(str, arguments)],
            cwd=archive.parent,
            check=True,
            capture_output=True,
        )
    return archive.parent / "collections/news"


@pytest.fixture(scope="module")
def address(collection: Path) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with subprocess.Popen(
        [str(WAYBACK), "-b", "127.0.0.1", "-p", str(port)],
        cwd=collection.parents[1],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as running:
        try:
            yield f"http://127.0.0.1:{port}/news"
        finally:
            running.terminate()


def test_its_index_has_each_record_where_our_row_says(archive: Path, collection: Path) -> None:
    rows = pl.read_delta(str(archive / "tables/captures")).to_dicts()

    lines = (collection / "indexes/index.cdxj").read_text("utf-8").splitlines()

    indexed = {
        (said["url"], said["filename"], int(said["offset"]), int(said["length"]), said["digest"])
        for said in (json.loads(line.split(" ", 2)[2]) for line in lines)
    }
    assert indexed == {
        (
            row["url"],
            Path(row["warc_key"]).name,
            row["warc_offset"],
            row["warc_bytes"],
            row["payload_digest"],
        )
        for row in rows
    }


@pytest.mark.parametrize("day", ["20260616", "20260617", "20260618"])
def test_it_replays_what_we_read_back_revisits_too(archive: Path, address: str, day: str) -> None:
    at = f"{day[:4]}-{day[4:6]}-{day[6:]}"

    replayed = fetched(f"{address}/{day}120000id_/{BAN}")

    assert replayed == Archive(str(archive)).snapshot(BAN, at=at).body


def fetched(url: str) -> bytes:
    """Return what is served at ``url``, once anything is."""
    until = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(url, timeout=60) as answer:
                return bytes(answer.read())
        except HTTPError:
            raise
        except URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
