"""Techdirt (techdirt.com): WordPress since February 2022."""

from dataclasses import replace

from newscrawl.extract.layouts.families.wordpress import WORDPRESS

# Confirmed: WordPress, by its feed and addresses, not the classes of its theme.
LAYOUTS = (
    replace(
        WORDPRESS,
        name="techdirt-2022",
        hosts=("techdirt.com",),
        title=("h1.posttitle", *WORDPRESS.title),
        byline=(".byline",),
        author_name=(".byline a[rel=author]", *WORDPRESS.author_name),
        author=(),
        published=(".pub_date", *WORDPRESS.published),
        body=(".postbody", *WORDPRESS.body),
        unconfirmed=frozenset({"title", "author_name", "published", "body"}),
        drop=(*WORDPRESS.drop, ".filed_under", ".companies", ".donate"),
    ),
)
