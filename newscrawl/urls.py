"""Canonical URLs, hosts and registrable domains. Nothing here asks the network."""

from urllib.parse import urlsplit, urlunsplit

import tldextract
from w3lib.url import canonicalize_url, url_query_cleaner

# Parameters that say how a reader came, never what is shown.
TRACKING_PARAMETERS = (
    "utm_source utm_medium utm_campaign utm_term utm_content utm_id utm_social utm_brand "
    "fbclid gclid dclid gbraid wbraid msclkid mc_cid mc_eid igshid yclid twclid ttclid "
    "ref ref_src ref_url source src cmpid ncid cmp ito ftag guccounter guce_referrer "
    "guce_referrer_sig sref taid mbid rss _ga _gl"
).split()

# Offline on purpose: a crawl must not depend on, or tell, the public suffix list's host.
_suffixes = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def canonical_url(url: str) -> str:
    """
    Return the form of ``url`` that identifies an article here.

    https for http, no default port, no fragment, no tracking parameters, sorted query.

    >>> canonical_url("http://News.Example:80/a/?utm_source=x&b=2&a=1#top")
    'https://news.example/a/?a=1&b=2'
    """
    kept = url_query_cleaner(url, TRACKING_PARAMETERS, remove=True, keep_fragments=False)
    parts = urlsplit(canonicalize_url(kept))
    scheme = "https" if parts.scheme == "http" else parts.scheme
    host = (parts.hostname or "").rstrip(".")
    port = parts.port
    if ":" in host:
        host = f"[{host}]"
    netloc = host if port in (None, 80, 443) else f"{host}:{port}"
    return urlunsplit((scheme, netloc, parts.path or "/", parts.query, ""))


def host_of(url: str) -> str:
    """
    Return the host without port, lower case, without a leading ``www.``.

    >>> host_of("https://www.News.example:8080/a")
    'news.example'
    """
    return (urlsplit(url).hostname or "").rstrip(".").removeprefix("www.")


def registrable_domain(url: str) -> str:
    """
    Return the domain that a registrant owns, or the host where there is none (an IP address).

    >>> registrable_domain("https://live.news.bbc.co.uk/a")
    'bbc.co.uk'
    >>> registrable_domain("http://127.0.0.1:8000/")
    '127.0.0.1'
    """
    host = host_of(url)
    return _suffixes(host).top_domain_under_public_suffix or host
