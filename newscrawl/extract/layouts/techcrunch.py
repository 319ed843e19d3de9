"""TechCrunch (techcrunch.com): WordPress; redesigned on 9 May 2024."""

from dataclasses import replace
from datetime import date

from newscrawl.extract.layout import Layout
from newscrawl.extract.layouts.families.wordpress import WORDPRESS

LAYOUTS = (
    # Confirmed: a saved page of 28 April 2024; the last day, by a public parser of the site.
    Layout(
        name="techcrunch-2018",
        hosts=("techcrunch.com",),
        last_day=date(2024, 5, 8),
        title=("h1.article__title",),
        byline=(".article__byline",),
        author_name=(".article__byline a",),
        body=(".article-content",),
        drop=("figcaption", ".wp-block-tc23-podcast-player", "[class*=newsletter]", ".embed"),
    ),
    # Confirmed: heading, body and the dropped blocks, by public parsers and readers, to June 2026.
    replace(
        WORDPRESS,
        name="techcrunch-2024",
        hosts=("techcrunch.com",),
        title=("h1.wp-block-post-title", "h1.article-hero__title"),
        author=(),
        unconfirmed=frozenset({"author_name"}),
        author_name=(".wp-block-tc23-author-card-name a", "[class*=author-card-name] a"),
        body=(".entry-content",),
        drop=(
            *WORDPRESS.drop,
            ".wp-block-techcrunch-post-authors-list",
            ".wp-block-techcrunch-event-cta",
            ".rightrail-promo",
            ".latest-in-pattern",
        ),
    ),
)
