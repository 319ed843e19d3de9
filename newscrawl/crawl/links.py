"""Links as sources print them."""

from urllib.parse import urljoin


def absolute(href: str, url: str) -> str:
    """
    Return ``href`` as a document at ``url`` means it, empty where it is no address.

    >>> absolute("../a", "https://news.example/b/c/"), absolute("http://[", "https://news.example/")
    ('https://news.example/b/a', '')
    """
    try:
        return urljoin(url, href)
    except ValueError:
        return ""
