"""What a page says, in the archive's terms: people, moments, clean blocks, credited sources."""

from newscrawl.normalise.article import body_digest, normalise
from newscrawl.normalise.bodies import clean_blocks
from newscrawl.normalise.bylines import people, people_of_byline
from newscrawl.normalise.dates import parse_moment
from newscrawl.normalise.printing import as_printed
from newscrawl.normalise.sources import credited_sources
from newscrawl.urls import article_id

__all__ = [
    "article_id",
    "as_printed",
    "body_digest",
    "clean_blocks",
    "credited_sources",
    "normalise",
    "parse_moment",
    "people",
    "people_of_byline",
]
