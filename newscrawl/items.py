"""The nouns: what a stage takes and what it hands on. All frozen; all times aware UTC."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class FieldSource(StrEnum):
    """Where on a page a field was read."""

    JSON_LD = "json-ld"
    META = "meta"
    MICRODATA = "microdata"
    LAYOUT = "layout"
    VISIBLE_TEXT = "visible text"
    URL = "url"


class Precision(StrEnum):
    """The finest unit that a printed time names."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"  # an age: "3 hours ago"
    DAY = "day"


class DayOrder(StrEnum):
    """How a page prints dates in numbers: 3/4/2026."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


class PageKind(StrEnum):
    """What a captured page is; only ARTICLE and TEASER become articles."""

    ARTICLE = "article"
    TEASER = "teaser"
    LISTING = "listing"
    MEDIA_PAGE = "media page"  # a film, a gallery or a recording is what it shows
    CONSENT_WALL = "consent wall"
    LOGIN_WALL = "login wall"
    BLOCK_PAGE = "block page"
    ERROR_PAGE = "error page"
    NEEDS_JAVASCRIPT = "needs javascript"
    NOT_HTML = "not html"
    TRUNCATED = "truncated"


class BlockKind(StrEnum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    QUOTE = "quote"
    TABLE = "table"
    CODE = "code"


class Platform(StrEnum):
    """Where an embedded post or player is at home."""

    X = "x"
    WEIBO = "weibo"
    YOUTUBE = "youtube"
    INSTAGRAM = "instagram"
    TIKTOK = "tiktok"
    FACEBOOK = "facebook"
    BLUESKY = "bluesky"
    MASTODON = "mastodon"
    THREADS = "threads"
    REDDIT = "reddit"


class StoryKind(StrEnum):
    """What happened."""

    LAWSUIT = "lawsuit"
    RULING = "ruling"
    SETTLEMENT = "settlement"
    PENALTY = "penalty"
    INVESTIGATION = "investigation"
    CRIMINAL = "criminal"
    BAN = "ban"
    RECALL = "recall"
    APOLOGY = "apology"
    TAKEDOWN = "takedown"


class Matter(StrEnum):
    """What it is about."""

    DEFAMATION = "defamation"
    PATENT = "patent"
    COPYRIGHT = "copyright"
    TRADEMARK = "trademark"
    ANTITRUST = "antitrust"
    PRIVACY = "privacy"
    SECURITY = "security"
    CONSUMER = "consumer"
    SAFETY = "safety"
    LABOR = "labor"
    CONTRACT = "contract"
    SECURITIES = "securities"
    FRAUD = "fraud"
    CONTENT = "content"
    DISCRIMINATION = "discrimination"
    EXPORT = "export"
    OTHER = "other"


class Side(StrEnum):
    """Which part a party plays."""

    CLAIMANT = "claimant"
    RESPONDENT = "respondent"
    AUTHORITY = "authority"
    APOLOGIST = "apologist"
    RECIPIENT = "recipient"


class Stage(StrEnum):
    """How far a matter has come, as its story tells it; what is only alleged is never decided."""

    ALLEGED = "alleged"  # rumoured, or said of someone: nothing is before a court or an authority
    THREATENED = "threatened"
    FILED = "filed"
    PENDING = "pending"  # investigated, heard, on trial
    RULED = "ruled"  # a court or an authority has decided
    SETTLED = "settled"
    DISMISSED = "dismissed"
    APPEALED = "appealed"
    PAID = "paid"
    WITHDRAWN = "withdrawn"


class AmountRole(StrEnum):
    """What money is in a story."""

    FINE = "fine"
    SETTLEMENT = "settlement"
    CLAIMED = "damages claimed"
    AWARDED = "damages awarded"
    REFUND = "refund"
    PER_PERSON = "per person"
    OTHER = "other"


class CaptureRole(StrEnum):
    """What a URL was fetched for."""

    ROBOTS = "robots"
    SOURCE = "source"
    ARTICLE = "article"
    OTHER = "other"


class TextPart(StrEnum):
    """The text that offsets point into."""

    TITLE = "title"
    BODY = "body"


class CardStatus(StrEnum):
    """Whether the story stage could read the article at all."""

    READ = "read"
    NOT_READ = "not read"  # no rules for its language: never the same as "not relevant"


@dataclass(frozen=True, kw_only=True, slots=True)
class SiteFacts:
    """
    What is known of a site beforehand.

    ``language`` is a BCP 47 tag and ``timezone`` an IANA name, each None where the site is not a
    named one; both are only used where a page itself does not say.
    """

    name: str
    publisher: str
    language: str | None = None
    timezone: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Exchange:
    """
    One HTTP request and its response, as sent and as received.

    Header pairs keep order and repeats. ``body`` still has its content coding. ``truncated`` is
    the WARC-Truncated reason where the body is not whole, else None.
    """

    method: str
    url: str
    request_headers: tuple[tuple[bytes, bytes], ...]
    request_body: bytes = b""
    status: int
    http_version: str
    response_headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    received_at: datetime
    role: CaptureRole = CaptureRole.OTHER
    ip_address: str | None = None
    truncated: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Capture:
    """
    One stored HTTP response: where it is and what identifies it; not its bytes.

    ``capture_id`` is the UUID of the WARC-Record-ID. ``payload_digest`` hashes the HTTP body as
    received (``sha256:`` and hex). ``revisit_of`` names the capture that holds the body where
    this one is a WARC revisit (status 304, or the same payload again), else None.
    """

    capture_id: str
    site: str
    run_id: str
    url: str
    captured_at: datetime
    role: CaptureRole
    status: int
    media_type: str
    payload_digest: str
    payload_bytes: int
    etag: str | None = None
    last_modified: str | None = None
    redirect_to: str | None = None
    truncated: str | None = None
    revisit_of: str | None = None
    warc_key: str
    warc_offset: int
    warc_bytes: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Snapshot:
    """A capture with its bytes: header pairs in order, ``body`` with the content coding undone."""

    capture: Capture
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What a page is, and the sign it was told by (for people)."""

    kind: PageKind
    reason: str

    @property
    def is_article(self) -> bool:
        return self.kind in (PageKind.ARTICLE, PageKind.TEASER)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rival:
    """A value that lost against the one chosen."""

    text: str
    source: FieldSource
    confidence: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading(Generic[T]):
    """
    A field as read: the value, where it was found, and how sure that is, 0.0 to 1.0.

    ``reasons`` are the signs that spoke most for it, for people.
    """

    value: T
    source: FieldSource
    confidence: float
    reasons: tuple[str, ...] = ()
    rivals: tuple[Rival, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A link in a text: ``text[start:end]`` is what it covers; ``url`` is absolute."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """
    One paragraph, heading, list item, quotation or table (cells by tabs) of a body.

    ``level`` is 1 to 6 of a heading and the depth from 1 of a list item; ``is_ordered`` tells
    whether a list item is numbered; ``speaker`` is who is quoted, as the page marks it: each None
    for another kind, or where the page does not say. ``place`` counts the blocks that were read
    before it: by it what stands between blocks keeps its place when some are left out.
    """

    kind: BlockKind
    text: str
    links: tuple[Link, ...] = ()
    level: int | None = None
    is_ordered: bool | None = None
    speaker: str | None = None
    place: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """
    A picture in a story: its caption and credit are no text of the body.

    ``url`` is absolute, None where the page draws it by a script; ``caption`` and ``credit`` are
    None where not given. ``after`` counts the blocks of the body that stand before it.
    """

    url: str | None
    caption: str | None
    credit: str | None
    after: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Embed:
    """
    A post or player of another platform in a story: its text is no text of the body.

    ``url`` is that of the post, or of the player where the page gives no other. ``author`` is the
    handle without ``@``, ``text`` the post's words; None where the page does not give them.
    ``after`` counts the blocks of the body that stand before it.
    """

    platform: Platform
    url: str
    author: str | None = None
    text: str | None = None
    after: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PrintedAuthor:
    """An author as the page gives it, before any cleaning."""

    name: str
    profile_url: str | None = None
    role: str | None = None
    biography: str | None = None
    is_organisation: bool | None = None  # None: the page does not say


@dataclass(frozen=True, kw_only=True, slots=True)
class ExtractedArticle:
    """
    What a captured page says, in its own words: text as printed, nothing interpreted.

    ``day_order`` is the order of its dates in numbers, where something on the page shows it.
    """

    site: SiteFacts
    capture: Capture
    extractor_version: str
    verdict: Verdict
    canonical_url: str
    title: Reading[str] | None
    byline: str | None
    authors: Reading[tuple[PrintedAuthor, ...]] | None
    published: Reading[str] | None
    modified: Reading[str] | None
    day_order: DayOrder | None = None
    body: Reading[tuple[Block, ...]] | None
    section: str | None
    language: str | None
    description: str | None
    lead_image: str | None
    pictures: tuple[Picture, ...] = ()
    embeds: tuple[Embed, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Author:
    """
    One person or organisation of a byline.

    ``name`` is bare: no "By", role, date or biography.
    """

    name: str
    role: str | None = None
    profile_url: str | None = None
    biography: str | None = None
    is_organisation: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """A time in UTC with its precision and the text it was read from."""

    at: datetime
    precision: Precision
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """A quote and its place: ``title[start:end]`` or ``body[start:end]`` is ``quote``."""

    quote: str
    part: TextPart
    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CreditedSource:
    """The outlet that a story says it has the news from."""

    name: str
    url: str | None
    evidence: Evidence


@dataclass(frozen=True, kw_only=True, slots=True)
class KindFinding:
    kind: StoryKind
    evidence: Evidence


@dataclass(frozen=True, kw_only=True, slots=True)
class MatterFinding:
    matter: Matter
    evidence: Evidence


@dataclass(frozen=True, kw_only=True, slots=True)
class Party:
    """
    A principal party.

    ``name`` is the everyday name; the evidence holds it as printed. ``brand_id`` is set where the
    brand table or the user's watchlist knows the name, else None.
    """

    name: str
    side: Side
    brand_id: str | None
    evidence: Evidence


@dataclass(frozen=True, kw_only=True, slots=True)
class Amount:
    """
    Money: as printed, and read (``value`` in units of ``currency``, an ISO 4217 code).

    ``is_limit`` is set where it is the most that is told of: "up to $5,000", the end of a range.
    """

    text: str
    value: float | None
    currency: str | None
    role: AmountRole = AmountRole.OTHER
    is_limit: bool = False
    evidence: Evidence


@dataclass(frozen=True, kw_only=True, slots=True)
class StageFinding:
    stage: Stage
    evidence: Evidence


@dataclass(frozen=True, kw_only=True, slots=True)
class Forum:
    """A court or regulator before which the matter is; ``brand_id`` as in Party."""

    name: str
    brand_id: str | None
    evidence: Evidence


@dataclass(frozen=True, kw_only=True, slots=True)
class ActDate:
    """
    When an act took or takes place, as printed; ``on`` is None where that has no day or no year.

    ``is_deadline`` tells the last day to claim, object or opt out.
    """

    on: date | None
    is_deadline: bool
    evidence: Evidence


@dataclass(frozen=True, kw_only=True, slots=True)
class ApologyFinding:
    """
    An apology: ``act`` is its sentence; all else is None where the story does not say.

    ``by`` and ``to`` name who apologises to whom, ``reason`` says for what, ``amends`` with what,
    ``words`` are those of the apology, from within its quotation marks.
    """

    act: Evidence
    by: Evidence | None = None
    to: Evidence | None = None
    reason: Evidence | None = None
    amends: Evidence | None = None
    words: Evidence | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class StoryCard:
    """
    The story in an article: what happened, what about, who against whom, how much.

    ``score`` is 0.0 to 1.0; ``relevant`` is the score held against the threshold. ``brands`` are
    the ids of every known brand that title or body names. The first amount is the principal one.
    ``lead_end`` is where in the body the lead ends: what stands after it is background. None where
    no card was made by a version that says so.
    """

    status: CardStatus
    relevant: bool
    score: float
    kinds: tuple[KindFinding, ...] = ()
    matter: MatterFinding | None = None
    parties: tuple[Party, ...] = ()
    amounts: tuple[Amount, ...] = ()
    stage: StageFinding | None = None
    forums: tuple[Forum, ...] = ()
    dates: tuple[ActDate, ...] = ()
    apology: ApologyFinding | None = None
    brands: tuple[str, ...] = ()
    lead_end: int | None = None
    card_version: str

    def is_background(self, evidence: Evidence) -> bool:
        """Tell whether a quote of the body stands after the lead."""
        after = self.lead_end is not None and evidence.start >= self.lead_end
        return after and evidence.part is TextPart.BODY


@dataclass(frozen=True, kw_only=True, slots=True)
class Provenance:
    """Where a field of an article came from, and what spoke for it."""

    field: str
    source: FieldSource
    confidence: float
    reasons: tuple[str, ...] = ()
    rivals: tuple[Rival, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """
    One revision of an article, in the archive's terms.

    ``url`` is canonical and ``article_id`` derives from it. ``revision`` counts from 1; 0 before
    the revise stage has numbered it. ``body_digest`` hashes the normalised body. ``story`` is
    None before the card stage.
    """

    article_id: str
    site: str
    publisher: str
    url: str
    title: str
    byline: str | None
    authors: tuple[Author, ...]
    published: Moment | None
    modified: Moment | None
    section: str | None
    language: str | None
    description: str | None
    lead_image: str | None
    blocks: tuple[Block, ...]
    credited_sources: tuple[CreditedSource, ...]
    is_teaser: bool
    provenance: tuple[Provenance, ...]
    body_digest: str
    extractor_version: str
    capture_id: str
    captured_at: datetime
    captured_url: str
    run_id: str
    pictures: tuple[Picture, ...] = ()
    embeds: tuple[Embed, ...] = ()
    revision: int = 0
    story: StoryCard | None = None

    @property
    def body(self) -> str:
        """The blocks' texts, a blank line between; what body offsets point into."""
        return body_text(self.blocks)


def body_text(blocks: Sequence[Block]) -> str:
    return "\n\n".join(block.text for block in blocks)


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownArticle:
    """What the archive holds of an article's latest revision, as the revise stage needs it."""

    article_id: str
    url: str
    revision: int
    title: str
    authors: tuple[str, ...]
    body_digest: str
    extractor_version: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RunCounts:
    """What a run met, as its summary and the runs table say it."""

    found: int = 0
    fetched: int = 0
    new: int = 0
    revised: int = 0
    unchanged: int = 0
    stories: int = 0
    dropped: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceOutcome:
    """
    How a source answered in a run.

    ``status`` is None where there was no answer. ``entries`` counts the articles it announced,
    None where it was not modified (304) or could not be read. ``error`` is None where it is
    healthy.
    """

    url: str
    confirmed: bool
    status: int | None
    entries: int | None
    error: str | None = None
