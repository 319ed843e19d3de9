"""Facts about where each site announces its articles: a file a site, no logic."""
