"""WIRED (wired.com): Condé Nast."""

from dataclasses import replace

from newscrawl.extract.layouts.families.conde_nast import CONDE_NAST

# Confirmed: body, by public parsers of the site; the rest as in its family.
LAYOUTS = (replace(CONDE_NAST, name="wired-copilot", hosts=("wired.com",)),)
