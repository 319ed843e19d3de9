"""The keys of ``request.meta`` that are ours."""

from typing import Final

SITE: Final = "newscrawl_site"  # name of the site that the request is made for
ROLE: Final = "newscrawl_role"  # CaptureRole: what it is made for
CAPTURE: Final = "newscrawl_capture"  # Capture of the last response to it
