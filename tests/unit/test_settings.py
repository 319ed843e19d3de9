"""Settings: what the environment may say, and what is refused by name."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newscrawl import settings
from newscrawl.environment import SETTINGS, parse_environment, parse_setting
from newscrawl.errors import UsageError
from newscrawl.stories import DEFAULT_THRESHOLD

PROJECT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("NEWSCRAWL_ARCHIVE", " s3://news/archive ", "s3://news/archive"),
        ("NEWSCRAWL_COMMIT_SECONDS", "1", 1.0),
        ("NEWSCRAWL_COMMIT_ARTICLES", "1", 1),
        ("NEWSCRAWL_DELAY_SECONDS", "0", 0.0),
        ("NEWSCRAWL_STORY_THRESHOLD", "0", 0.0),
        ("NEWSCRAWL_STORY_THRESHOLD", "1", 1.0),
        ("NEWSCRAWL_DELAY_SECONDS", "86400", 86_400.0),
        ("NEWSCRAWL_LARGEST_BODY_BYTES", "1024", 1024),
        ("NEWSCRAWL_LOG_LEVEL", "warning", "WARNING"),
        ("NEWSCRAWL_CONTACT", "crawl@news.example", "crawl@news.example"),
        ("NEWSCRAWL_CONTACT", "https://news.example/bot", "https://news.example/bot"),
        ("NEWSCRAWL_SPIDERS", "spiders, tests.web.spiders,", ("spiders", "tests.web.spiders")),
    ],
)
def test_a_setting_is_read_as_what_it_means(name: str, text: str, value: object) -> None:
    assert parse_setting(name, text) == value


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("NEWSCRAWL_ARCHIVE", "  ", "must not be empty"),
        ("NEWSCRAWL_COMMIT_SECONDS", "0", "from 1 to 86400"),
        ("NEWSCRAWL_COMMIT_SECONDS", "nan", "from 1 to 86400"),
        ("NEWSCRAWL_COMMIT_SECONDS", "a minute", "from 1 to 86400"),
        ("NEWSCRAWL_COMMIT_ARTICLES", "0", "1 or more"),
        ("NEWSCRAWL_COMMIT_ARTICLES", "1.5", "1 or more"),
        ("NEWSCRAWL_DELAY_SECONDS", "-1", "from 0 to 86400"),
        ("NEWSCRAWL_DELAY_SECONDS", "86401", "from 0 to 86400"),
        ("NEWSCRAWL_LARGEST_BODY_BYTES", "1023", "1024 or more"),
        ("NEWSCRAWL_LOG_LEVEL", "loud", "DEBUG, INFO"),
        ("NEWSCRAWL_CONTACT", "me", "mail address"),
        ("NEWSCRAWL_CONTACT", "me@news.example) evil", "without spaces"),
        ("NEWSCRAWL_WATCHLIST", "no/such/file.toml", "names no file"),
        ("NEWSCRAWL_STORY_THRESHOLD", "1.01", "from 0 to 1"),
        ("NEWSCRAWL_STORY_THRESHOLD", "-0.01", "from 0 to 1"),
        ("NEWSCRAWL_STORY_THRESHOLD", "nan", "from 0 to 1"),
        ("NEWSCRAWL_STORY_THRESHOLD", "half", "from 0 to 1"),
        ("NEWSCRAWL_SPIDERS", "no.such.module", "'no.such.module'"),
        ("NEWSCRAWL_SPIDERS", "tests.web.nosuch", "'tests.web.nosuch'"),
        ("NEWSCRAWL_ARCHVE", "archive", "did you mean 'NEWSCRAWL_ARCHIVE'?"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(name: str, text: str, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_setting(name, text)

    assert name in str(refused.value)
    assert said in str(refused.value)


def test_every_default_can_be_read() -> None:
    values, problems = parse_environment({})

    assert problems == ()
    assert list(values) == [setting.name for setting in SETTINGS]


def test_a_wrong_setting_leaves_its_default_and_is_told_of() -> None:
    values, problems = parse_environment(
        {"NEWSCRAWL_COMMIT_ARTICLES": "none", "NEWSCRAWL_SPOL": "x", "PATH": "/bin"}
    )

    assert values["NEWSCRAWL_COMMIT_ARTICLES"] == 500
    assert [problem.split("=")[0].split(";")[0] for problem in problems] == [
        "NEWSCRAWL_COMMIT_ARTICLES",
        "no setting 'NEWSCRAWL_SPOL'",
    ]


def test_every_documented_setting_is_a_value_of_the_module() -> None:
    assert {name for name in vars(settings) if name.startswith("NEWSCRAWL_")} == {
        *(setting.name for setting in SETTINGS),
        "NEWSCRAWL_FIXED",
    }


def test_what_cannot_be_switched_is_set_so() -> None:
    for name, value in settings.NEWSCRAWL_FIXED.items():
        assert getattr(settings, name) is value


def test_check_names_each_wrong_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "problems", ("A=1 is wrong", "B=2 is wrong"))

    with pytest.raises(UsageError, match="A=1 is wrong; B=2 is wrong"):
        settings.check()


def test_settings_are_read_without_scrapy_and_name_the_contact() -> None:
    read = (
        "import sys; from newscrawl import settings; settings.check();"
        "assert 'scrapy' not in sys.modules; print(settings.USER_AGENT, settings.NEWSCRAWL_ARCHIVE)"
    )
    environment = os.environ | {
        "NEWSCRAWL_CONTACT": "crawl@news.example",
        "NEWSCRAWL_ARCHIVE": "s3://news/archive",
    }

    done = subprocess.run(
        [sys.executable, "-c", read],
        env=environment,
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )

    agent, archive = done.stdout.rsplit(" ", 1)
    assert agent.startswith("newscrawl/")
    assert agent.endswith("(+crawl@news.example)")
    assert archive.strip() == "s3://news/archive"


def test_the_threshold_of_stories_is_the_card_s_own_unless_it_is_set() -> None:
    values, _ = parse_environment({})

    assert values["NEWSCRAWL_STORY_THRESHOLD"] == DEFAULT_THRESHOLD
