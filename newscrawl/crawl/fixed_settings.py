"""Settings that no command line, spider or deployment can change."""

from scrapy.settings import BaseSettings

from newscrawl import settings as project
from newscrawl.environment import SETTINGS, Setting
from newscrawl.errors import UsageError

_OF_EVERY_REQUEST = ("DOWNLOADER_MIDDLEWARES",)
_OF_A_RECORDED_CRAWL = ("DOWNLOADER_MIDDLEWARES", "EXTENSIONS", "ITEM_PIPELINES")


def check_fixed_settings(settings: BaseSettings, *, spider: str) -> None:
    """
    Raise UsageError where a setting of NEWSCRAWL_FIXED has another value, where we would pass for
    someone else, or where one of our components was taken out of its list: the one that obeys
    robots.txt, the one that records; or where one that Scrapy shares with ours cannot be meant.
    """
    for name, value in project.NEWSCRAWL_FIXED.items():
        try:
            is_kept = settings.getbool(name) is value
        except ValueError:
            is_kept = False
        if not is_kept:
            raise UsageError(f"{spider}: {name} is {value} here and cannot be switched")
    if not str(settings["USER_AGENT"]).startswith("newscrawl/"):
        raise UsageError(f"{spider}: USER_AGENT names newscrawl; set NEWSCRAWL_CONTACT to be found")
    if settings["ROBOTSTXT_USER_AGENT"] != project.ROBOTSTXT_USER_AGENT:
        raise UsageError(f"{spider}: ROBOTSTXT_USER_AGENT cannot be another's")
    if settings["JOBDIR"]:
        raise UsageError(f"{spider}: JOBDIR is not needed; the archive says what is done")
    for setting in SETTINGS:
        if setting.scrapy_name:
            _check_value(setting, str(settings[setting.scrapy_name]))
    is_recorded = settings.getbool("NEWSCRAWL_RECORDING")  # shell and check run without stages
    for name in _OF_A_RECORDED_CRAWL if is_recorded else _OF_EVERY_REQUEST:
        given = settings.getdict(name)
        for component, place in getattr(project, name).items():
            if place is not None and given.get(component) is None:
                raise UsageError(f"{spider}: {component} cannot be taken out of {name}")


def _check_value(setting: Setting, text: str) -> None:
    """Raise UsageError where ``text``, of Scrapy's twin of ``setting``, cannot be meant."""
    try:
        setting.parse(text)
    except ValueError as error:
        raise UsageError(f"{setting.scrapy_name}={text!r} {error}") from error
