"""
The NEWSCRAWL_* settings: name, default, meaning, and how a text becomes a value.

:mod:`newscrawl.settings` reads them from the environment once; ``scrapy crawl -s NAME=VALUE``
overrides one for a run. Both refuse what cannot be meant: a wrong value, or a name that is none.
"""

import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newscrawl.closest import unknown
from newscrawl.errors import UsageError
from newscrawl.store_terms import (
    parse_addressing,
    parse_encryption,
    parse_object_lock,
    parse_storage_class,
)

PREFIX = "NEWSCRAWL_"
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """
    One setting. ``parse`` raises ValueError with what was wanted.

    ``scrapy_name`` is Scrapy's own setting that takes the same value, None where there is none.
    One that ``is_of_process`` is read from the environment only: no command overrides it.
    """

    name: str
    default: str
    meaning: str
    parse: Callable[[str], Any]
    scrapy_name: str | None = None
    is_of_process: bool = False


def parse_text(text: str) -> str:
    return text.strip()


def parse_name(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be empty")
    return text.strip()


def parse_contact(text: str) -> str:
    """Return a mail address or web address; both go into the user agent, so no spaces in them."""
    text = text.strip()
    if any(mark.isspace() or mark in "()\\" or not mark.isprintable() for mark in text):
        raise ValueError("must be one mail address or web address, without spaces or brackets")
    if text and "@" not in text and "://" not in text:
        raise ValueError(
            "must be a mail address (crawl@example.org) or a web address (https://...)"
        )
    return text


def parse_file(text: str) -> str:
    text = text.strip()
    if text and not Path(text).is_file():
        raise ValueError("names no file")
    return text


def parse_modules(text: str) -> tuple[str, ...]:
    """Return the module names of a comma-separated list, each of which can be found."""
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    for name in names:
        try:
            found = importlib.util.find_spec(name)
        except (ImportError, ValueError):
            found = None
        if found is None:
            raise ValueError(f"names the module {name!r}, which is not on the Python path")
    return names


def parse_log_level(text: str) -> str:
    level = text.strip().upper()
    if level not in LOG_LEVELS:
        raise ValueError(f"must be one of {', '.join(LOG_LEVELS)}")
    return level


def whole_number(*, at_least: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = at_least - 1
        if number < at_least:
            raise ValueError(f"must be a whole number, {at_least} or more")
        return number

    return parse


def seconds(*, at_least: float) -> Callable[[str], float]:
    def parse(text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            number = float("nan")
        if not at_least <= number <= 86_400:  # not-a-number fails this too
            raise ValueError(f"must be seconds, from {at_least:g} to 86400")
        return number

    return parse


def probability(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not 0 <= number <= 1:  # not-a-number fails this too
        raise ValueError("must be a number from 0 to 1")
    return number


SETTINGS = (
    Setting(
        name="NEWSCRAWL_ARCHIVE",
        default="archive",
        meaning="Where the archive is: a folder, file:///path, or s3://bucket/prefix. Endpoint, "
        "region and credentials of a store come from the AWS_* variables, never from the URI.",
        parse=parse_name,
    ),
    Setting(
        name="NEWSCRAWL_SPOOL",
        default="spool",
        meaning="A folder on a local disk for what is not committed yet. Must survive a restart.",
        parse=parse_name,
    ),
    Setting(
        name="NEWSCRAWL_S3_ADDRESSING",
        default="auto",
        meaning="Where the bucket's name goes: path, virtual (before the endpoint's host name), or "
        "auto: virtual at Amazon, path elsewhere (from the environment only).",
        parse=parse_addressing,
        is_of_process=True,
    ),
    Setting(
        name="NEWSCRAWL_S3_ENCRYPTION",
        default="",
        meaning="How the store is to encrypt what it is given: AES256 (SSE-S3), aws:kms (SSE-KMS) "
        "or aws:kms:dsse; empty: as the bucket does by itself (from the environment only).",
        parse=parse_encryption,
        is_of_process=True,
    ),
    Setting(
        name="NEWSCRAWL_S3_KMS_KEY",
        default="",
        meaning="Id, alias or ARN of the key for aws:kms; empty: the store's own (from the "
        "environment only).",
        parse=parse_text,
        is_of_process=True,
    ),
    Setting(
        name="NEWSCRAWL_S3_STORAGE_CLASS",
        default="",
        meaning="Storage class of WARC files, as STANDARD_IA; tables and manifests, which are read "
        "all the time, keep the bucket's own (from the environment only).",
        parse=parse_storage_class,
        is_of_process=True,
    ),
    Setting(
        name="NEWSCRAWL_S3_OBJECT_LOCK",
        default="",
        meaning="GOVERNANCE:DAYS or COMPLIANCE:DAYS: the retention that WARC files, manifests and "
        "compactions are put under; the bucket must have object lock (from the environment only).",
        parse=parse_object_lock,
        is_of_process=True,
    ),
    Setting(
        name="NEWSCRAWL_CONTACT",
        default="",
        meaning="A mail address or web page that a site's operator can write to; part of the "
        "user agent. Set it before you crawl a site that is not yours.",
        parse=parse_contact,
    ),
    Setting(
        name="NEWSCRAWL_WATCHLIST",
        default="",
        meaning="A file of brand names and aliases to look for besides the built-in ones.",
        parse=parse_file,
    ),
    Setting(
        name="NEWSCRAWL_STORY_THRESHOLD",
        default="0.36",
        meaning="The least score, from 0 to 1, of a relevant story. Higher: fewer stories, more of "
        "them right.",
        parse=probability,
    ),
    Setting(
        name="NEWSCRAWL_SPIDERS",
        default="",
        meaning="More modules with spiders, separated by commas (from the environment only).",
        parse=parse_modules,
        is_of_process=True,
    ),
    Setting(
        name="NEWSCRAWL_COMMIT_SECONDS",
        default="60",
        meaning="Commit what a run holds at least this often, in seconds.",
        parse=seconds(at_least=1),
    ),
    Setting(
        name="NEWSCRAWL_COMMIT_ARTICLES",
        default="500",
        meaning="Commit when a run holds this many articles.",
        parse=whole_number(at_least=1),
    ),
    Setting(
        name="NEWSCRAWL_COMPACT_COMMITS",
        default="1000",
        meaning="Compact the tables each time that they have grown by this many commits, in the "
        "process of a crawl, which may need 0.6 GB for it; 0 is never: run `newscrawl compact` "
        "elsewhere then.",
        parse=whole_number(at_least=0),
    ),
    Setting(
        name="NEWSCRAWL_DELAY_SECONDS",
        default="1",
        meaning="Pause between two requests to one host, in seconds, varied by half; a site's "
        "Crawl-delay is kept where it is longer.",
        parse=seconds(at_least=0),
        scrapy_name="DOWNLOAD_DELAY",
    ),
    Setting(
        name="NEWSCRAWL_LONGEST_WAIT_SECONDS",
        default="120",
        meaning="The longest Crawl-delay or Retry-After that a run waits for, in seconds. A host "
        "that asks for more is left alone for the rest of the run.",
        parse=seconds(at_least=0),
    ),
    Setting(
        name="NEWSCRAWL_TIMEOUT_SECONDS",
        default="30",
        meaning="Give up on a download after this long, in seconds.",
        parse=seconds(at_least=1),
        scrapy_name="DOWNLOAD_TIMEOUT",
    ),
    Setting(
        name="NEWSCRAWL_LARGEST_BODY_BYTES",
        default="33554432",
        meaning="Cut a response off at this many bytes; what came is recorded as truncated.",
        parse=whole_number(at_least=1024),
    ),
    Setting(
        name="NEWSCRAWL_SUMMARY",
        default="",
        meaning="A file to write a run's summary to, as JSON; empty for none.",
        parse=parse_text,
    ),
    Setting(
        name="NEWSCRAWL_LOG_LEVEL",
        default="INFO",
        meaning="What is logged: DEBUG, INFO, WARNING, ERROR or CRITICAL.",
        parse=parse_log_level,
        scrapy_name="LOG_LEVEL",
    ),
)

_BY_NAME = {setting.name: setting for setting in SETTINGS}


def parse_setting(name: str, text: str) -> Any:
    """
    Return the value of one setting.

    Raises UsageError where ``name`` is no setting of ours or ``text`` no value for it.
    """
    setting = _BY_NAME.get(name)
    if setting is None:
        raise UsageError(unknown("setting", name, _BY_NAME))
    try:
        return setting.parse(text)
    except ValueError as error:
        raise UsageError(f"{name}={text!r} {error}") from error


def parse_environment(environment: Mapping[str, str]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """
    Return every setting's value, and what is wrong in ``environment`` (a sentence each).

    A setting with a wrong value has its default, so that commands that need none of them
    (``scrapy list``, ``newscrawl --help``) still run.
    """
    values = {setting.name: setting.parse(setting.default) for setting in SETTINGS}
    problems = []
    for name in sorted(environment):
        if name.startswith(PREFIX):
            try:
                values[name] = parse_setting(name, environment[name])
            except UsageError as error:
                problems.append(f"{error} (from the environment)")
    return values, tuple(problems)
