"""The Register (theregister.com, theregister.co.uk)."""

from newscrawl.extract.layout import Layout

LAYOUTS = (
    Layout(
        name="theregister-2015",
        hosts=("theregister.com", "theregister.co.uk"),
        # Confirmed: body and the boxes in it, by the rules of several public feed readers.
        body=("#body",),
        drop=(
            ".promo_article",
            ".articleList",
            ".articlesByTag",
            "ul.listinks",
            ".listinks",
            ".wptl",
            "[aria-hidden=true]",
            "aside",
            "figcaption",
        ),
        # Confirmed by the same rules: a link an author in the byline.
        byline=(".byline",),
        author_name=(".byline a[href*='/Author/']", ".byline a"),
        unconfirmed=frozenset({"title", "published"}),
        title=("#top-col-story h1", ".header_right h1", "h1"),
        published=(".dateline", "time.dateline"),
    ),
)
