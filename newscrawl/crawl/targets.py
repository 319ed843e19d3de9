"""What ``scrapy crawl site`` is given: URLs, and the site that each of them belongs to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from newscrawl.crawl.site import Site
from newscrawl.errors import UsageError
from newscrawl.items import SiteFacts
from newscrawl.urls import registrable_domain, web_address


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    url: str
    site: Site


def parse_targets(
    *, url: str | None, urls: str | None, named_sites: Sequence[Site]
) -> tuple[Target, ...]:
    """
    Return the URL given, or those of a file (one a line; empty lines and ``#`` lines are skipped).

    A URL belongs to the named site that owns its host, else to a site named for its registrable
    domain, of which nothing is known.

    Raises UsageError where both or neither is given, or where a URL is none, with file and line.
    """
    if (url is None) == (urls is None):
        raise UsageError("site takes either url=https://... or urls=FILE with a URL a line")
    given = [("url", url)] if url is not None else _lines(Path(urls or ""))
    unknown: dict[str, Site] = {}
    targets = []
    for where, text in given:
        checked = web_address(text or "", where=where)
        owner = next((site for site in named_sites if site.owns(checked)), None)
        if owner is None:
            domain = registrable_domain(checked)
            owner = unknown.setdefault(domain, _unknown_site(domain))
        targets.append(Target(url=checked, site=owner))
    if not targets:
        raise UsageError(f"{urls} names no URL")
    return tuple(targets)


def sites_of(targets: Iterable[Target]) -> tuple[Site, ...]:
    return tuple({target.site.name: target.site for target in targets}.values())


def _unknown_site(domain: str) -> Site:
    return Site(
        facts=SiteFacts(name=domain, publisher=domain),
        domains=(domain,),
        sources=(),
        article_urls=None,
    )


def _lines(path: Path) -> list[tuple[str, str]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"urls={path} cannot be read: {error}") from error
    texts = ((f"{path} line {number}", line.strip()) for number, line in enumerate(lines, 1))
    return [(where, text) for where, text in texts if text and not text.startswith("#")]
