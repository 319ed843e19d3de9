"""What is refused before a spider starts."""

import pytest
from scrapy.settings import Settings

from newscrawl import settings as project
from newscrawl.crawl import Feed, NewsSitemap, SectionPage, SiteSpider
from newscrawl.crawl.fixed_settings import check_fixed_settings
from newscrawl.crawl.sources import Source
from newscrawl.crawl.spider_names import check_spider_name
from newscrawl.errors import UsageError


class GadgetPostSpider(SiteSpider):
    name = "gadgetpost"
    publisher = "Gadget Post"
    sources = (Feed("https://gadgetpost.example/feed/", confirmed=True),)
    article_urls = r"^/20\d\d/"


def test_a_sites_facts_are_one_value() -> None:
    site = GadgetPostSpider.known_site()

    assert (site.name, site.facts.publisher) == ("gadgetpost", "Gadget Post")
    assert site.domains == ("gadgetpost.example",)
    assert site.sources == (Feed("https://gadgetpost.example/feed/", confirmed=True),)


def test_an_argument_is_kept_as_given_but_for_a_schedulers_own() -> None:
    spider = GadgetPostSpider(since="7d", _job="1")

    assert spider.given_arguments == {"since": "7d"}


def test_a_wrong_argument_is_refused_when_the_spider_is_made() -> None:
    with pytest.raises(UsageError, match="did you mean 'since'"):
        GadgetPostSpider(sinse="7d")


def test_a_pattern_that_is_none_is_named() -> None:
    class BrokenSpider(GadgetPostSpider):
        article_urls = "/(20"

    with pytest.raises(UsageError, match="gadgetpost: article_urls"):
        BrokenSpider.known_site()


def test_a_selector_that_is_none_is_named() -> None:
    class BrokenSpider(GadgetPostSpider):
        sources = (SectionPage("https://gadgetpost.example/", links="h2 >> a", confirmed=True),)  # type: ignore[assignment]

    with pytest.raises(UsageError, match="gadgetpost: links="):
        BrokenSpider.known_site()


def settings_with(**changed: object) -> Settings:
    settings = Settings()
    settings.setmodule(project)
    settings.update(changed, priority="cmdline")
    return settings


def test_the_projects_settings_are_kept() -> None:
    check_fixed_settings(settings_with(), spider="gadgetpost")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ROBOTSTXT_OBEY", "False"),
        ("ROBOTSTXT_OBEY", "perhaps"),
        ("DOWNLOAD_VERIFY_CERTIFICATES", "0"),
        ("COOKIES_ENABLED", True),
        ("HTTPCACHE_ENABLED", "1"),
        ("TELNETCONSOLE_ENABLED", "true"),
        ("REMOTE_CONTROL_ENABLED", "True"),
        ("USER_AGENT", "Mozilla/5.0 (X11; Linux x86_64)"),
        ("ROBOTSTXT_USER_AGENT", "Googlebot"),
        ("JOBDIR", "jobs/1"),
    ],
)
def test_what_cannot_be_switched_is_refused(name: str, value: object) -> None:
    with pytest.raises(UsageError, match=f"gadgetpost: {name} "):
        check_fixed_settings(settings_with(**{name: value}), spider="gadgetpost")


def test_robots_cannot_be_taken_out_of_the_middlewares() -> None:
    changed = {**project.DOWNLOADER_MIDDLEWARES, "newscrawl.crawl.robots.Robots": None}

    with pytest.raises(UsageError, match=r"newscrawl\.crawl\.robots\.Robots"):
        check_fixed_settings(settings_with(DOWNLOADER_MIDDLEWARES=changed), spider="gadgetpost")


def test_the_stages_can_be_left_out_where_nothing_is_recorded() -> None:
    without = {"pipelines.judge.JudgePipeline": None}

    check_fixed_settings(settings_with(ITEM_PIPELINES=without), spider="gadgetpost")
    with pytest.raises(UsageError, match=r"pipelines\.judge\.JudgePipeline"):
        check_fixed_settings(
            settings_with(ITEM_PIPELINES=without, NEWSCRAWL_RECORDING=True), spider="gadgetpost"
        )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("gadgtpost", "did you mean 'gadgetpost'? There are: gadgetpost, wired"),
        ("colour", "no spider 'colour'; there are: gadgetpost, wired"),
        ("--max-articles", "there is no option --max-articles"),
    ],
)
def test_an_unknown_spider_is_refused_with_the_nearest(name: str, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        check_spider_name(name, ["wired", "gadgetpost"])

    assert said in str(refused.value)


@pytest.mark.parametrize("kind", [Feed, NewsSitemap, SectionPage])
def test_a_source_says_whether_it_was_seen_to_work(kind: type[Source]) -> None:
    with pytest.raises(TypeError, match="confirmed"):
        kind("https://gadgetpost.example/feed/")  # type: ignore[call-arg]
