"""PhoneArena (phonearena.com)."""

from newscrawl.extract.layout import Layout

LAYOUTS = (
    Layout(
        name="phonearena-2026",
        hosts=("phonearena.com",),
        # Confirmed: body and everything dropped, by a public reader's rules for a page of
        # June 2026. The author box stands after the story and runs name, role, biography and
        # links together; the last line before it asks "What do you think?".
        body=(".content-body",),
        drop=(
            ".content-header-widgets",
            ".content-disclaimer",
            ".content-after-content-row",
            ".content-author-byline",
            ".discussions-latest",
            ".phone-links",
            "figcaption",
        ),
        author=(".content-author-byline",),
        unconfirmed=frozenset({"author_name", "author_role", "author_biography"}),
        author_name=("[class*=author-name]", "[class*=-name]", "a[href*='/author']", "h3", "h4"),
        author_role=("[class*=author-position]", "[class*=-position]", "[class*=-role]"),
        author_biography=("[class*=author-bio]", "[class*=-bio]", "p"),
    ),
)
