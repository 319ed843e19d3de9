"""`make demo-s3`: the same into a real S3 server."""

from pathlib import Path

import pytest

from tests.integration.demo.demo_run import run_demo
from tests.web.outlets import OUTLETS

pytestmark = [pytest.mark.integration, pytest.mark.s3]


def test_the_demo_crawls_into_a_bucket_and_reads_back_from_it(tmp_path: Path) -> None:
    run = run_demo(tmp_path, "--s3")

    assert run.exit_code == 0, run.output
    articles = sum(len(outlet.articles()) for outlet in OUTLETS)
    assert f"{len(OUTLETS)} outlets on loopback, {articles} articles -> s3://" in run.output
    assert "He made it all up" in run.output.split("One of them in full")[1]
    assert "this archive was for show" in run.output
    assert not run.archive.exists()
