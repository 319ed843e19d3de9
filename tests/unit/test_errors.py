"""The tree drawn in the docstring is the tree of the code."""

import inspect
import re
from collections.abc import Iterator

import pytest

from newscrawl import errors
from newscrawl.errors import NewscrawlError, NotAnArticle, PageError

_DRAWN = re.compile(r"^(?P<indent>[│├└─ ]*)(?P<name>[A-Z]\w+)(?:\s{2,}(?P<meaning>.*))?$")

CLASSES = {
    name: error
    for name, error in inspect.getmembers(errors, inspect.isclass)
    if issubclass(error, NewscrawlError)
}
PAGE_ERRORS = [error for error in CLASSES.values() if issubclass(error, PageError)]


def drawn() -> Iterator[tuple[str, str | None, str]]:
    """Yield name, parent's name and meaning of each error of the drawing."""
    above: list[tuple[int, str]] = []
    for line in (errors.__doc__ or "").splitlines():
        if match := _DRAWN.match(line):
            indent = len(match["indent"])
            above = [(depth, name) for depth, name in above if depth < indent]
            yield match["name"], above[-1][1] if above else None, match["meaning"] or ""
            above.append((indent, match["name"]))


def test_every_error_is_drawn_once_and_every_drawn_one_exists() -> None:
    assert sorted(name for name, _, _ in drawn()) == sorted(CLASSES)


@pytest.mark.parametrize(
    ("name", "parent", "meaning"), list(drawn()), ids=[name for name, _, _ in drawn()]
)
def test_an_error_is_drawn_under_its_parent_and_says_what_it_means(
    name: str, parent: str | None, meaning: str
) -> None:
    error = CLASSES[name]

    assert error.__bases__[0].__name__ == (parent or "Exception")
    assert meaning or parent is None
    if stated := re.search(r"exit code (\d)", meaning):
        assert error.exit_code == int(stated[1])


@pytest.mark.parametrize(
    ("error", "exit_code"),
    [
        (errors.UsageError, 2),
        (errors.MissingExtra, 2),
        (errors.ArchiveUriError, 2),
        (errors.StoreDenied, 3),
        (errors.LeaseHeld, 3),
        (errors.NotInArchive, 1),
        (errors.SourceEmpty, 1),
        (errors.UnreadablePage, 1),
    ],
)
def test_an_error_ends_a_command_with_the_code_of_who_must_act(
    error: type[NewscrawlError], exit_code: int
) -> None:
    assert error("a message").exit_code == exit_code


def test_pages_at_fault_are_counted_apart() -> None:
    reasons = [error("a page").reason for error in PAGE_ERRORS]

    assert all(reasons)
    assert len(set(reasons)) == len(PAGE_ERRORS)


def test_a_page_that_is_no_article_is_counted_under_what_it_is() -> None:
    assert NotAnArticle("12 links, no text", reason="listing").reason == "listing"
    assert NotAnArticle("12 links, no text").reason == "not an article"


@pytest.mark.parametrize("error", CLASSES.values())
def test_an_error_shows_its_message_and_nothing_else(error: type[NewscrawlError]) -> None:
    assert str(error("'x' is no date (https://news.example/a)")) == (
        "'x' is no date (https://news.example/a)"
    )
