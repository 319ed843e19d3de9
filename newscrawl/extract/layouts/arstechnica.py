"""Ars Technica (arstechnica.com): WordPress; redesigned in October 2024."""

from dataclasses import replace
from datetime import date

from newscrawl.extract.layout import Layout
from newscrawl.extract.layouts.families.wordpress import WORDPRESS

LAYOUTS = (
    # Confirmed: heading, byline and body, by the rules of public feed readers.
    # The day of the redesign is known to the week only.
    Layout(
        name="arstechnica-2016",
        hosts=("arstechnica.com",),
        last_day=date(2024, 10, 2),
        title=("h1[itemprop=headline]",),
        byline=("p.byline",),
        author_name=("p.byline a[rel=author]", "p.byline a", "p.byline [itemprop=name]"),
        published=("time.date[datetime]",),
        body=("[itemprop=articleBody]", ".article-content"),
        drop=(".story-sidebar", ".pager", "aside", "figure", ".gallery", "[class*=interlude]"),
    ),
    # Confirmed: body and what is dropped, by public feed readers, to June 2026.
    replace(
        WORDPRESS,
        name="arstechnica-2024",
        hosts=("arstechnica.com",),
        unconfirmed=frozenset({"title", "author_name", "published"}),
        title=("article header h1",),
        author=(),
        author_name=("article header a[href*='/author/']",),
        published=("article header time[datetime]",),
        body=(".post-content",),
        drop=(
            *WORDPRESS.drop,
            ".text-settings-dropdown-story",
            ".text-settings",
            ".author-mini-bio",
            ".ars-interlude-container",
            ".ars-lightbox",
            "aside",
            "figure",
        ),
    ),
)
