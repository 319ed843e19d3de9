"""Tags of head and body may be left out, or come too early; a template may be shown."""

import pytest

from newscrawl.extract.page import Page
from tests.unit.extract.pages import page_of

HEAD = "<!doctype html><meta charset=utf-8><title>Sorry</title><link rel=icon href=/i.png>"
# In a head too, where scripts are off.
PIXEL = "<noscript><img src=/pixel></noscript>"
FIRST = "<p>The maker has said sorry.</p>"
SECOND = "<p>It pays its buyers back.</p>"


def passages(page: Page) -> list[str]:
    return [passage.text for passage in page.outline.passages]


@pytest.mark.parametrize(
    "body",
    [
        f"<article>{FIRST}{SECOND}</article>",
        f"<header>{FIRST}</header><main>{SECOND}</main>",
        f"<header>{FIRST}</header><div>{SECOND}</div>",
        f"<header>{FIRST}</header>It pays its buyers back.",
        f"<a-banner>{FIRST}</a-banner><script>1</script>{SECOND}",
        f"<div>{FIRST}</div><article>{SECOND}</article>",
    ],
)
def test_the_body_begins_at_the_first_element_that_no_head_holds(body: str) -> None:
    page = page_of(f"{HEAD}{PIXEL}{body}")

    assert passages(page) == ["The maker has said sorry.", "It pays its buyers back."]
    assert [child.tag for child in page.tree] == ["head", "body"]
    assert [child.tag for child in page.tree[0]] == ["meta", "title", "link", "noscript"]


def test_a_head_that_ends_keeps_what_it_has() -> None:
    page = page_of(f"<html><head><title>Sorry</title>{PIXEL}</head><body>{FIRST}</body></html>")

    assert [child.tag for child in page.tree[0]] == ["title", "noscript"]
    assert passages(page) == ["The maker has said sorry."]


@pytest.mark.parametrize(
    "markup",
    [
        f"<html><head></head><body>{FIRST}</body>{SECOND}</html>",
        f"<html><head></head><body>{FIRST}</body></html>{SECOND}",
        f"<html><head></head><body>{FIRST}</body></html>It pays its buyers back.",
        f"<html><head></head><body>{FIRST}</body>It pays its buyers back.</html>",
        f"<html><body>{FIRST}</body></html><html><body>{SECOND}</body></html>",
        f"<html><body>{FIRST}</body></html><article>{SECOND}</article><script>1</script>",
        f"<html><body></body></html>The maker has said sorry.{SECOND}",
    ],
)
def test_the_body_ends_with_the_page(markup: str) -> None:
    page = page_of(markup)

    assert passages(page) == ["The maker has said sorry.", "It pays its buyers back."]
    assert page.tree[-1].tag == "body"


def test_a_template_is_shown_where_it_is_a_shadow_tree() -> None:
    shown = f"<template shadowrootmode=open>{FIRST}</template>"
    unseen = "<template><p>A row to be filled.</p></template>"

    page = page_of(f"<html><body><a-story>{shown}</a-story>{unseen}{SECOND}</body></html>")

    assert passages(page) == ["The maker has said sorry.", "It pays its buyers back."]


@pytest.mark.parametrize(
    "markup",
    [
        f"<html><body>{FIRST}</body></html>It pays\x08 its buyers back.",
        f"<html><body>{FIRST}\x08</body>It pays its buyers back.</html>",
        f"<html><body>The maker has\x1f said sorry.</body>{SECOND}",
        f"<header>{FIRST}</header>It pays\x0b its buyers back.",
        f"<html><body></body></html>The maker has &#8;said sorry.{SECOND}",
        f"<html><body>{FIRST}</body>It pays its buyers back.\ufffe</html>",
    ],
)
def test_what_no_xml_can_hold_may_stand_anywhere(markup: str) -> None:
    page = page_of(markup)

    assert passages(page) == ["The maker has said sorry.", "It pays its buyers back."]
