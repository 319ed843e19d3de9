"""Every recorded page reads as reviewed."""

import pytest

from newscrawl.extract.layout import known_layouts, layout_for
from newscrawl.urls import host_of
from tests.pages.recorded import RecordedPage, reading, recorded_pages


@pytest.mark.parametrize("page", [*recorded_pages()], ids=lambda page: page.name)
def test_page_reads_as_reviewed(page: RecordedPage) -> None:
    assert reading(page.extract()) == page.expected


def test_every_layout_has_a_page_that_it_reads() -> None:
    read = {layout_for(host_of(page.url), page.captured_at) for page in recorded_pages()}

    assert [layout.name for layout in known_layouts() if layout not in read] == []
