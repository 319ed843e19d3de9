"""
python -m tests.torture [--short | --kills N --sites N --restarts N] [--seed N] [--share 0.1] [--keep FOLDER]

Crawls a web of growing sites into a real S3 server through an endpoint that spoils a share of the
calls, and kills the crawls at random (SIGKILL); one of them may be started twice, all share one
spool. Meanwhile the tables are compacted, vacuumed and searched for orphans, the server is started
again, the spool's disk fills up, the tables are removed; and a reader looks at all times. Then
nothing may be lost, and nothing be there twice. Exits with 1 and the names of what broke.

The seed settles what is drawn, not how the processes of a busy machine meet.
"""

import argparse
import logging
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from newscrawl.archive import open_store
from newscrawl.archive.tables import TableName
from tests.torture.crawls import environment_of
from tests.torture.disk import be_able_to_mount, small_disk
from tests.torture.judging import Judged
from tests.torture.sites import GrowingSite
from tests.torture.spiders import NAMES
from tests.torture.torturing import GRACE, Torture
from tests.web.faulty_s3 import FaultyS3
from tests.web.seaweed import SeaweedFS
from tests.web.server import serve

_SPOOL_MEGABYTES = 128


def main() -> int:
    options = _options(sys.argv[1:])
    can_mount = be_able_to_mount("tests.torture", sys.argv[1:])
    logging.basicConfig(level=logging.WARNING)
    began = time.monotonic()
    with ExitStack() as stack:
        folder = options.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        (folder / "logs").mkdir(parents=True, exist_ok=True)
        sites = [GrowingSite(name) for name in NAMES[: options.sites]]
        server = stack.enter_context(SeaweedFS(folder / "weed"))
        faulty = stack.enter_context(
            FaultyS3(
                server.endpoint,
                share=options.share,
                seed=options.seed,
                stalls_s=(0.1, 0.5) if options.short else (0.5, 4.0),
                long_stalls=0.0 if options.short else 0.02,
            )
        )
        web = stack.enter_context(serve(sites))
        spool, disk = folder / "spool", None
        if can_mount:
            disk = stack.enter_context(small_disk(spool, megabytes=_SPOOL_MEGABYTES))
        store = {**server.environment, "AWS_ENDPOINT_URL_S3": faulty.endpoint}
        os.environ.update(server.environment)
        torture = Torture(
            wanted=options.kills,
            seed=options.seed,
            sites=sites,
            server=server,
            faulty=faulty,
            direct=open_store(server.uri("archive")),
            environment=environment_of(
                web.proxy_url, store, archive=server.uri("archive"), spool=spool
            ),
            spool=spool,
            disk=disk,
            logs=folder / "logs",
            restarts=options.restarts,
            tend_every_s=10.0 if options.short else 0.5,
            read_every_s=1.5 if options.short else 0.3,
            loses_tables=not options.short,
        )
        torture.run()
        told = {"end": list(_told_at_the_end(torture, settle=not options.short))}
    for line in _table(torture, time.monotonic() - began):
        print(line)
    for line in told["end"]:
        print(line)
    for each in torture.judge.broken:
        print(f"BROKEN: {each}")
    if not torture.judge.broken:
        print("Nothing was lost, nothing is there twice.")
    return 1 if torture.judge.broken else 0


def _told_at_the_end(torture: Torture, *, settle: bool) -> Iterator[str]:
    """Crawl each site once more, without faults; then look at everything. Yields lines to print."""
    broke = torture.judge.broke
    torture.command("push")
    torture.faulty.share = 0.0
    with ThreadPoolExecutor(len(torture.sites)) as pool:
        list(pool.map(torture.crawl, torture.sites))
    left = [path for path in torture.spool.glob("*/*/[!.]*") if path.is_dir()]
    if left:
        broke(f"the spool still holds {len(left)} runs: {left[0]}")
    judged = Judged(torture.direct)
    for fault in judged.faults([*torture.sites], torture.promises):
        broke(fault)
    verified = torture.command("verify")
    orphans = verified.count("orphan: ")
    stored = torture._stored()
    torture.check_grace(torture.command("gc", "--grace", "1m", "--dry-run"), stored)
    if settle:
        time.sleep(GRACE.total_seconds() + 5)
        stored = torture._stored()
        torture.check_grace(torture.command("gc", "--grace", "1m"), stored)
        if "orphan" in (again := torture.command("verify")):
            broke(f"orphans are left: {again}")
        if uploads := list(torture.direct.unfinished()):
            broke(f"uploads are left: {uploads}")
    before = _rows(Judged(torture.direct))
    for name in TableName:
        for each in list(torture.direct.list(f"tables/{name}/_delta_log/")):
            torture.direct.delete(each.key)
    torture.command("runs")
    if _rows(Judged(torture.direct)) != before:
        broke("the tables that were made again from the manifests are others")
    yield f"{'captures, articles, runs':<42}{len(judged.captures)}, {len(judged.articles)}, {len(judged.runs)} rows"
    yield f"{'promised by spools, and kept':<42}{len(torture.promises.captures)} captures, {len(torture.promises.articles)} articles"
    yield f"{'orphans listed at the end':<42}{orphans}"


def _rows(judged: Judged) -> list[list[str]]:
    return [sorted(map(repr, rows)) for rows in (judged.captures, judged.articles, judged.runs)]


def _table(torture: Torture, seconds: float) -> Iterator[str]:
    calls, spoiled = sum(torture.faulty.calls.values()), sum(torture.faulty.spoiled.values())
    told = Counter(torture.judge.endings)
    yield f"\n{'seconds':<42}{seconds:.0f}"
    yield f"{'sites, editions printed':<42}{len(torture.sites)}, {sum(s.edition for s in torture.sites)}"
    yield f"{'crawls killed':<42}{torture.kills}"
    for how, count in sorted(told.items()):
        yield f"  {how:<40}{count}"
    yield f"{'S3 calls, spoiled':<42}{calls}, {spoiled}"
    for fault, count in sorted(torture.faulty.spoiled.items()):
        yield f"  {fault:<40}{count}"
    yield f"{'server started again':<42}{torture.restarted}"
    filled = (
        f"{torture.filled_bytes} bytes" if torture.disk else "not tried: nothing can be mounted"
    )
    yield f"{'spool filled up':<42}{filled}"
    yield f"{'tables removed':<42}{torture.rebuilt}"
    yield f"{'orphans collected':<42}{torture.removed_orphans}"
    yield f"{'readers looked':<42}{dict(torture.readers.samples)}"
    for what, count in torture.readers.unanswered.most_common(6):
        yield f"  {count} x {' '.join(what.split())}"


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--short", action="store_true", help="5 kills, 2 sites, a minute")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--sites", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share", type=float, default=0.1, help="of the calls that are spoiled")
    parser.add_argument("--restarts", type=int, default=5)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep logs and archive there")
    options = parser.parse_args(arguments)
    if options.short:
        options.kills, options.sites, options.restarts = 5, 2, 1
    return options


if __name__ == "__main__":
    sys.exit(main())
