"""How each site's article pages read: one file a site, LAYOUTS in it; CMSs in ``families``."""
