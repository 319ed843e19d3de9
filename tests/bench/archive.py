"""
python -m tests.bench.archive [--records N] [--commits N]

Prints what recording and committing cost, each beside the bare library doing the same in the same
run: WARC records a second against warcio and fastwarc, milliseconds a commit and a bare Delta
append, MB/s of an upload against boto3's own. S3 is a SeaweedFS on loopback.
"""

import argparse
import io
import os
import random
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

import boto3
import pyarrow as pa
from deltalake import write_deltalake
from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newscrawl.archive import Store, open_store
from newscrawl.items import RunCounts
from tests.unit.archive.samples import exchange, record, start
from tests.web.seaweed import SeaweedFS

PAGE_BYTES = 60_000
UPLOAD_BYTES = 256 << 20
COUNTS = RunCounts()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.archive")
    parser.add_argument("--records", type=int, default=500)
    parser.add_argument("--commits", type=int, default=30)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        recording(folder, given.records)
        print(f"\ncommits of 10 articles, median of {given.commits}, ms")
        commits("local folder", open_store(str(folder / "archive")), folder, given.commits)
        with SeaweedFS(folder / "weed") as server:
            os.environ.update(server.environment)
            commits("S3", open_store(server.uri("archive")), folder, given.commits)
            uploads(server, folder)


def recording(folder: Path, count: int) -> None:
    """Print rates; newscrawl writes three records a response and its row, and flushes each."""
    html = _page()
    for what, coded in (("plain", False), ("gzip-coded", True)):
        sent = exchange(1, body=html, coded=coded)
        run = start(open_store(str(folder / f"recorded-{what}")), folder / "spool")
        ours = _rate(count, partial(run.record, sent))
        run.finish("finished", COUNTS)
        print(f"\n{what} responses of {len(sent.body)} bytes, a second")
        print(f"  {ours:8.0f}  newscrawl: request, response and metadata records, row, spool")
        print(f"  {_rate(count, _warcio(sent.body)):8.0f}  warcio: response record")
        print(f"  {_rate(count, _fastwarc(sent.body)):8.0f}  fastwarc, level 6: response record")


def commits(where: str, store: Store, folder: Path, count: int) -> None:
    run = start(store, folder / f"spool-{where}")
    taken = []
    for number in range(count):
        for each in range(10):
            run.add(record(run.record(exchange(each)), number * 10 + each))
        taken.append(_seconds(lambda: run.commit(COUNTS)))
    run.finish("finished", COUNTS)
    rows = pa.table({"site": ["gadgetpost"] * 10})
    table, options = f"{store.uri}-bare", store.delta_options()
    write_deltalake(table, rows, storage_options=options)
    bare = [
        _seconds(lambda: write_deltalake(table, rows, mode="append", storage_options=options))
        for _ in range(count)
    ]
    print(
        f"  {median(taken) * 1000:8.1f}  {where}: a commit: WARC, 3 row objects, manifest, 3 tables"
    )
    print(f"  {median(bare) * 1000:8.1f}  {where}: one bare Delta append of 10 rows")


def uploads(server: SeaweedFS, folder: Path) -> None:
    path = folder / "upload"
    path.write_bytes(random.randbytes(1 << 20) * (UPLOAD_BYTES >> 20))
    store, client = open_store(server.uri("uploads")), boto3.client("s3")
    ours, bare = [], []
    for number in range(3):
        ours.append(_seconds(partial(store.put, f"ours/{number}", path)))
        bare.append(
            _seconds(partial(client.upload_file, str(path), server.bucket, f"bare/{number}"))
        )
    print(f"\nupload of {UPLOAD_BYTES >> 20} MiB to S3, MB/s, best of 3")
    print(f"  {UPLOAD_BYTES / min(ours) / 1e6:8.0f}  newscrawl")
    print(f"  {UPLOAD_BYTES / min(bare) / 1e6:8.0f}  boto3 upload_file")


def _warcio(body: bytes) -> Callable[[], object]:
    writer = WARCWriter(io.BytesIO(), gzip=True)

    def write() -> None:
        writer.write_record(
            writer.create_warc_record(
                "https://gadgetpost.example/",
                "response",
                payload=io.BytesIO(body),
                http_headers=StatusAndHeaders("200 OK", [], protocol="HTTP/1.1"),
            )
        )

    return write


def _fastwarc(body: bytes) -> Callable[[], object]:
    stream = GzipWriter(io.BytesIO(), 6)

    def write() -> None:
        written = WarcRecord()
        written.init_headers(WarcRecordType.response)
        written.is_http = True
        written.set_bytes_content(b"HTTP/1.1 200 OK\r\n\r\n" + body)
        written.write(stream, checksum_data=True)
        stream.finish()  # a gzip member a record, as an archive needs it

    return write


def _page() -> bytes:
    """Return text that compresses about as well as a news page does."""
    rng = random.Random(1)
    words = ["".join(rng.choices("etaoinshrdlucmfw", k=rng.randint(2, 9))) for _ in range(2000)]
    text = " ".join(f"<p>{' '.join(rng.choices(words, k=40))}</p>" for _ in range(400))
    return text.encode()[:PAGE_BYTES]


def _rate(count: int, work: Callable[[], object]) -> float:
    return count / _seconds(lambda: [work() for _ in range(count)])


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
