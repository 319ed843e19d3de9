"""What may be a name in a printed line, and what two printings of one name share."""

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from newscrawl.extract.likeness import letters_of

MAX_NAME_WORDS = 5
MAX_NAME_CHARACTERS = 60

# "By" in the languages of the trade, before a name. The short words that begin surnames too
# ("di", "de", "av") count only where a line begins.
_BY = (
    r"(?:(?:this )?(?:article|post|story|guide|page|blog|recipe)? ?(?:was |is )?"
    r"(?:written|posted|published|authored|reported|contributed|compiled|submitted|created|shared)"
    r" by|"
    r"(?:a )?(?:guest post|story|article|words|text|analysis|opinion|review|report|column) by|"
    r"by|author(?:\(s\)|s)?:|words:|text:|writers?:|reporter:|oleh|penulis ?:?|reporting by)"
)
_BY_AT_START = (
    r"(?:(?:eine? )?(?:(?:gast)?(?:kommentar|beitrag|bericht)|kolumne|analyse|interview|essay|"
    r"artikel|text|reportage|rezension|geschrieben|verfasst|veröffentlicht) von|"
    r"(?:écrit|rédigé|publié|posté|propos recueillis|texte|article|interview|analyse|chronique|"
    r"tribune|enquête|reportage) par|"
    r"(?:escrito|publicado|redactado|elaborado|redigido|postado|texto|artículo|artigo) por|"
    r"(?:scritto|pubblicato|redatto|articolo|testo|intervista) (?:da|di)|a cura di|"
    r"(?:geschreven|gepubliceerd|geplaatst|opgetekend|tekst|artikel|analyse|column|interview) door|"
    r"(?:skrevet|skriven|publisert|publicerad|tekst|text) (?:av|af)|"
    r"(?:napisan[aey]|opublikowan[aey]) przez|(?:ditulis|dilaporkan) oleh|"
    r"von|par|por|di|door|av|af|przez|autorin\s?/\s?autor|autor(?:in|en|es|a)?|auteurs?|"
    r"authors?|autore|autori|"
    r"words|writers?|text|texte|texto|testo|tekst|reporter|journalist|kirjoittaja|yazar|yazan|"
    r"автор|текст|συντάκτης|γράφει (?:η|ο)|του|της|tác giả|लेखक|द्वारा|بقلم|كتب|"
    r"作者|記者|记者|取材・文|文|撰文|取材|글|기자)"
)
_BY_BEFORE_NAME = re.compile(
    rf"^[|•·–—\s-]*(?:{_BY}|{_BY_AT_START})"
    r"(?:\s*[:：／/＝|]\s*|\s+|(?=(?-i:[A-Z][a-z]+ [A-Z])))(?=\S)",
    re.IGNORECASE,
)
# Its words alone, in small letters: most lines begin with none, and are told so more quickly.
_BY_WORDS_AT_START = re.compile(rf"[|•·–—\s-]*(?:{_BY}|{_BY_AT_START})")
_MAX_BY_CHARACTERS = 60
_BY_WITHIN = re.compile(rf"(?:[\d|•·,.)\]–—-]|\b\d{{4}}|\bread)\s*{_BY}[\s:]+(?=\S)", re.IGNORECASE)
# A line that is nothing but the word for "by": the name stands in the next.
BY_ALONE = re.compile(rf"(?:{_BY}|{_BY_AT_START})\s*:?", re.IGNORECASE)
_BY_WORDS = ("by", "By", "BY", "author", "ord", "ext", "oleh", "penulis", "eport")
# From here on, the line names other hands, a time or a place.
_END = re.compile(
    r"\s*(?:[|•·⋅●\n\t]|\s[–—-]\s|–|—|\.\s|(?<=\w),?\s(?:on|at|in|for|am|le|el|il|op|um)\s(?=\S)|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?\s\d|"
    r"\b(?:last\s)?(?:updated|published|posted|modified|reviewed|edited|fact[ -]?checked|photos?|"
    r"illustrat\w+|translated|contributions?\sfrom|on\sbehalf)\b|\d).*",
    re.IGNORECASE | re.DOTALL,
)
OTHER_HAND = re.compile(
    r"\b(?:(?:medically|clinically|legally|expert|technically|scientifically|financially)?[ -]?"
    r"(?:reviewed|approved|edited|fact[ -]?checked|checked|verified|translated|illustrated|"
    r"photographed|produced|curated|tested|hosted|interviewed|sponsored|presented|powered) by|"
    r"(?:photos?|photography|images?|pictures?|illustrations?|video|graphics?|design) (?:by|:)|"
    r"contributions? from|(?:editor|reviewer|photographer|translator|fact[ -]checker|foto(?:graf)?|"
    r"bild|crédit|credit|source|quelle|fuente)s? ?:)",
    re.IGNORECASE,
)
_PARTED = re.compile(
    r"\s*(?:,\s*(?:and|und|et|y|e)\s|[,;&+|•·/、，・]|\s(?:and|und|et|y|e|og|och|ve|with|mit|en|и|та|i)\s)"
    r"\s*"
)
_ROLE = re.compile(
    r"(?:^|\s)(?:editor|reporter|correspondent|writer|director|manager|founder|ceo|cto|coo|cfo|"
    r"officer|president|specialist|analyst|consultant|expert|dietitian|nutritionist|professor|"
    r"journalist|columnist|producer|researcher|strategist|marketer|lead|partner|associate|fellow|"
    r"scientist|attorney|physician|contributor|engineer|author|reviewer|photographer|blogger|"
    r"\w*redakteur(?:in)?|\w*korrespondent(?:in)?|journaliste|periodista|redactora?|giornalista|chief|"
    r"executive|coordinator|developer|designer|advisor|nurse|therapist|coach|team lead)s?$",
    re.IGNORECASE,
)
# Behind a name, it says what somebody is, or for whom: "CEO of Acme", "The Daily News".
_SAYS_WHAT = re.compile(
    rf"{_ROLE.pattern}|^(?:the|our)\s|\b(?:ceo|cto|cfo|coo|founder|director|head|chief|professor|"
    r"editor|officer|university|institute|gardener|horticulturalist|magazine|journal)\b",
    re.IGNORECASE,
)
_CREDENTIAL = re.compile(
    r"(?:[A-Z]\.?){2,6}®?|Ph\.?D\.?|M\.?D\.?|Jr\.?|Sr\.?|I{2,3}|IV|Esq\.?|MSc|BSc|PsyD|PharmD|DPhil|"
    r"MEd|EdD|LAc|[A-Z]{1,4}-[A-Z]{1,4}(?: \d+)?|[A-Z]{2,6}(?: [A-Z]{2,6})+"
)
_HONORIFIC = re.compile(r"^(?:dr|prof|mr|mrs|ms|rev|sir)\.?\s+", re.IGNORECASE)
_NOT_IN_A_NAME = re.compile(
    r"\d{2}|https?:|[?!:%$#=<>{}\[\]]|\b(?:read more|see all|view all|all posts|"
    r"more (?:from|by)|follow|comments?|subscribe|share|about|contact|website|profile|"
    r"editorial (?:team|policy)|our team|log ?in|sign (?:in|up)|register|password|min read|"
    r"updated|published|minutes?|learn more|written|reviewed|edited|checked|author|posts|"
    r"copyright|terms|policy|conditions|click|next|previous|the end|link|role|with|this|that|"
    r"these|your|you|how|what|why|when|where|who|which|from|into|articles?|bluesky|youtube|"
    r"facebook|twitter|linkedin|instagram|pinterest|reddit|whatsapp|e-?mail)\b",
    re.IGNORECASE,
)
# In a line that nothing but its place speaks for, these are what menus and headings are made of.
_NOT_IN_A_BARE_NAME = re.compile(
    r"\d|@|[“”\"&/]|\b(?:read|see|view|all|more|policy|team|min|table|contents?|takeaways?|overview|"
    r"introduction|summary|menu|search|home|homepage|back|top|learn|get|start|free|download|best|"
    r"guide|our|we|my|without|topics?|tags?|category|categories|related|blog|advertisement|sponsored|"
    r"disclosure|copy|print|save|listen|watch|video|photo|image|credit|getty|images|shutterstock|"
    r"newsletter|editorial|standards|cookies?|privacy|terms|shop|store|cart|products?|services?|"
    r"solutions?|resources|pricing|company|careers|support|press|events?|webinars?|news|opinion|"
    r"business|health|sports?|travel|lifestyle|technology|politics|culture|science|food|finance|"
    r"marketing|entertainment|reviews?|world|local|united|states|kingdom|english|deutsch|jump|"
    r"section|key|points|quick|main|skip|content|page|open|close|show|hide|in|is|are|was|to|on|at|"
    r"for|by|of|and|the|or|not|it|its|new|online|project|management|software)\b",
    re.IGNORECASE,
)
# Agencies that newsrooms name as an author behind their own.
_AGENCIES = frozenset(
    "afp ap apa reuters dpa sda sid kna epd ats belga anp ritzau ntb tt stt pap čtk ctk tass efe "
    "ansa lusa aap pti ani ians upi xinhua kyodo jiji yonhap".split()
)
_SMALL_IN_NAMES = frozenset(
    "van von der den de del della di da do dos das du la le el al bin ibn ben ter ten zu zur y e i "
    "af av of ap st bint abu".split()
)
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2,8}")


