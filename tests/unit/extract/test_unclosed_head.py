"""Markup may leave out ``</head>`` and ``<body>``."""

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
