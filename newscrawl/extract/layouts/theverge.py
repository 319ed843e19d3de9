"""The Verge (theverge.com): Chorus until September 2022, then a front end of its own."""

from dataclasses import replace

from newscrawl.extract.layouts.families.chorus import CHORUS, DUET

LAYOUTS = (
    replace(CHORUS, name="theverge-chorus", hosts=("theverge.com",)),
    replace(DUET, name="theverge-duet", hosts=("theverge.com",)),
)
