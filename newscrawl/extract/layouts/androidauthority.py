"""Android Authority (androidauthority.com): Next.js, class names without meaning."""

from newscrawl.extract.layout import Layout

LAYOUTS = (
    Layout(
        name="androidauthority-next",
        hosts=("androidauthority.com",),
        # The body has no name of its own (by a public reader's rules for a page of June 2026),
        # so it is left to the general reading.
        author_name=("a[href*='/author/']",),
        unconfirmed=frozenset({"author_name"}),
    ),
)
