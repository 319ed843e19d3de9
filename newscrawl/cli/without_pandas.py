"""
Commands without pandas, where it is installed.

Arrow asks of the first value that it is handed whether it is one of pandas', and loads pandas for
the answer: a quarter of a second, of commands that take one or two. No command has such values. In
the library, which shares its process with jobs that may have, Arrow does as it always does.
"""

from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from types import ModuleType


class WithoutPandas(MetaPathFinder):
    """First on ``sys.meta_path``, it finds no pandas."""

    def find_spec(
        self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> None:
        if name == "pandas":
            raise ModuleNotFoundError("no command needs pandas", name=name)
