"""
What is not as an archive leaves it: each is named, with what is safe to do, and left as it is.

Of tables, what verify tells is in test_verify.py, and what a damaged log says in test_reading.py.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from deltalake import DeltaTable, write_deltalake

from newscrawl.archive import open_store
from newscrawl.archive.compacting import compact
from newscrawl.archive.verify import verify
from newscrawl.errors import (
    ArchiveError,
    DigestMismatch,
    FormatMismatch,
    NoSuchKey,
    TableDamaged,
)
from newscrawl.reader import Archive
from tests.unit.reader import small_archive
from tests.unit.reader.small_archive import APOLOGY

Damage = Callable[[Path], object]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    small_archive.fill(str(folder / "archive"), folder / "spool")
    return folder / "archive"


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    """A copy of a small archive, to be damaged."""
    return shutil.copytree(sound, tmp_path / "archive")


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def read_articles(folder: Path) -> object:
    return list(Archive(str(folder)).articles())


def read_snapshot(folder: Path) -> object:
    return Archive(str(folder)).snapshot(APOLOGY)


def read_rows(folder: Path) -> pa.Table:
    return DeltaTable(str(folder / "tables" / "articles")).to_pyarrow_table()


def write_rows(folder: Path, rows: pa.Table) -> None:
    write_deltalake(
        str(folder / "tables" / "articles"),
        rows,
        mode="overwrite",
        schema_mode="overwrite",
        partition_by=["month"],
    )


def lose_rows(folder: Path) -> None:
    write_rows(folder, read_rows(folder).slice(0, 3))


def repeat_a_row(folder: Path) -> None:
    write_deltalake(
        str(folder / "tables" / "articles"), read_rows(folder).slice(0, 1), mode="append"
    )


def drop_a_column(folder: Path) -> None:
    write_rows(folder, read_rows(folder).drop(["title"]))


def retype_a_column(folder: Path) -> None:
    rows = read_rows(folder)
    place = rows.column_names.index("revision")
    write_rows(folder, rows.set_column(place, "revision", rows["revision"].cast(pa.string())))


def forge_titles(folder: Path) -> None:
    DeltaTable(str(folder / "tables" / "articles")).update(updates={"title": "'forged'"})


def gather_small_files(folder: Path) -> None:
    DeltaTable(str(folder / "tables" / "articles")).optimize.compact()


def put_another_table(folder: Path) -> None:
    shutil.rmtree(folder / "tables" / "articles")
    write_deltalake(str(folder / "tables" / "articles"), pa.table({"price": [1.5]}))


def cut_warc_files(folder: Path) -> None:
    for path in folder.rglob("*.warc.gz"):
        path.write_bytes(path.read_bytes()[:400])


def remove(pattern: str) -> Damage:
    def damage(folder: Path) -> None:
        for path in sorted(folder.glob(pattern)):
            path.unlink()

    return damage


def write(name: str, text: str) -> Damage:
    return lambda folder: (folder / name).write_text(text)


_REBUILT = r"altered by other means.*remove its folder _delta_log.*rebuilt from the manifests"
_RESTORED = r"restore that WARC file from a copy.*Nothing was changed.*`newscrawl verify`"


@pytest.mark.parametrize(
    ("damage", "read", "kind", "said"),
    [
        (lose_rows, read_articles, TableDamaged, _REBUILT),
        (repeat_a_row, read_articles, TableDamaged, _REBUILT),
        (drop_a_column, read_articles, TableDamaged, _REBUILT),
        (retype_a_column, read_articles, TableDamaged, _REBUILT),
        (forge_titles, read_articles, TableDamaged, _REBUILT),
        (gather_small_files, read_articles, TableDamaged, _REBUILT),
        (
            put_another_table,
            read_articles,
            FormatMismatch,
            "Nothing was touched. If it was altered",
        ),
        (cut_warc_files, read_snapshot, DigestMismatch, r"no WARC record; " + _RESTORED),
        (remove("warc/**/*.gz"), read_snapshot, NoSuchKey, _RESTORED),
        (
            remove("tables/articles/month=*/*"),
            read_articles,
            NoSuchKey,
            "a row object is gone: see `newscrawl verify`",
        ),
        (
            write("FORMAT.json", '{"name": "newscrawl-archive", "version": 2}'),
            read_articles,
            FormatMismatch,
            "newer than 1.*nothing was touched. Upgrade newscrawl",
        ),
        (
            write("FORMAT.json", "cut off"),
            read_articles,
            FormatMismatch,
            'cannot be read; nothing was touched.*{"name": "newscrawl-archive", "version": 1}',
        ),
        (
            write("FORMAT.json", '{"name": "photos", "version": 1}'),
            read_articles,
            FormatMismatch,
            "is a 'photos', not a newscrawl-archive; nothing was touched",
        ),
        (
            remove("FORMAT.json"),
            read_articles,
            FormatMismatch,
            'has manifests.*put FORMAT.json back, with {"name": "newscrawl-archive", "version": 1}',
        ),
    ],
)
def test_it_is_named_with_what_is_safe_to_do_and_nothing_is_changed(
    folder: Path,
    damage: Damage,
    read: Callable[[Path], object],
    kind: type[ArchiveError],
    said: str,
) -> None:
    damage(folder)
    before = bytes_in(folder)

    with pytest.raises(kind, match=said):
        read(folder)

    assert bytes_in(folder) == before


def test_a_place_of_other_things_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "holiday").mkdir()
    (tmp_path / "holiday" / "beach.jpg").write_bytes(b"sea")

    for ask in (read_articles, lambda place: open_store(str(place)).check()):
        with pytest.raises(FormatMismatch, match=r"beach\.jpg.*nothing was touched. Name an empty"):
            ask(tmp_path)

    assert bytes_in(tmp_path) == {"holiday/beach.jpg": b"sea"}


@pytest.mark.parametrize(
    "damage", [lose_rows, repeat_a_row, retype_a_column, forge_titles, put_another_table]
)
def test_a_table_is_whole_again_after_what_the_message_says(
    sound: Path, folder: Path, damage: Damage
) -> None:
    rows = {path: path.read_bytes() for path in folder.glob("tables/articles/month=*/*")}
    damage(folder)

    shutil.rmtree(folder / "tables" / "articles" / "_delta_log")
    for path, data in rows.items():  # of which only another table in its place takes any
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_bytes(data)

    assert read_articles(folder) == read_articles(sound)
    assert [fault for fault in verify(open_store(str(folder))) if not fault.is_notice] == []


def test_a_manifest_that_is_gone_is_named_by_who_needs_it(folder: Path) -> None:
    remove("manifests/gadgetpost/0000000001.json")(folder)

    with pytest.raises(
        NoSuchKey, match=r"0000000001\.json.*manifest of a commit is gone.*restore it"
    ):
        list(compact(open_store(str(folder))))
