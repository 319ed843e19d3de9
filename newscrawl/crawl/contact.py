"""Whether a site's operator could tell who crawls."""

import ipaddress
import logging
from collections.abc import Iterable

from newscrawl.crawl.site import Site, is_under

logger = logging.getLogger(__name__)

# RFC 2606 and RFC 6761: names that are no one's site.
_RESERVED = ("localhost", "example", "test", "invalid")


def warn_without_contact(contact: str, sites: Iterable[Site]) -> None:
    """Warn where pages of someone else are about to be fetched without a contact to complain to."""
    strangers = [site.name for site in sites if not all(map(is_own_host, site.domains))]
    if strangers and not contact:
        logger.warning(
            "NEWSCRAWL_CONTACT is not set: the operator of %s cannot write to you. Set it to a "
            "mail address or web page; it becomes part of the user agent",
            ", ".join(strangers),
        )


def is_own_host(host: str) -> bool:
    """
    Return whether ``host`` is loopback, or a name that is reserved for tests and documentation.

    >>> is_own_host("127.0.0.1"), is_own_host("gadgetpost.example"), is_own_host("phonearena.com")
    (True, True, False)
    """
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return any(is_under(host, name) for name in _RESERVED)
