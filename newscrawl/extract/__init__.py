"""
A captured page -> what it says, in its own words.

One parse a page, shared (:class:`Page`); a file a field. Each field gathers candidates from the
page's sources and chooses among them (:mod:`newscrawl.extract.choice`), so that a value says
where it was found, how sure that is and what it won against.
"""

from newscrawl.extract.article import EXTRACTOR_VERSION, extract_article
from newscrawl.extract.layout import Layout, layout_for
from newscrawl.extract.loaded import keep_what_is_loaded
from newscrawl.extract.page import Page
from newscrawl.extract.verdict import judge_page

__all__ = [
    "EXTRACTOR_VERSION",
    "Layout",
    "Page",
    "extract_article",
    "judge_page",
    "keep_what_is_loaded",
    "layout_for",
]
