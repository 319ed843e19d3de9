"""When an article may be asked for with a condition: not where it was captured and never read."""

from pathlib import Path

from newscrawl.archive import Store
from newscrawl.archive.state import SiteState, site_state
from newscrawl.items import RunCounts
from tests.unit.archive.samples import NOON, SITE, exchange, page, record, start, url_of

CHANGED = page(1, "Xiaomi says sorry again.")


def after(store: Store, spool: Path, *, is_read: bool, body: bytes | None = None) -> SiteState:
    """Return the state after a crawl that captured the page, and read it or did not."""
    run = start(store, spool)
    capture = run.record(exchange(body=body, at=NOON.replace(day=22 if body is None else 23)))
    if is_read:
        run.add(record(capture))
    run.finish("finished", RunCounts())
    return site_state(store, SITE.name)


def test_a_page_that_was_read_has_validators(store: Store, spool: Path) -> None:
    state = after(store, spool, is_read=True)

    assert state.article_validators(url_of(1)) == state.validators(url_of(1))
    assert state.article_validators(url_of(1)) is not None


def test_a_page_that_was_captured_and_not_read_has_none(store: Store, spool: Path) -> None:
    state = after(store, spool, is_read=False)

    assert state.validators(url_of(1)) is not None
    assert state.article_validators(url_of(1)) is None


def test_a_change_that_was_captured_and_not_read_is_asked_for_again(
    store: Store, spool: Path
) -> None:
    after(store, spool, is_read=True)

    state = after(store, spool, is_read=False, body=CHANGED)

    assert state.article(url_of(1)) is not None
    assert state.article_validators(url_of(1)) is None


def test_the_same_bytes_again_need_not_be_read_again(store: Store, spool: Path) -> None:
    after(store, spool, is_read=True)

    state = after(store, spool, is_read=False, body=page(1))

    assert state.article_validators(url_of(1)) is not None