def credited(text: str) -> str:
    """Return what stands behind "by", up to a date, a place or a role; "" without "by"."""
    by = _by_at_start(text)
    if not by and any(word in text for word in _BY_WORDS):
        by = _BY_WITHIN.search(text)
    return _END.sub("", text[by.end() :]).strip(" ,;:") if by else ""


def begins_with_by(text: str) -> bool:
    """Tell "By Ana Rey" and "Von Ana Rey" from other lines."""
    return _by_at_start(text) is not None


def _by_at_start(text: str) -> re.Match[str] | None:
    if not _BY_WORDS_AT_START.match(text[:_MAX_BY_CHARACTERS].lower()):
        return None
    return _BY_BEFORE_NAME.match(text)


# Each place of a page names the same few, and each name is looked at from many sides.
@lru_cache(maxsize=5_000)
def names_in(text: str) -> tuple[str, ...]:
    """
    Return the names in a list of names, without roles, degrees and other words.

    >>> names_in("Ana Rey, PhD, Senior Editor, Bo Li & Cy Poe")
    ('Ana Rey', 'Bo Li', 'Cy Poe')
    """
    found: list[str] = []
    for piece in _PARTED.split(text):
        part = _HONORIFIC.sub("", piece.strip(" .,;:*-–—'\"“”()"))
        if found and is_agency(part):
            found.append(part)
            continue
        if found and (_CREDENTIAL.fullmatch(part) or _SAYS_WHAT.search(part)):
            continue
        # "Ana Rey, Berlin": a place, or a word of a role.
        is_lone = (
            " " not in part and not _UNSPACED.fullmatch(part) and bool(found) and " " in found[0]
        )
        if is_name(part) and not is_lone:
            found.append(part)
    return tuple(found)


