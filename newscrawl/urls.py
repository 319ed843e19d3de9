"""Canonical URLs, hosts and registrable domains. Nothing here asks the network."""

import hashlib
import ipaddress
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

from newscrawl.errors import UsageError

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

# Parameters that say how a reader came, never what is shown.
TRACKING_PARAMETERS = tuple(
    """
    utm_source utm_medium utm_campaign utm_term utm_content utm_id utm_social utm_brand
    fbclid gclid dclid gbraid wbraid msclkid mc_cid mc_eid igshid yclid twclid ttclid
    ref ref_src ref_url source src cmpid ncid cmp ito ftag guccounter guce_referrer
    guce_referrer_sig sref taid mbid rss _ga _gl
    """.split()
)

# RFC 2606 and RFC 6761: names that are no one's site.
_RESERVED = ("localhost", "example", "test", "invalid")


# Extraction and normalising ask it of the same addresses.
@lru_cache(maxsize=1_000)
def canonical_url(url: str) -> str:
    """
    Return the form of ``url`` that identifies an article here.

    https for http, no user, no default port, no fragment, no tracking parameters, sorted query.
    What is no web address (another scheme, no host, a port that is none) comes back as it is: it
    equals nothing but itself.

    >>> canonical_url("http://News.Example:80/a/?utm_source=x&b=2&a=1#top")
    'https://news.example/a/?a=1&b=2'
    """
    url = url.strip()
    parts = _web_address(url)
    if parts is None:
        return url
    query = "&".join(
        pair
        for pair in parts.query.split("&")
        if pair.partition("=")[0].casefold() not in TRACKING_PARAMETERS
    )
    try:
        parts = urlsplit(canonicalize_url(urlunsplit((*parts[:3], query, ""))))
        host = (parts.hostname or "").rstrip(".")
        port = parts.port
    except ValueError:
        return url
    if ":" in host:
        host = f"[{host}]"
    is_default = port in (None, 443) or (parts.scheme, port) == ("http", 80)
    netloc = host if is_default else f"{host}:{port}"
    return urlunsplit(("https", netloc, parts.path or "/", parts.query, ""))


def article_id(url: str) -> str:
    """Return 16 hex digits of the SHA-256 of ``url``, which is canonical."""
    return hashlib.sha256(url.encode()).hexdigest()[:16]


def host_of(url: str) -> str:
    """
    Return the host without port, lower case, in ASCII (IDNA), without a leading ``www.``.

    Empty for what is no web address.

    >>> host_of("https://www.News.example:8080/a"), host_of("http://nürnberg.example/")
    ('news.example', 'xn--nrnberg-n2a.example')
    """
    parts = _web_address(url)
    host = (parts.hostname or "").rstrip(".").removeprefix("www.") if parts else ""
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:  # an empty label, or one too long
        return host


def registrable_domain(url: str) -> str:
    """
    Return the domain that a registrant owns, or the host where there is none (an IP address).

    >>> registrable_domain("https://live.news.bbc.co.uk/a")
    'bbc.co.uk'
    >>> registrable_domain("http://127.0.0.1:8000/")
    '127.0.0.1'
    """
    return _registrable(host_of(url))


# A page links to few hosts, and asks for each of them many times.
@lru_cache(maxsize=10_000)
def _registrable(host: str) -> str:
    return _suffixes().privatesuffix(host) or host


@cache
def _suffixes() -> "PublicSuffixList":
    from publicsuffixlist import PublicSuffixList  # no question to an archive needs it

    return PublicSuffixList(accept_unknown=False, only_icann=True)


def is_under(host: str, domain: str) -> bool:
    """
    Return whether ``host`` is ``domain`` or a subdomain of it.

    >>> is_under("m.news.example", "news.example"), is_under("fakenews.example", "news.example")
    (True, False)
    """
    return host == domain or host.endswith("." + domain)


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


def web_address(text: str, *, where: str) -> str:
    """Return ``text`` where it is an address to ask for; else raise UsageError, with ``where``."""
    parts = _web_address(text)
    if parts is None or any(mark.isspace() for mark in text.strip()):
        raise UsageError(f"{where}: {text!r} is no web address; write it out, https://...")
    if "@" in parts.netloc:
        raise UsageError(f"{where}: an address with a user name or password cannot be archived")
    return text.strip()


def _web_address(url: str) -> SplitResult | None:
    """Return the parts of an http(s) URL with a host and a port that can be; else None."""
    try:
        parts = urlsplit(url.strip())
        is_address = parts.scheme in ("http", "https") and bool((parts.hostname or "").strip("."))
        _ = parts.port  # raises where it is no number or too large
    except ValueError:
        return None
    return parts if is_address else None
