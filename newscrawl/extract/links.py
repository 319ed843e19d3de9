"""Where a page points: resolved URLs."""

import re
from urllib.parse import urljoin, urlsplit

# What joining leaves as it is: a host, a path without dots to resolve, a query, no more.
_IS_WHOLE = re.compile(r"https?://[\w.:-]+(?:/[\w%~!$&'()*+,=:@-]+)*/?(?:\?[^#;]+)?$")


def absolute_url(href: str, base_url: str) -> str | None:
    """Return ``href`` as an absolute http(s) URL; None for another scheme or none at all."""
    href = "".join(href.split())
    if not href or href.startswith("#"):
        return None
    if _IS_WHOLE.match(href) and href.isascii():
        return href
    try:
        url = urljoin(base_url, href)
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
