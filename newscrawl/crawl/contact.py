"""Whether a site's operator could tell who crawls."""

import logging
from collections.abc import Iterable

from newscrawl.crawl.site import Site
from newscrawl.urls import is_own_host

logger = logging.getLogger(__name__)


def warn_without_contact(contact: str, sites: Iterable[Site]) -> None:
    """Warn where pages of someone else are about to be fetched without a contact to complain to."""
    strangers = [site.name for site in sites if not all(map(is_own_host, site.domains))]
    if strangers and not contact:
        logger.warning(
            "NEWSCRAWL_CONTACT is not set: the operator of %s cannot write to you. Set it to a "
            "mail address or web page; it becomes part of the user agent",
            ", ".join(strangers),
        )
