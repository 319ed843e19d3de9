"""Where a page points: resolved URLs."""

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

# What joining leaves as it is: a path without dots to resolve, a query, no more; with a host, or
# behind that of the page.
_PATH = r"(?:/(?!\.\.?(?:[/?]|$))[\w.%~!$&'()*+,=:@-]+)*/?(?:\?[^#;\s]+)?"
_IS_WHOLE = re.compile(rf"https?://[\w.:-]+{_PATH}", re.ASCII)
_IS_PATH = re.compile(rf"(?=/){_PATH}", re.ASCII)
_SLASHES = re.compile(r"^(https?:|)/{3,}", re.IGNORECASE)
_BREAKS = dict.fromkeys(map(ord, "\t\n\r"))


def absolute_url(href: str, base_url: str) -> str | None:
    """
    Return ``href`` as an absolute http(s) URL; None for another scheme or none at all.

    As browsers read it (https://url.spec.whatwg.org/#url-parsing): line breaks and tabs count for
    nothing, a space within is part of the address, a backslash before the query is a slash.
    """
    href = href.strip()
    if not href or href.startswith("#"):
        return None
    if href.isascii():
        if _IS_WHOLE.fullmatch(href):
            return href
        if (origin := _origin(base_url)) and _IS_PATH.fullmatch(href):
            return origin + href
    path, mark, query = href.translate(_BREAKS).replace(" ", "%20").partition("?")
    href = _SLASHES.sub(r"\1//", path.replace("\\", "/")) + mark + query
    try:
        url = urljoin(base_url, href)
        parts = urlsplit(url)
    except ValueError:
        return None
    is_web = parts.scheme in ("http", "https") and parts.netloc and "%20" not in parts.netloc
    return url if is_web else None


def base_url(hrefs: Iterable[str | None], url: str) -> str:
    """
    Return what the links of a page at ``url`` are relative to: the first of ``hrefs``, those of
    its base elements, that is there; ``url`` where there is none or it is no address.
    """
    href = next((href for href in hrefs if href is not None), None)
    return (absolute_url(href, url) if href else None) or url


@lru_cache(maxsize=1_000)
def _origin(url: str) -> str:
    """Return scheme and host of an http(s) URL; "" for none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    is_web = parts.scheme in ("http", "https") and parts.netloc
    return f"{parts.scheme}://{parts.netloc}" if is_web else ""
