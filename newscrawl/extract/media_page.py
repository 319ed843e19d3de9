"""Pages whose subject is a film, a gallery or a recording: what speaks for that."""

import re
from collections.abc import Iterator

from newscrawl.extract.page import Page

# Pictures in a row, each with a line of its own, are a gallery.
MIN_FIGURES = 5

_TYPES = frozenset(
    "VideoObject Clip AudioObject PodcastEpisode RadioEpisode ImageGallery MediaGallery".split()
)
_PATH = re.compile(
    r"/(?:videos?|v|watch|av|clips?|movies?|photos?|pictures|reels?|albums?|webcams?|(?:photo-?)?galler(?:y|ies)|"
    r"slideshows?|podcasts?|audio|episodes?|cartoons?|bilder|bilderstrecke|fotostrecke|mediathek|"
    r"diaporamas?|fotos|fotogaler[ií]as?|fotogallery|multimedia|live-video)(?:/|$)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"^\W*(?:video|vídeo|watch|listen|in pictures|photos?|pictures|album|reel|gallery|slideshow|"
    r"podcast|episode|cartoon|bilder(?:strecke|galerie)?|fotos?(?:strecke)?|diaporama|en images|"
    r"fotogaler[ií]a|"
    r"fotogallery|動画|写真|영상|사진|视频|图集|видео|фото)\b|^【(?:動画|写真)|\b(?:video|gallery)\W*$",
    re.IGNORECASE,
)
_PLAYER = re.compile(
    r"\b(?:jwplayer|video-?player|video-?js|vjs|brightcove|audio-?player|player|gallery|slideshow|"
    r"carousel|lightbox|bildergalerie)\b",
    re.IGNORECASE,
)
_EMBEDS = re.compile(
    r"//(?:www\.)?(?:youtube(?:-nocookie)?\.com/embed|player\.vimeo\.com|dailymotion\.com/embed|"
    r"players\.brightcove\.net|cdn\.jwplayer\.com|embed\.podcasts|open\.spotify\.com/embed|"
    r"w\.soundcloud\.com)",
    re.IGNORECASE,
)
_PLAYERS = ("video", "audio", "video-js", "amp-video", "amp-brightcove", "amp-carousel")


def signs_of_media(page: Page) -> Iterator[str]:
    """Yield each thing that says so: data, type, address, title, player, pictures."""
    if types := sorted(page.json_ld_types & _TYPES):
        yield f"JSON-LD {types[0]}"
    for kind in page.meta_values("og:type"):
        if kind.lower().startswith(("video", "music")):
            yield f"og:type {kind}"
    if found := _PATH.search(page.path):
        yield f"the path {found.group()}"
    if any(_TITLE.search(heading) for heading in page.headings[:2]):
        yield "the title names it"
    if _has_player(page):
        yield "a player"
    if sum(1 for _ in page.tree.iter("figure")) >= MIN_FIGURES:
        yield "a row of pictures"


def _has_player(page: Page) -> bool:
    if next(page.tree.iter(*_PLAYERS), None) is not None:
        return True
    if any(_EMBEDS.search(frame.get("src") or "") for frame in page.tree.iter("iframe")):
        return True
    return any(
        _PLAYER.search(element.get("class") or "") for element in page.tree.iter("div", "section")
    )
