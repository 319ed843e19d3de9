import doctest
import importlib
import pkgutil

import pytest

from newscrawl import normalise

MODULES = [
    "newscrawl.urls",
    *(m.name for m in pkgutil.iter_modules(normalise.__path__, "newscrawl.normalise.")),
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_docstrings_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
