"""The examples in docstrings of the crawl hold."""

import doctest
import importlib
import pkgutil

import pytest

import newscrawl.crawl
from newscrawl import environment, stages

MODULES = [
    environment.__name__,
    stages.__name__,
    *(
        f"newscrawl.crawl.{module.name}"
        for module in pkgutil.iter_modules(newscrawl.crawl.__path__)
    ),
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(name))

    assert failed == 0
