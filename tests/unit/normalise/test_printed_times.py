"""Printed times out of a line: with digits, and the few that are told without any."""

import pytest

from newscrawl.normalise.printed_times import without_times


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Jane Doe, March 1, 2026", "Jane Doe, |"),
        ("Jane Doe 3 min read", "Jane Doe |"),
        ("Jane Doe an hour ago", "Jane Doe |"),
        ("Jane Doe One day ago", "Jane Doe |"),
        ("Jane Doe LESEDAUER", "Jane Doe |"),
        ("Jane Doe | Reading time", "Jane Doe | |"),
        ("Jane Doe, Berlin", "Jane Doe, Berlin"),
        ("May Day", "May Day"),
    ],
)
def test_a_time_is_taken_out_with_and_without_digits(line: str, left: str) -> None:
    assert without_times(line, instead="|") == left
