import os
import threading
from pathlib import Path

import pytest

from newscrawl.archive import Store, open_store
from newscrawl.errors import (
    ArchiveError,
    FormatMismatch,
    KeyExists,
    NoSuchKey,
    StoreDenied,
)


def keys(store: Store, prefix: str = "", after: str | None = None) -> list[str]:
    return [each.key for each in store.list(prefix, after)]


def test_what_is_put_is_got_whole_and_in_part(store: Store, tmp_path: Path) -> None:
    (tmp_path / "big").write_bytes(b"0123456789" * 300_000)

    store.put("warc/a/x.gz", tmp_path / "big")
    store.put("small", b"0123456789")

    assert store.get("small") == b"0123456789"
    assert store.get_range("small", 8, 5) == b"89"
    assert store.get_range("small", 20, 5) == b""
    assert b"".join(store.chunks("warc/a/x.gz")) == b"0123456789" * 300_000
    assert store.exists("small")
    assert not store.exists("warc")


def test_keys_are_listed_in_order_of_code_points_and_after_one(store: Store) -> None:
    for key in ("a/2", "a/10", "a-b/1", "a/1/x", "b"):
        store.put(key, b"")

    assert keys(store) == sorted(["a/2", "a/10", "a-b/1", "a/1/x", "b"])
    assert keys(store, "a/") == ["a/1/x", "a/10", "a/2"]
    assert keys(store, "a/1") == ["a/1/x", "a/10"]
    assert keys(store, "a/", "a/10") == ["a/2"]
    assert keys(store, "none/") == []


def test_what_is_half_written_has_no_key(store: Store, tmp_path: Path) -> None:
    store.put("a/1", b"whole")
    (tmp_path / "archive" / "a" / ".part-0123").write_bytes(b"ha")

    assert keys(store) == ["a/1"]
    with pytest.raises(NoSuchKey):
        store.get("a/.part-0123")


def test_a_failed_put_leaves_nothing_behind(store: Store, tmp_path: Path) -> None:
    store.put("a/1", b"")

    with pytest.raises(NoSuchKey):
        store.put("a/2", tmp_path / "there is no such file")

    assert [path.name for path in (tmp_path / "archive" / "a").iterdir()] == ["1"]


def test_put_if_absent_lets_one_of_many_win(store: Store) -> None:
    won: list[bytes] = []

    def race(data: bytes) -> None:
        try:
            store.put_if_absent("m/1", data)
            won.append(data)
        except KeyExists:
            pass

    racers = [threading.Thread(target=race, args=(f"{n}".encode(),)) for n in range(8)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()

    assert won == [store.get("m/1")]


def test_the_same_bytes_again_are_no_rival(store: Store) -> None:
    store.put_if_absent("m/1", b"mine")

    store.put_if_absent("m/1", b"mine")

    with pytest.raises(KeyExists, match="m/1"):
        store.put_if_absent("m/1", b"yours")


def test_deleting_what_is_not_there_is_no_error(store: Store) -> None:
    store.delete("a/1")


@pytest.mark.parametrize("key", ["../x", "a/../x", "/etc/passwd", "a//b", "", ".hidden"])
def test_no_key_leads_out_of_the_folder(store: Store, key: str) -> None:
    with pytest.raises(ArchiveError):
        store.put(key, b"")


def test_check_makes_an_archive_of_nothing_and_leaves_no_probe(store: Store) -> None:
    store.check()
    store.check()

    assert keys(store) == ["FORMAT.json"]


def test_a_folder_of_someone_else_is_refused_and_not_touched(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").write_bytes(b"cat")

    with pytest.raises(FormatMismatch, match=r"cat\.jpg"):
        open_store(str(tmp_path / "photos")).check()

    assert [path.name for path in (tmp_path / "photos").iterdir()] == ["cat.jpg"]


@pytest.mark.parametrize(
    "content",
    [
        b'{"name": "newscrawl-archive", "version": 2}',
        b'{"name": "other", "version": 1}',
        b'{"version": 1}',
        b"[1]",
        b"not json",
    ],
)
def test_a_newer_or_unreadable_format_is_refused_and_not_touched(
    store: Store, content: bytes
) -> None:
    store.put("FORMAT.json", content)

    with pytest.raises(FormatMismatch, match="nothing was touched"):
        store.check()

    assert keys(store) == ["FORMAT.json"]
    assert store.get("FORMAT.json") == content


def test_a_file_where_the_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "archive").write_bytes(b"")

    with pytest.raises(StoreDenied, match="is a file; name a folder"):
        open_store(str(tmp_path / "archive")).check()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_write_right_is_named(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir(mode=0o500)

    with pytest.raises(StoreDenied, match="writable"):
        open_store(str(tmp_path / "archive")).check()


def test_a_place_where_no_folder_can_be_made_is_named() -> None:
    with pytest.raises(StoreDenied, match="/proc/archive cannot be made"):
        open_store("/proc/archive").check()


def test_folders_are_those_directly_below(store: Store) -> None:
    for key in ("manifests/b/1", "manifests/a/x/1", "manifests/a/2", "manifests/c", "other/d/1"):
        store.put(key, b"x")

    assert store.folders("manifests/") == ["a", "b"]
    assert list(store.folders("nothing/")) == []
