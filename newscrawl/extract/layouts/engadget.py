"""Engadget (engadget.com): Yahoo's publishing system."""

from newscrawl.extract.layout import Layout

LAYOUTS = (
    Layout(
        name="engadget-caas",
        hosts=("engadget.com",),
        # Confirmed: bodies by public readers and scrapers, the older one's first.
        body=(".article-text", ".caas-body"),
        drop=(
            "[class*=newsletter]",
            "[data-component=ProductInfo]",
            ".caas-da",
            ".caas-readmore",
            "aside",
            "figure",
            "button",
        ),
        unconfirmed=frozenset({"byline", "author_name", "published"}),
        byline=(".caas-attr-item-author",),
        author_name=(".caas-attr-item-author a", ".caas-author-byline-collapse"),
        published=(".caas-attr-time-style time[datetime]",),
    ),
)
