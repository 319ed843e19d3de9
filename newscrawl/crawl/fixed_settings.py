"""Settings that no command line, spider or deployment can change."""

from scrapy.settings import BaseSettings

from newscrawl.errors import UsageError


def check_fixed_settings(settings: BaseSettings, *, spider: str) -> None:
    """Raise UsageError where a setting of NEWSCRAWL_FIXED has another value."""
    for name, value in settings.getdict("NEWSCRAWL_FIXED").items():
        try:
            is_kept = settings.getbool(name) is value
        except ValueError:
            is_kept = False
        if not is_kept:
            raise UsageError(f"{spider}: {name} is {value} here and cannot be switched")
