"""The warning that a site's operator could not write to us."""

import logging
import re

import pytest

from newscrawl.crawl.contact import warn_without_contact
from newscrawl.crawl.site import Site
from newscrawl.items import SiteFacts
from newscrawl.urls import is_own_host


def site(domain: str) -> Site:
    facts = SiteFacts(name=domain, publisher=domain)
    return Site(facts=facts, domains=(domain,), sources=(), article_urls=re.compile(""))


@pytest.mark.parametrize(
    ("host", "is_own"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("localhost", True),
        ("gadgetpost.example", True),
        ("a.test", True),
        ("phonearena.com", False),
        ("example.com", False),
        ("192.168.0.1", False),
        ("myexample", False),
    ],
)
def test_loopback_and_reserved_names_are_our_own(host: str, is_own: bool) -> None:
    assert is_own_host(host) is is_own


@pytest.mark.parametrize(
    ("contact", "domains", "warned"),
    [
        ("", ["gadgetpost.example"], []),
        ("", ["gadgetpost.example", "phonearena.com", "wired.com"], ["phonearena.com, wired.com"]),
        ("crawl@news.example", ["phonearena.com"], []),
    ],
)
def test_only_strangers_need_a_contact(
    contact: str, domains: list[str], warned: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        warn_without_contact(contact, [site(domain) for domain in domains])

    assert [
        names in record.getMessage() for record, names in zip(caplog.records, warned, strict=True)
    ] == [True] * len(warned)
