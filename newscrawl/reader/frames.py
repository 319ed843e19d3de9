"""Data frames of an Arrow table, where the library for them is installed."""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

import pyarrow as pa

from newscrawl.errors import MissingExtra

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


def polars_frame(table: pa.Table) -> "pl.DataFrame":
    polars = _library("polars")
    frame: pl.DataFrame = polars.from_arrow(table)
    return frame


def pandas_frame(table: pa.Table) -> "pd.DataFrame":
    _library("pandas")
    return table.to_pandas()


def _library(name: str) -> ModuleType:
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise MissingExtra(
            f"{name} is not installed; install it with: pip install 'newscrawl[{name}]'"
        ) from error
