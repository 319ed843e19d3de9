"""Where a page points: resolved URLs."""

import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

# What joining leaves as it is: a path without dots to resolve, a query, no more; with a host, or
# behind that of the page.
_PATH = r"(?:/(?!\.\.?(?:[/?]|$))[\w.%~!$&'()*+,=:@-]+)*/?(?:\?[^#;]+)?"
_IS_WHOLE = re.compile(rf"https?://[\w.:-]+{_PATH}", re.ASCII)
_IS_PATH = re.compile(rf"(?=/){_PATH}", re.ASCII)


def absolute_url(href: str, base_url: str) -> str | None:
    """Return ``href`` as an absolute http(s) URL; None for another scheme or none at all."""
    href = "".join(href.split())
    if not href or href.startswith("#"):
        return None
    if href.isascii():
        if _IS_WHOLE.fullmatch(href):
            return href
        if (origin := _origin(base_url)) and _IS_PATH.fullmatch(href):
            return origin + href
    try:
        url = urljoin(base_url, href)
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


@lru_cache(maxsize=1_000)
def _origin(url: str) -> str:
    """Return scheme and host of an http(s) URL; "" for none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    is_web = parts.scheme in ("http", "https") and parts.netloc
    return f"{parts.scheme}://{parts.netloc}" if is_web else ""
