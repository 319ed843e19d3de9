"""The values that SQL can answer with, as values of JSON."""

import math
from contextlib import suppress
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa


def python_values(column: "pa.ChunkedArray") -> list[Any]:
    """
    Return the values of a column; as text where Python has none like it, as a year before 1 or a
    nanosecond.
    """
    import pyarrow as pa

    if not str(column.type).startswith(("timestamp[ns", "time64[ns")):
        with suppress(OverflowError, ValueError):
            return list(column.to_pylist(maps_as_pydicts="lossy"))
    return list(column.cast(pa.string()).to_pylist())


def json_value(value: Any) -> Any:
    """
    Return ``value`` as JSON can have it; aware datetimes stay, records print them.

    Decimals become numbers, bytes hexadecimal digits, not-a-number and infinities null, dates and
    times without zone ISO 8601 text, and what JSON has no like of (an interval) text.

    >>> json_value({"paid": Decimal("30000.00"), "when": date(2026, 11, 20), "raw": b"a"})
    {'paid': 30000, 'when': '2026-11-20', 'raw': '61'}
    """
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else None
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case bytes():
            return value.hex()
        case datetime():
            return value if value.tzinfo else value.isoformat()
        case date() | time():
            return value.isoformat()
        case dict():
            return {str(key): json_value(each) for key, each in value.items()}
        case list():
            return [json_value(each) for each in value]
        case (months, days, nanoseconds):  # an interval, as Arrow gives it
            return _interval(months, days, nanoseconds)
        case _:
            return str(value)


def _interval(months: int, days: int, nanoseconds: int) -> str:
    """
    >>> _interval(0, 2, 1_500_000_000)
    '2 days 1.5 seconds'
    """
    parts = (f"{months} months", f"{days} days", f"{nanoseconds / 1e9:g} seconds")
    return " ".join(part for part in parts if not part.startswith("0 ")) or "0 days"
