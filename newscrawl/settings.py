"""
Scrapy's settings and ours: the stages and their order, politeness, and the one place that reads
the environment. ``newscrawl.environment.SETTINGS`` documents each NEWSCRAWL_* setting.

Plain values only; nothing here imports Scrapy, so that downstream jobs can ask where the archive
is (``from newscrawl import settings; settings.NEWSCRAWL_ARCHIVE``).
"""

import os
from pathlib import Path

from newscrawl import __version__
from newscrawl.environment import parse_environment
from newscrawl.errors import UsageError
from newscrawl.store_terms import Addressing, Encryption, ObjectLock

_values, problems = parse_environment(os.environ)


def check(*, but: tuple[str, ...] = ()) -> None:
    """
    Raise UsageError where the environment holds a NEWSCRAWL_* setting that cannot be meant.

    The values of settings named in ``but`` are the caller's no business: a reader has no spiders.
    """
    told = [problem for problem in problems if problem.partition("=")[0] not in but]
    if told:
        raise UsageError("; ".join(told))


def user_agent(contact: str) -> str:
    """Return what we call ourselves: the project, its version, and whom to write to."""
    return f"newscrawl/{__version__}" + (f" (+{contact})" if contact else "")


NEWSCRAWL_ARCHIVE: str = _values["NEWSCRAWL_ARCHIVE"]
NEWSCRAWL_SPOOL: str = _values["NEWSCRAWL_SPOOL"]
NEWSCRAWL_S3_ADDRESSING: Addressing = _values["NEWSCRAWL_S3_ADDRESSING"]
NEWSCRAWL_S3_ENCRYPTION: Encryption | None = _values["NEWSCRAWL_S3_ENCRYPTION"]
NEWSCRAWL_S3_KMS_KEY: str = _values["NEWSCRAWL_S3_KMS_KEY"]
NEWSCRAWL_S3_STORAGE_CLASS: str = _values["NEWSCRAWL_S3_STORAGE_CLASS"]
NEWSCRAWL_S3_OBJECT_LOCK: ObjectLock | None = _values["NEWSCRAWL_S3_OBJECT_LOCK"]
NEWSCRAWL_CONTACT: str = _values["NEWSCRAWL_CONTACT"]
NEWSCRAWL_WATCHLIST: str = _values["NEWSCRAWL_WATCHLIST"]
NEWSCRAWL_STORY_THRESHOLD: float = _values["NEWSCRAWL_STORY_THRESHOLD"]
NEWSCRAWL_SPIDERS: tuple[str, ...] = _values["NEWSCRAWL_SPIDERS"]
NEWSCRAWL_COMMIT_SECONDS: float = _values["NEWSCRAWL_COMMIT_SECONDS"]
NEWSCRAWL_COMMIT_ARTICLES: int = _values["NEWSCRAWL_COMMIT_ARTICLES"]
NEWSCRAWL_COMPACT_COMMITS: int = _values["NEWSCRAWL_COMPACT_COMMITS"]
NEWSCRAWL_DELAY_SECONDS: float = _values["NEWSCRAWL_DELAY_SECONDS"]
NEWSCRAWL_LONGEST_WAIT_SECONDS: float = _values["NEWSCRAWL_LONGEST_WAIT_SECONDS"]
NEWSCRAWL_TIMEOUT_SECONDS: float = _values["NEWSCRAWL_TIMEOUT_SECONDS"]
NEWSCRAWL_LARGEST_BODY_BYTES: int = _values["NEWSCRAWL_LARGEST_BODY_BYTES"]
NEWSCRAWL_SUMMARY: str = _values["NEWSCRAWL_SUMMARY"]
NEWSCRAWL_LOG_LEVEL: str = _values["NEWSCRAWL_LOG_LEVEL"]

BOT_NAME = "newscrawl"
SPIDER_MODULES = ["spiders", *NEWSCRAWL_SPIDERS]
NEWSPIDER_MODULE = "spiders"
COMMANDS_MODULE = "newscrawl.crawl.commands"
TEMPLATES_DIR = str(Path(__file__).with_name("templates"))  # scrapy genspider NAME DOMAIN

