"""newscrawl: brand legal and apology stories of tech news sites, kept as evidence and as data."""

__version__ = "0.1.0"
