from pathlib import Path

import pytest

from newscrawl.archive import open_store
from newscrawl.errors import ArchiveUriError


@pytest.mark.parametrize(
    ("uri", "wanted"),
    [
        ("/data/news", "/data/news"),
        ("/data/news/", "/data/news"),
        ("file:///data/news", "/data/news"),
        ("file://localhost/data/news", "/data/news"),
        ("file:///data/my%20news", "/data/my news"),
        ("s3://bucket", "s3://bucket"),
        ("s3://bucket/", "s3://bucket"),
        ("s3://my.bucket-1/a/b/", "s3://my.bucket-1/a/b"),
    ],
)
def test_one_spelling_of_a_store(uri: str, wanted: str) -> None:
    assert open_store(uri).uri == wanted


def test_a_bare_name_is_a_folder_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert open_store("archive").uri == str(tmp_path / "archive")
    assert not (tmp_path / "archive").exists()


@pytest.mark.parametrize(
    "uri",
    [
        "",
        "   ",
        " /data",
        "/data\n",
        "http://host/bucket",
        "https://bucket.s3.amazonaws.com/a",
        "postgresql://host/db",
        "s3:bucket",
        "s3://",
        "s3:///prefix",
        "s3://UPPER/a",
        "s3://ab",
        "s3://bucket/a//b",
        "s3://bucket/../b",
        "s3://bucket/a?endpoint=http://x",
        "file://host/data",
        "file:data",
    ],
)
def test_what_names_no_store_is_refused(uri: str) -> None:
    with pytest.raises(ArchiveUriError):
        open_store(uri)


@pytest.mark.parametrize(
    "uri",
    [
        "s3://AKIAKEY:hunter2@bucket/a",
        "s3://bucket/a?secret=hunter2",
        "https://me:hunter2@host/a",
        "s3://bucket/a#hunter2",
    ],
)
def test_credentials_in_a_uri_are_refused_and_not_repeated(uri: str) -> None:
    with pytest.raises(ArchiveUriError) as raised:
        open_store(uri)

    assert "hunter2" not in str(raised.value)
