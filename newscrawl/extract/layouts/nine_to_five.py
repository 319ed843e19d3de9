"""9to5Mac, 9to5Google and their sisters: one WordPress theme."""

from dataclasses import replace

from newscrawl.extract.layouts.families.wordpress import WORDPRESS

# Confirmed: body and what is dropped, by public feed readers, to June 2026.
LAYOUTS = (
    replace(
        WORDPRESS,
        name="9to5",
        hosts=("9to5mac.com", "9to5google.com", "9to5toys.com", "electrek.co", "dronedj.com"),
        author=(),
        unconfirmed=frozenset({"author_name"}),
        author_name=(".author-name a[rel=author]", ".author a[rel=author]"),
        body=("#main .post-content", ".post-content", ".entry-content"),
        drop=(
            *WORDPRESS.drop,
            ".google-preferred-source-badge",
            ".ad-disclaimer-container",
            ".disclaimer-affiliate",
            ".visitor-promo",
            "#after_disclaimer_placement",
            ".btn-gpsource-bt-article",
            ".top-comment",
            ".wp-lightbox-overlay",
        ),
    ),
)
