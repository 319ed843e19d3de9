"""Gizmochina (gizmochina.com): WordPress with tagDiv's Newspaper theme."""

from dataclasses import replace

from newscrawl.extract.layouts.families.wordpress import TAGDIV

# Confirmed: WordPress, by the addresses of its pictures. Unconfirmed: that its theme is
# Newspaper, as thumbnails in that theme's sizes (696x395) suggest.
LAYOUTS = (
    replace(
        TAGDIV,
        name="gizmochina-newspaper",
        hosts=("gizmochina.com",),
        unconfirmed=frozenset({"title", "author_name", "published", "body"}),
    ),
)
