import pytest

from newscrawl.dates import Announcement, announced


@pytest.mark.parametrize(
    ("before", "says"),
    [
        ("Published", Announcement.PUBLISHED),
        ("Posted on ", Announcement.PUBLISHED),
        ("Veröffentlicht am ", Announcement.PUBLISHED),
        ("Publicado el ", Announcement.PUBLISHED),
        ("Datum ", Announcement.PUBLISHED),
        ("公開日：", Announcement.PUBLISHED),
        ("입력 ", Announcement.PUBLISHED),
        ("Last updated: ", Announcement.CHANGED),
        ("Aktualisiert am ", Announcement.CHANGED),
        ("Mis à jour le ", Announcement.CHANGED),
        ("最終更新：", Announcement.CHANGED),
        ("수정 ", Announcement.CHANGED),
        ("Published 1 March 2026, last updated on ", Announcement.CHANGED),
        ("Updated 5 March 2026. First published ", Announcement.PUBLISHED),
        ("Medically reviewed on ", Announcement.OTHER),
        ("Offer valid until ", Announcement.OTHER),
        ("Copyright © ", Announcement.OTHER),
        ("The company, which was ", None),
        ("The standing order of ", None),
        ("", None),
    ],
)
def test_the_last_telling_word_before_a_day_says_what_it_is(
    before: str, says: Announcement | None
) -> None:
    assert announced(before) is says


def test_a_word_far_before_the_day_says_nothing_of_it() -> None:
    assert announced("Published with a great many words of something else behind it, ") is None
