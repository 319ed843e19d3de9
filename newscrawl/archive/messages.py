"""What a capture's row takes from the headers of its HTTP message."""

from urllib.parse import urljoin

from newscrawl.archive.warc import Headers, bare_url
from newscrawl.items import Exchange


def header(headers: Headers, name: bytes) -> str | None:
    """Return the first value of a header, None where it is not there or empty."""
    for key, value in headers:
        if key.lower() == name:
            return value.decode("latin-1").strip() or None
    return None


def media_type(headers: Headers) -> str:
    """
    Return the Content-Type without its parameters, in lower case; empty where there is none.

    >>> media_type([(b"Content-Type", b"Text/HTML; charset=utf-8")])
    'text/html'
    """
    return (header(headers, b"content-type") or "").split(";")[0].strip().lower()


def redirect_target(exchange: Exchange) -> str | None:
    """Return the absolute URL that a redirect points at; None for any other answer."""
    location = header(exchange.response_headers, b"location")
    if not 300 <= exchange.status < 400 or location is None:
        return None
    try:
        return bare_url(urljoin(exchange.url, location))
    except ValueError:
        return location  # as sent: a broken target is still what the server said
