"""How one source answers in a run: it may take several requests (an index and its sitemaps)."""

from dataclasses import dataclass

from newscrawl.errors import SourceEmpty
from newscrawl.items import SourceOutcome


@dataclass(kw_only=True, slots=True)
class SourceWatch:
    """
    Collects the answers of one source.

    ``entries_before`` is how many articles it announced when it last announced any, None where
    the archive knows of none.
    """

    url: str
    confirmed: bool
    entries_before: int | None
    status: int | None = None
    entries: int | None = None
    error: str | None = None
    unanswered: int = 0
    entries_as_before: int | None = None

    def answered(self, status: int, *, entries: int | None) -> None:
        """``entries`` is None for what announces no articles itself: an index."""
        self.unanswered -= 1
        self.status = self.status or status
        if entries is not None:
            self.entries = (self.entries or 0) + entries

    def unmodified(self, *, entries: int | None) -> None:
        """``entries`` is what the answer that still stands announced; None for an index."""
        self.unanswered -= 1
        self.status = self.status or 304
        if entries is not None:
            self.entries_as_before = (self.entries_as_before or 0) + entries

    def failed(self, error: str, *, status: int | None) -> None:
        self.unanswered -= 1
        self.status = self.status or status
        self.error = self.error or error

    @property
    def outcome(self) -> SourceOutcome:
        return SourceOutcome(
            url=self.url,
            confirmed=self.confirmed,
            status=self.status,
            entries=self.entries if self.entries_as_before is None else None,
            error=self.error or self._emptiness,
        )

    @property
    def fails_run(self) -> bool:
        """
        Whether the run must not end as if all were well.

        A source that announced articles once is as good as confirmed, so its falling silent
        counts whatever its file says.
        """
        return bool(self._emptiness) or (self.error is not None and self.confirmed)

    @property
    def _emptiness(self) -> str | None:
        known = [n for n in (self.entries, self.entries_as_before) if n is not None]
        if self.unanswered > 0 or not known or any(known) or not self.entries_before:
            return None
        return str(SourceEmpty(f"named no article; it named {self.entries_before} before"))
