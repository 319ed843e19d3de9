"""
Build the egg that scrapyd runs: ``python deploy/scrapyd/build_egg.py newscrawl.egg``.

An egg is a zip of packages with EGG-INFO beside them. It is written here rather than by a
setup.py, which nothing else would use. Dependencies are not in it: scrapyd runs in an environment
that has them.
"""

import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("newscrawl", "spiders", "pipelines")
SETTINGS = "newscrawl.settings"
_NEVER = {"__pycache__"}


def build_egg(target: Path) -> None:
    """Write the egg to ``target``; the same checkout gives the same bytes."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as egg:
        for package in PACKAGES:
            for path in sorted((ROOT / package).rglob("*")):
                if path.is_file() and _NEVER.isdisjoint(path.parts):
                    _add(egg, path.relative_to(ROOT).as_posix(), path.read_bytes())
        for name, text in _egg_info().items():
            _add(egg, f"EGG-INFO/{name}", text.encode())


def _egg_info() -> dict[str, str]:
    return {
        "PKG-INFO": f"Metadata-Version: 2.1\nName: newscrawl-project\nVersion: {_version()}\n",
        "entry_points.txt": f"[scrapy]\nsettings = {SETTINGS}\n",
        "top_level.txt": "\n".join(PACKAGES) + "\n",
        "zip-safe": "\n",
    }


def _version() -> str:
    source = (ROOT / "newscrawl" / "__init__.py").read_text("utf-8")
    return source.partition('__version__ = "')[2].partition('"')[0]


def _add(egg: zipfile.ZipFile, name: str, data: bytes) -> None:
    egg.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)


def main() -> None:
    if len(sys.argv) != 2 or not sys.argv[1].endswith(".egg"):
        sys.exit("build_egg: name the file to write: build_egg.py newscrawl.egg")
    build_egg(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
