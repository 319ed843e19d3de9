"""Outlets by name and by domain."""

import re
from functools import cache
from importlib.resources import files

from newscrawl.urls import host_of, registrable_domain


@cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    """Return names by every printed name, and names by domain."""
    by_name: dict[str, str] = {}
    by_domain: dict[str, str] = {}
    text = files("newscrawl.normalise").joinpath("outlets.txt").read_text("utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        name, domains, *others = (part.strip() for part in line.split("|"))
        for printed in (name, *(other.strip() for part in others for other in part.split(","))):
            by_name[printed] = name
        for domain in domains.split(","):
            by_domain[domain.strip()] = name
    return by_name, by_domain


def outlet_names() -> tuple[str, ...]:
    """Return every printed name, the longest first."""
    return tuple(sorted(_tables()[0], key=len, reverse=True))


def outlet_called(name: str) -> str | None:
    """
    Return the name of the outlet that is printed as ``name``; None where it is not known.

    >>> outlet_called("WSJ"), outlet_called("Xiaomi")
    ('The Wall Street Journal', None)
    """
    by_name = _tables()[0]
    return by_name.get(name) or by_name.get(re.sub(r"^[Tt]he\s", "", name))


def outlet_at(url: str) -> str | None:
    """
    Return the name of the outlet whose address ``url`` is; None where it is not known.

    >>> outlet_at("https://www.theverge.com/2026/3/1/a"), outlet_at("https://xiaomi.example/")
    ('The Verge', None)
    """
    by_domain = _tables()[1]
    host = host_of(url)
    while "." in host:
        if host in by_domain:
            return by_domain[host]
        host = host.partition(".")[2]
    return None


def is_named_for(name: str, url: str) -> bool:
    """
    Return whether ``name`` is what the domain of ``url`` is called after.

    >>> is_named_for("Gadget Post", "https://gadgetpost.example/a")
    True
    >>> is_named_for("Xiaomi", "https://gadgetpost.example/a")
    False
    """
    label = re.sub(r"[\W_]", "", registrable_domain(url).partition(".")[0]).casefold()
    letters = re.sub(r"[\W_]|^the\s", "", name.casefold())
    letters = letters.removeprefix("the")
    label = label.removeprefix("the")
    return (
        len(label) > 1
        and len(letters) > 1
        and (
            label == letters
            or (
                min(len(label), len(letters)) > 3
                and (label.startswith(letters) or letters.startswith(label))
            )
        )
    )
