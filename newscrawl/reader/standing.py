"""
Which rows of the articles table stand.

Rows are only ever appended: a re-extraction writes an article's revisions anew under the next
generation. What stands is an article's highest generation; in it, a revision is the row that was
written last. What a row says may be asked only of rows that stand, once they are told apart.
"""

# What tells a row from every other.
KEY = ("site", "article_id", "generation", "revision", "written_at")

# Both read the table article_keys, which has the columns KEY.
REVISIONS = """
    SELECT * FROM article_keys
    QUALIFY generation = max(generation) OVER (PARTITION BY site, article_id)
        AND written_at = max(written_at) OVER (PARTITION BY site, article_id, generation, revision)
"""
LATEST = """
    SELECT * FROM article_keys
    QUALIFY row_number() OVER (
        PARTITION BY site, article_id ORDER BY generation DESC, revision DESC, written_at DESC
    ) = 1
"""
