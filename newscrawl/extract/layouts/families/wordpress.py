"""WordPress: the classes that core and the wide-spread themes put on a post."""

from newscrawl.extract.layout import Layout

# Confirmed: entry-title, entry-content and the vcard author are what WordPress core's and the
# default themes' templates print (developer.wordpress.org, template tags and block reference),
# and stand so in saved pages of several publishers.
WORDPRESS = Layout(
    name="wordpress",
    title=("h1.entry-title", "h1.wp-block-post-title"),
    author=(".author.vcard", ".wp-block-post-author"),
    author_name=(".fn", ".wp-block-post-author__name"),
    author_biography=(".wp-block-post-author__bio",),
    published=("time.entry-date.published", ".wp-block-post-date time"),
    modified=("time.updated[datetime]",),
    body=(".entry-content",),
    drop=(
        # Confirmed: Jetpack, the sharing and related-posts add-on of WordPress.com.
        ".sharedaddy",
        ".jp-relatedposts",
        ".wp-block-embed",
        ".wp-block-latest-posts",
        ".wp-block-query",
        ".wp-block-button",
        ".entry-footer",
        ".post-navigation",
        ".author-box",
        "[class*=newsletter]",
        "figcaption",
    ),
)

# Confirmed: the Newspaper theme by tagDiv (saved pages of several publishers; its templates
# print td-post-content around the post, tdb- classes where the site is built with its composer).
TAGDIV = Layout(
    name="tagdiv",
    title=("h1.tdb-title-text", "h1.entry-title"),
    byline=(".tdb-author-name-wrap", ".td-post-author-name"),
    author=(".author-box-wrap", ".tdb-author-box", ".tdb-author-name-wrap", ".td-post-author-name"),
    author_name=(".td-author-name a", ".tdb-author-name", "a[rel=author]", "a"),
    author_biography=(".td-author-description", ".tdb-author-descr"),
    published=("time.entry-date[datetime]",),
    body=(".td-post-content",),
    drop=(
        ".td-a-rec",
        ".td_block_related_posts",
        ".td-post-featured-image",
        ".td-post-source-tags",
        ".td-post-sharing",
        ".author-box-wrap",
        *WORDPRESS.drop,
    ),
)
