import doctest
import importlib
import pkgutil

import pytest

import newscrawl.archive

MODULES = [
    f"newscrawl.archive.{each.name}" for each in pkgutil.iter_modules(newscrawl.archive.__path__)
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
