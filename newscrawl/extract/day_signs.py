"""How a day stands to the other days that its page tells."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from newscrawl.dates import Announcement
from newscrawl.extract.told_days import ToldDay
from newscrawl.items import FieldSource

MANY_DAYS = 8
_CHANGED, _PUBLISHED = Announcement.CHANGED, Announcement.PUBLISHED


class PageDays:
    """The days of a page, by who tells them."""

    def __init__(self, told: Sequence[ToldDay]) -> None:
        self.told = told
        self.all = {one.day for one in told}
        self.changed = {one.day for one in told if one.is_declared_as(_CHANGED)}
        self.declared = {one.day for one in told if one.is_declared_as(_PUBLISHED, None)}
        # Two days of publication, the later being that of the last change: the change was
        # written into one of them.
        published = {one.day for one in told if one.is_declared_as(_PUBLISHED)}
        self.declared -= {day for day in published & self.changed if day > min(published)}
        self.announced = {one.day for one in told if _is_announced(one)}
        self.printed = [one for one in told if one.told.is_at_headline]
        self.url = {one.day for one in told if one.told.signs & {"url day", "url number"}}

    def is_only_change(self, day: date) -> bool:
        """
        Tell whether the page declares ``day`` its last change and another its publication, and
        print calls it nothing else.
        """
        own = [one.told for one in self.told if one.day == day]
        says = {told.says for told in own if told.says or told.is_at_headline}
        return bool(self.declared) and day in self.changed - self.declared and says == {_CHANGED}

    def signs_of(self, day: date) -> frozenset[str]:
        """Return the signs of ``day``, one of the page's, against the others."""
        own = [one for one in self.told if one.day == day]
        standing = self.standing(day)
        signs = set(self._conflicts(day))
        if standing == "declared":
            signs |= set(self._of_declared(day, own))
        elif standing == "printed":
            signs |= set(self._of_printed(day, own))
        else:
            signs |= set(self._of_loose(day))
        return frozenset(signs)

    def standing(self, day: date) -> str:
        """Return who tells ``day``: "declared", else "printed" at the headline, else "loose"."""
        if day in self.declared:
            return "declared"
        return "printed" if any(one.day == day for one in self.printed) else "loose"

    def is_declared_only_by(self, day: date, sign: str) -> bool:
        """Tell whether ``day`` is declared, and each place that does so bears ``sign``."""
        signs = [one.told.signs for one in self.told if one.day == day and one.is_declared]
        return day in self.declared and all(sign in each for each in signs)

    def is_told_only_as_changed(self, day: date) -> bool:
        """Tell whether all that the page says of ``day`` is that it changed then."""
        return all(one.told.says is _CHANGED for one in self.told if one.day == day)

    def _conflicts(self, day: date) -> Iterator[str]:
        is_declared = day in self.declared
        if self.announced and day not in self.announced:
            yield "declared, another is announced" if is_declared else "another is announced"
        if day in self.changed and self.declared and not is_declared:
            yield "declared as changed"
        if self.url and day not in self.url:
            yield "url a day off" if _is_near(day, self.url) else "url contradicts"

    def _of_declared(self, day: date, own: Sequence[ToldDay]) -> Iterator[str]:
        printed = {one.day for one in self.printed}
        if not printed:
            yield "declared, not printed"
        elif day in printed:
            yield "declared, and printed"
        elif not _is_near(day, printed) and max(printed) < day:
            yield "declared, printed earlier"
        if day in self.changed:
            yield "declared as published and as changed"
        if any(one.is_declared and one.read.clock for one in own):
            yield "declared with the hour"

    def _of_printed(self, day: date, own: Sequence[ToldDay]) -> Iterator[str]:
        days = {one.day for one in self.printed}
        if self.declared and len(days) == 1:
            yield "the only one printed, others declared"
        elif not self.declared and day == min(days):
            yield "printed, another later"
        if self.declared and _is_near(day, self.declared):
            if day in self.changed:
                yield "printed, changed that day, declared a day off"
        elif self.declared and day > max(self.declared):
            yield f"printed {_called(own)}, declared earlier"
        if day == self.printed[0].day:
            yield "first of those printed"

    def _of_loose(self, day: date) -> Iterator[str]:
        if min(self.all) < day < max(self.all):
            yield "between"
        if self.declared:
            yield "another is declared"
        if len(self.all) >= MANY_DAYS:
            yield "one of many days"


def _is_near(day: date, days: Iterable[date]) -> bool:
    """Tell whether ``day`` and one of ``days`` may be one moment in two zones."""
    return any(abs(day - other) <= timedelta(days=1) for other in days)


def _called(own: Sequence[ToldDay]) -> str:
    says = {one.told.says for one in own if one.told.is_at_headline}
    if _PUBLISHED in says:
        return "as published"
    if says == {_CHANGED}:
        return "as changed"
    return "as other" if Announcement.OTHER in says else "bare"


def _is_announced(one: ToldDay) -> bool:
    """Tell whether printed words, outside the story, call it the day of publication."""
    return (
        one.told.source is FieldSource.VISIBLE_TEXT
        and one.told.says is _PUBLISHED
        and "in the story's text" not in one.told.signs
        and any(sign.startswith("announced") for sign in one.told.signs)
    )
