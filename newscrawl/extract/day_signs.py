"""How a day stands to the other days that its page tells."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from newscrawl.dates import Announcement
from newscrawl.extract.told_days import ToldDay
from newscrawl.items import FieldSource, Precision

SEVERAL_DAYS, MANY_DAYS = 3, 8
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
        is_printed = any(one.told.is_at_headline for one in own)
        signs = set(self._conflicts(day))
        if day in self.declared:
            signs |= set(self._of_declared(day, own))
        elif is_printed:
            signs |= set(self._of_printed(day, own))
        else:
            signs |= set(self._of_loose(day))
        return frozenset(signs)

    def _conflicts(self, day: date) -> Iterator[str]:
        is_declared = day in self.declared
        if self.announced and day not in self.announced:
            yield "declared, another is announced" if is_declared else "another is announced"
        if day in self.changed and not is_declared:
            none = "" if self.declared else ", none as published"
            yield f"declared as changed{none}"
        if self.url and day not in self.url:
            yield "url a day off" if _is_near(day, self.url) else "url contradicts"

    def _of_declared(self, day: date, own: Sequence[ToldDay]) -> Iterator[str]:
        yield f"declared, {self._echo(day)}"
        if len(self.declared) > 1:
            is_first = day == min(self.declared)
            yield "declared first" if is_first else "another is declared earlier"
        if day in self.changed:
            yield "declared as published and as changed"
        if any(one.is_declared and one.read.clock for one in own):
            yield "declared with the hour"

    def _echo(self, day: date) -> str:
        """Return what the lines at the headline have to say to a declared day."""
        days = {one.day for one in self.printed}
        if not days:
            return "not printed"
        if day in days:
            return "and printed"
        if _is_near(day, days):
            return "printed a day off"
        if max(days) < day:
            return "printed earlier"
        is_change = all(one.told.says is _CHANGED for one in self.printed)
        return "printed only as changed later" if is_change else "printed later"

    def _of_printed(self, day: date, own: Sequence[ToldDay]) -> Iterator[str]:
        said = _called(own)
        if not self.declared:
            yield f"printed {said}, none declared"
            days = {one.day for one in self.printed}
            if len(days) > 1:
                yield f"printed, another {'later' if day == min(days) else 'earlier'}"
        elif _is_near(day, self.declared):
            changed = " changed that day," if day in self.changed else ""
            yield f"printed,{changed} declared a day off"
        else:
            is_later = day > max(self.declared)
            yield f"printed {said}, declared {'earlier' if is_later else 'later'}"
        is_bare = all(one.read.precision is Precision.DAY for one in own)
        yield f"printed {'without' if is_bare else 'with'} the hour"
        if day == self.printed[0].day:
            yield "first of those printed"

    def _of_loose(self, day: date) -> Iterator[str]:
        count = len(self.all)
        if count == 1:
            yield "alone, but elsewhere"
        else:
            ends = {min(self.all): "the earliest", max(self.all): "the latest"}
            yield ends.get(day, "between")
        if self.declared or self.printed:
            yield "another is " + ("declared" if self.declared else "printed at the headline")
        many = "many" if count >= MANY_DAYS else "several" if count >= SEVERAL_DAYS else "few"
        yield f"one of {many} days"


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
