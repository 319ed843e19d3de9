"""One run of one site: what the spider, the stages and the extensions share about it."""

from dataclasses import dataclass, field

from newscrawl.archive import Run, SiteState
from newscrawl.crawl.site import Site
from newscrawl.crawl.tally import Tally


@dataclass(kw_only=True, slots=True)
class SiteRun:
    """``seen`` holds the canonical URLs that were announced already in this run."""

    site: Site
    run: Run
    tally: Tally
    seen: set[str] = field(default_factory=set)

    @property
    def state(self) -> SiteState:
        """What the archive knew of the site when the run began."""
        return self.run.state
