"""One archive, reached over TLS, by host names and through a proxy, by every client of ours."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import polars as pl
import pytest

from newscrawl.archive import open_store
from newscrawl.archive.findings import FindingKind
from newscrawl.archive.verify import verify
from newscrawl.errors import ArchiveError, StoreDenied, StoreUnreachable
from newscrawl.reader import Archive
from tests.unit.reader import small_archive
from tests.unit.reader.small_archive import APOLOGY
from tests.web.authority import Authority, make_authority
from tests.web.fronts import NamingProxy, TlsFront
from tests.web.seaweed import DOMAIN, SeaweedFS

pytestmark = [pytest.mark.s3, pytest.mark.integration]


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("authority"), [DOMAIN, f"*.{DOMAIN}"])


@dataclass(frozen=True, kw_only=True)
class Way:
    """A way to the store, which the environment says; the proxy where there is one."""

    proxy: NamingProxy | None


@pytest.fixture(params=["TLS", "host name", "host name, TLS"])
def way(
    request: pytest.FixtureRequest,
    s3: SeaweedFS,
    authority: Authority,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Way]:
    for name in ("NO_PROXY", "ALL_PROXY", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    environment: dict[str, str] = {}
    proxy = None
    with ExitStack() as fronts:
        upstream, scheme = s3.port, "http"
        if "TLS" in request.param:
            tls = fronts.enter_context(TlsFront(s3.port, authority.server))
            environment |= {"AWS_ENDPOINT_URL_S3": tls.url, "AWS_CA_BUNDLE": str(authority.bundle)}
            upstream, scheme = tls.port, "https"
        if "host name" in request.param:
            proxy = fronts.enter_context(NamingProxy(upstream))
            environment |= {
                "AWS_ENDPOINT_URL_S3": f"{scheme}://{DOMAIN}:{upstream}",
                "NEWSCRAWL_S3_ADDRESSING": "virtual",
                f"{scheme}_proxy": proxy.url,
            }
        for name, text in environment.items():
            monkeypatch.setenv(name, text)
        yield Way(proxy=proxy)


def test_every_client_goes_it(s3: SeaweedFS, way: Way, tmp_path: Path) -> None:
    uri = s3.uri(f"{uuid4()}/archive")
    store = open_store(uri)

    store.check()
    standing = small_archive.fill(uri, tmp_path / "spool")

    archive = Archive(uri)
    assert {article.url: article for article in archive.articles()} == standing
    assert archive.snapshot(APOLOGY).body == b"<html>the second text</html>"
    assert archive.sql("SELECT count(*) AS n FROM articles WHERE is_story").to_pylist() == [
        {"n": 3}
    ]
    assert list(verify(store)) == []
    rows = pl.scan_delta(f"{uri}/tables/articles", storage_options=store.delta_options()).collect()
    assert set(rows["url"]) == set(standing)
    found = {finding.kind: finding.told for finding in store.survey()}
    assert found[FindingKind.CLIENTS] == "boto3, Arrow and deltalake reach it"
    if way.proxy:
        assert found[FindingKind.ADDRESSING] == "the bucket in the host name"
        assert found[FindingKind.PROXY] == "127.0.0.1"
        asked = {re.sub(r"[A-Z]+ (?:http://)?([^:/ ]*).*", r"\1", each) for each in way.proxy.asked}
        assert asked == {f"{s3.bucket}.{DOMAIN}"}


@pytest.mark.parametrize(
    ("bundle", "kind", "said"),
    [
        (None, StoreUnreachable, "is not trusted.*set AWS_CA_BUNDLE"),
        ("of another", StoreUnreachable, "is not trusted.*set AWS_CA_BUNDLE"),
        ("missing", StoreDenied, "is no file of certificates; see AWS_CA_BUNDLE"),
    ],
)
def test_an_authority_that_is_not_trusted_is_named(
    s3: SeaweedFS,
    authority: Authority,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    bundle: str | None,
    kind: type[ArchiveError],
    said: str,
) -> None:
    if bundle == "of another":
        monkeypatch.setenv("AWS_CA_BUNDLE", str(make_authority(tmp_path).bundle))
    elif bundle:
        monkeypatch.setenv("AWS_CA_BUNDLE", str(tmp_path / "none.pem"))
    with TlsFront(s3.port, authority.server) as front:
        monkeypatch.setenv("AWS_ENDPOINT_URL_S3", front.url)

        with pytest.raises(kind, match=said):
            open_store(s3.uri("tls")).check()
