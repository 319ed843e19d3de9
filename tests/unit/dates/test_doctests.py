import doctest
import importlib
import pkgutil

import pytest

from newscrawl import dates

MODULES = [
    "newscrawl.urls",
    *(m.name for m in pkgutil.iter_modules(dates.__path__, "newscrawl.dates.")),
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_docstrings_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
