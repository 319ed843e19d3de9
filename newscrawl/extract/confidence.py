"""
How sure a field is, by the place it was read from: the share of pages on which that place was
right, measured on pages with known truth (title: exact; authors: the exact set; dates: the day).
"""

from newscrawl.items import FieldSource

LAYOUT = 0.97
# A fact about a site that nobody has seen stays below what the page declares of itself.
LAYOUT_UNCONFIRMED = 0.6

TITLE = {
    FieldSource.JSON_LD: 0.75,
    FieldSource.META: 0.65,
    FieldSource.VISIBLE_TEXT: 0.85,
    FieldSource.MICRODATA: 0.7,
}
AUTHORS = {
    FieldSource.JSON_LD: 0.9,
    FieldSource.META: 0.7,
    FieldSource.MICRODATA: 0.75,
    FieldSource.VISIBLE_TEXT: 0.65,
}
PUBLISHED = {
    FieldSource.JSON_LD: 0.96,
    FieldSource.META: 0.94,
    FieldSource.MICRODATA: 0.85,
    FieldSource.VISIBLE_TEXT: 0.75,
    FieldSource.URL: 0.6,
}
MODIFIED = PUBLISHED
# A body's confidence is the model's own expectation, but for these.
BODY_IN_JSON_LD = 0.8
# The longest story in a script may be another page's: frameworks load ahead.
BODY_IN_SCRIPTS = 0.6
