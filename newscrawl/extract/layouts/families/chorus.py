"""Vox Media's Chorus and its successor (The Verge, Polygon, SB Nation, Vox)."""

from datetime import date

from newscrawl.extract.layout import Layout

# Confirmed: body and the boxes in it, by the rules that public feed readers keep.
# Not seen: heading, byline and time.
CHORUS = Layout(
    name="chorus",
    unconfirmed=frozenset({"byline", "author_name", "published", "title"}),
    last_day=date(2022, 9, 12),  # The Verge left it on the next day; others stayed longer
    title=("h1.c-page-title",),
    byline=(".c-byline",),
    author_name=(".c-byline__author-name", ".c-byline__item a[href*='/authors/']"),
    published=("time.c-byline__item[datetime]",),
    body=(".c-entry-content",),
    drop=("aside", ".c-related-list", ".c-newsletter_signup_box", ".e-image__meta", "figcaption"),
)

# Confirmed: the duet classes in the selectors that public feed readers and scrapers keep,
# 2023 to 2026, byline and timestamp among them.
DUET = Layout(
    name="duet",
    unconfirmed=frozenset({"title"}),
    title=("h1[class*=duet--article]", ".duet--article--lede h1"),
    byline=(".duet--article--article-byline",),
    author_name=(".duet--article--article-byline a[href*='/authors/']",),
    published=("time.duet--article--timestamp[datetime]",),
    body=(".duet--article--article-body-component",),
    drop=(
        ".duet--article--sidebar",
        ".duet--article--disclaimer",
        ".duet--article--comments-join-the-conversation",
        ".duet--article--date-and-comments",
        ".duet--recirculation--related-list",
        "aside",
        "button",
        "figcaption",
    ),
)
