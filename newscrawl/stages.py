"""
judge -> normalise -> revise -> card: what happens to an extracted page, in this order.

The pipelines call the stages one by one, ``newscrawl reextract`` calls :func:`read_article`; both
so come to the same article.
"""

from dataclasses import replace
from datetime import datetime

from newscrawl.errors import NotAnArticle, NotAStory, OutsidePeriod
from newscrawl.items import Article, ExtractedArticle, KnownArticle
from newscrawl.normalise import normalise
from newscrawl.stories import DEFAULT_THRESHOLD, Watchlist, story_card

__all__ = [
    "as_known",
    "card",
    "check_period",
    "check_story",
    "judge",
    "normalise",
    "read_article",
    "revise",
]


def judge(extracted: ExtractedArticle) -> ExtractedArticle:
    """Return ``extracted`` where its page is an article or a teaser; else raise NotAnArticle."""
    verdict = extracted.verdict
    if not verdict.is_article:
        raise NotAnArticle(
            f"{extracted.capture.url}: {verdict.kind}, not an article: {verdict.reason}",
            reason=verdict.kind.value,
        )
    return extracted


def check_period(
    article: Article, *, since: datetime | None = None, until: datetime | None = None
) -> Article:
    """
    Return ``article`` where it was published at ``since`` or later and before ``until``.

    An article without a date passes: it is not known to be outside. Else raises OutsidePeriod.
    """
    if article.published and (
        (since and article.published.at < since) or (until and article.published.at >= until)
    ):
        raise OutsidePeriod(f"{article.url} was published {article.published.at.isoformat()}")
    return article


def revise(article: Article, known: KnownArticle | None) -> Article | None:
    """
    Return ``article`` with its revision number, None where the archive has this text already.

    A revision is a change of title, authors or body, both read by the same extractor version:
    ``known`` is what today's says of the revision before.
    """
    if known is None:
        return replace(article, revision=1)
    if _text_of(article) == (known.title, known.authors, known.body_digest):
        return None
    return replace(article, revision=known.revision + 1)


def card(
    article: Article,
    watchlist: Watchlist | None = None,
    *,
    threshold: float = DEFAULT_THRESHOLD,
) -> Article:
    """Return ``article`` with its story card; ``threshold`` is a relevant story's least score."""
    story = story_card(
        article.title,
        article.blocks,
        language=article.language,
        watchlist=watchlist,
        threshold=threshold,
    )
    return replace(article, story=story)


def check_story(article: Article) -> Article:
    """Return ``article`` where its card is a legal or apology story; else raise NotAStory."""
    if article.story is None or not article.story.relevant:
        raise NotAStory(f"{article.url} is no legal or apology story")
    return article


def read_article(
    extracted: ExtractedArticle,
    known: KnownArticle | None,
    watchlist: Watchlist | None = None,
    *,
    threshold: float = DEFAULT_THRESHOLD,
) -> Article | None:
    """
    Return the article of a page, None where ``known`` has the same text.

    Raises PageError where the page is no article, or lacks what one needs.
    """
    revised = revise(normalise(judge(extracted)), known)
    return card(revised, watchlist, threshold=threshold) if revised else None


def as_known(article: Article) -> KnownArticle:
    """Return what the revise stage needs to know of ``article`` when it meets the next one."""
    title, authors, body_digest = _text_of(article)
    return KnownArticle(
        article_id=article.article_id,
        url=article.url,
        revision=article.revision,
        title=title,
        authors=authors,
        body_digest=body_digest,
        extractor_version=article.extractor_version,
    )


def _text_of(article: Article) -> tuple[str, tuple[str, ...], str]:
    return article.title, tuple(author.name for author in article.authors), article.body_digest
