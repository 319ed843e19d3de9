"""GSMArena (gsmarena.com): hand-made pages, latin-1 in their meta tag until long ago."""

from newscrawl.extract.layout import Layout

LAYOUTS = (
    Layout(
        name="gsmarena-assets10",
        hosts=("gsmarena.com", "m.gsmarena.com"),
        # Confirmed: heading, body and source line, by public scrapers of its news pages.
        title=("h1.article-info-name",),
        body=("#review-body", ".review-body"),
        drop=(".article-source", ".article-tags", "iframe", ".adv"),
        unconfirmed=frozenset({"byline", "author_name", "published"}),
        byline=(".article-info-meta .reviewer", ".reviewer"),
        author_name=(".article-info-meta .reviewer-name", ".reviewer-name"),
        published=(".article-info-meta time", ".dtreviewed"),
    ),
)