def is_agency(text: str) -> bool:
    """Tell "dpa" and "AFP", which newsrooms print behind the names of their own."""
    return text.casefold() in _AGENCIES


@lru_cache(maxsize=5_000)
def is_name(text: str) -> bool:
    """Tell what may be a name: few words, no digits, capitals where a script has them."""
    words = text.split()
    if not words or len(words) > MAX_NAME_WORDS or not 2 <= len(text) <= MAX_NAME_CHARACTERS:
        return False
    last = words[-1][0]
    if not last.isalpha() and last not in "(“\"'":
        return False
    if not all(not word[0].islower() or word in _SMALL_IN_NAMES for word in words):
        return False
    return not _NOT_IN_A_NAME.search(text)


def is_full_name(text: str) -> bool:
    """Tell what is shaped as a person's whole name: two words or more, or a name in CJK."""
    words = text.split()
    return is_name(text) and (len(words) > 1 or bool(_UNSPACED.fullmatch(text)))


def is_bare_name(text: str) -> bool:
    """Tell a whole name from the short lines that pages are full of: "Key Takeaways"."""
    return (
        " " in text and is_name(text) and not _NOT_IN_A_BARE_NAME.search(text) and not is_role(text)
    )


@lru_cache(maxsize=5_000)
def has_given_name(text: str) -> bool:
    """
    Tell whether the first word, or the last, is a common given name; accents do not count.

    >>> has_given_name("Zoé Rey"), has_given_name("Garden Guides")
    (True, False)
    """
    words = text.split()
    return any(_plain(word) in _given_names() for word in (*words[:1], *words[-1:]))


def _plain(word: str) -> str:
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c)).strip(".,")


@cache
def _given_names() -> frozenset[str]:
    lines = files(__package__).joinpath("given_names.txt").read_text("utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())


def is_role(text: str) -> bool:
    """Tell "Senior Editor" from names."""
    return bool(_ROLE.search(text))


def key_of(name: str) -> str:
    """
    Return what two printings of one name share.

    >>> key_of("Dr. Ana Rey, PhD") == key_of("ANA REY")
    True
    """
    bare = _HONORIFIC.sub("", name.strip())
    return letters_of(bare.partition(",")[0] or bare)