# The order of things: each stage takes the type that the one before it returns.
ITEM_PIPELINES = {
    "pipelines.judge.JudgePipeline": 100,
    "pipelines.normalise.NormalisePipeline": 200,
    "pipelines.revise.RevisePipeline": 300,
    "pipelines.card.CardPipeline": 400,
    "pipelines.archive.ArchivePipeline": 500,
}
EXTENSIONS = {
    "newscrawl.crawl.archiving.Archiving": 100,
    "newscrawl.crawl.faults.Faults": 300,
    "newscrawl.crawl.progress.Progress": 400,
    "scrapy.extensions.feedexport.FeedExporter": None,
    "newscrawl.crawl.exports.Exports": 500,
}
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "newscrawl.crawl.offsite.Offsite": 50,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "newscrawl.crawl.robots.Robots": 100,
    "newscrawl.crawl.waiting.Waiting": 560,
    "newscrawl.crawl.conditional.Conditional": 545,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "newscrawl.crawl.decoding.Decoding": 590,
    "newscrawl.crawl.truncation.Truncation": 595,
    "newscrawl.crawl.recording.Recording": 950,  # next to the downloader
}

# Who we are, and what we leave alone.
USER_AGENT = user_agent(NEWSCRAWL_CONTACT)
ROBOTSTXT_USER_AGENT = "newscrawl"
ROBOTSTXT_OBEY = True
DOWNLOAD_VERIFY_CERTIFICATES = True
COOKIES_ENABLED = False  # no reader's session, no consent given in anyone's name
HTTPCACHE_ENABLED = False  # a capture must come from the site
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
REFERRER_POLICY = "no-referrer"

# These hold whatever the command line, a spider or a deployment says: an archive that is cited
# must be able to say how it was made.
NEWSCRAWL_FIXED = {
    "ROBOTSTXT_OBEY": True,
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    "COOKIES_ENABLED": False,
    "HTTPCACHE_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
}

DOWNLOAD_DELAY = NEWSCRAWL_DELAY_SECONDS
DOWNLOAD_DELAY_JITTER = 0.5
CONCURRENT_REQUESTS = 8
CONCURRENT_REQUESTS_PER_DOMAIN = 2
CONCURRENT_ITEMS = 1  # a response has one; Scrapy starts this many tasks for each response
DOWNLOAD_TIMEOUT = NEWSCRAWL_TIMEOUT_SECONDS
RETRY_TIMES = 2
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"  # the source or page that is lost says so itself
REDIRECT_MAX_TIMES = 10
METAREFRESH_ENABLED = False  # a page that refreshes itself is recorded and judged as it is
DEPTH_LIMIT = 4  # sitemap index, sitemap, article: anything deeper is a loop

# Recorded as truncated, then tried again; Scrapy would discard both without a capture.
DOWNLOAD_FAIL_ON_DATALOSS = False
DOWNLOAD_MAXSIZE = 0  # newscrawl.crawl.recording cuts at NEWSCRAWL_LARGEST_BODY_BYTES
DOWNLOAD_WARNSIZE = 0

FEED_EXPORTERS = {
    "json": "newscrawl.crawl.exports.JsonExporter",
    "jsonl": "newscrawl.crawl.exports.JsonLinesExporter",
    "jsonlines": "newscrawl.crawl.exports.JsonLinesExporter",
    "jl": "newscrawl.crawl.exports.JsonLinesExporter",
    "csv": "newscrawl.crawl.exports.CsvExporter",
    # Scrapy's own, which do not know our records, are refused with the list of the others.
    "xml": None,
    "marshal": None,
    "pickle": None,
}
FEED_EXPORT_ENCODING = "utf-8"

LOG_LEVEL = NEWSCRAWL_LOG_LEVEL
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
LOG_FORMATTER = "newscrawl.crawl.logs.Formatter"
LOG_VERSIONS: list[str] = []
LOGSTATS_INTERVAL = 0  # newscrawl.crawl.progress
STATS_DUMP = False
