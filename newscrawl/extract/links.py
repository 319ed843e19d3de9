"""Where a page points: resolved URLs."""

from urllib.parse import urljoin, urlsplit


def absolute_url(href: str, base_url: str) -> str | None:
    """Return ``href`` as an absolute http(s) URL; None for another scheme or none at all."""
    href = "".join(href.split())
    if not href or href.startswith("#"):
        return None
    try:
        url = urljoin(base_url, href)
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
