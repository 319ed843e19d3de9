"""The site itself as an author: its names, its desks and teams."""

import re

from newscrawl.extract.jsonld import text_of, types_of
from newscrawl.extract.likeness import letters_of
from newscrawl.extract.page import Page

DESK = re.compile(
    r"\b(?:staff|team|desk|editors?|writers?|reporters?|newsroom|editorial|readers?|contributors?|"
    r"redaktion|redacci[oó]n|r[eé]daction|redazione|redactie|redakcja|редакция|bureau|agency)$|"
    r"^team\b|(?:編集部|編輯部|编辑部|편집부)$",
    re.IGNORECASE,
)
# "The Daily News (www.dailynews.example)"
_ADDRESS = re.compile(r"www\.([\w.-]+)")
# Labels of hosts that name no site.
_NO_NAMES = frozenset("www com org net co blog blogs news de en uk m amp".split())


def own_names_of(page: Page) -> frozenset[str]:
    """
    Return the letters of the site's and its publisher's names.

    Not those of every organisation that the page's data names: an agency may be the author.
    """
    host = page.host.removeprefix("www.")
    names = [host, *host.split(".")[:-1]]
    names += page.meta_values("og:site_name", "application-name")
    names += [text_of(item.get("name")) for item in page.json_ld if "WebSite" in types_of(item)]
    for item in page.article_objects:
        publisher = item.get("publisher")
        if isinstance(publisher, dict):
            names.append(text_of(page.resolved(publisher).get("name")))
    letters = {letters_of(name) for name in names if name}
    return frozenset(own for own in letters if len(own) > 1 and own not in _NO_NAMES)


def is_own(name: str, own_names: frozenset[str]) -> bool:
    """
    Tell whether ``name`` is the site's or its publisher's: what a CMS says without a byline.

    >>> is_own("Daily News Staff", frozenset({"dailynews"})), is_own("Ana Rey", frozenset({"rey"}))
    (True, True)
    """
    letters = letters_of(name)
    address = _ADDRESS.search(name)
    return (address is not None and letters_of(address[1]) in own_names) or any(
        own == letters
        or f"({own}" in name.casefold()
        or own in map(letters_of, name.split())
        or (
            len(own) > 3
            and (letters.startswith(own) or (len(letters) > 3 and own.startswith(letters)))
        )
        for own in own_names
    )
