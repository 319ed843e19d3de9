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
    FieldSource.JSON_LD: 0.89,
    FieldSource.META: 0.85,
    FieldSource.MICRODATA: 0.82,
}
# Declared, but the site itself, an account's name, a crowd, or fewer than are printed.
AUTHORS_SITE = 0.4
AUTHORS_ACCOUNT = 0.5
AUTHORS_CROWD = 0.4
AUTHORS_SOME = 0.75
# Printed credits: a link to an author's page, "By ...", a name in a box named for authors.
AUTHORS_LINKED = 0.8
AUTHORS_BY_WORD = 0.78
AUTHORS_BY_CLASS = 0.7
AUTHORS_ELSEWHERE = 0.5
AUTHORS_BY_REL = 0.5

PUBLISHED = {
    FieldSource.JSON_LD: 0.96,
    FieldSource.META: 0.94,
    FieldSource.MICRODATA: 0.85,
    FieldSource.VISIBLE_TEXT: 0.6,
    FieldSource.URL: 0.55,
}
# Printed days: in the lines around the headline; elsewhere, in a box named for dates.
PUBLISHED_NEAR = 0.8
PUBLISHED_ELSEWHERE = 0.35
# A body's confidence is the model's own expectation, but for these.
BODY_IN_JSON_LD = 0.8
# The longest story in a script may be another page's: frameworks load ahead.
BODY_IN_SCRIPTS = 0.6
