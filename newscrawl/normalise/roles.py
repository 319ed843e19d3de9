"""What people of a newsroom do: the words by which a role is told from a name."""

import re
from functools import lru_cache

# A role ends in one of these.
_NOUNS = frozenset(
    """
    writer editor reporter correspondent journalist columnist contributor author analyst producer
    photographer photojournalist videographer critic blogger fellow intern manager director founder
    co-founder cofounder ceo cto cfo coo cmo chief officer specialist expert researcher strategist
    copywriter reviewer tester publisher president chairman chairwoman professor lecturer engineer
    developer designer attorney lawyer consultant anchor presenter host evangelist freelancer
    dietitian physician partner scientist historian economist strategist advisor adviser creator
    editor-in-chief editor-at-large lead webmaster commentator sub-editor subeditor technician
    instructor gardener advocate spokesperson spokesman spokeswoman editors writers reporters
    correspondents columnists contributors educators enthusiast storyteller illustrator translator
    autor autorin volontär volontärin chefin herausgeber herausgeberin gastautor gastautorin
    journaliste rédacteur rédactrice correspondant correspondante chroniqueur chroniqueuse pigiste
    directeur directrice envoyé envoyée spécialiste éditorialiste
    redactor redactora periodista corresponsal columnista editora colaborador colaboradora
    enviado enviada director directora articulista reportero reportera analista
    giornalista redattore redattrice corrispondente inviato inviata direttore direttrice
    repórter jornalista redator redatora colunista correspondente
    redacteur verslaggever verslaggeefster hoofdredacteur medewerker
    muhabir muhabiri editör editörü yazar yazarı dziennikarz dziennikarka redaktor redaktorka
    jurnalis wartawan redaktör skribent journalisten reporteren
    журналист журналистка корреспондент редактор обозреватель автор
    """.split()
)
_NOUN_ENDINGS = re.compile(
    r"(?:redakteur|korrespondent|reporter|journalist|kolumnist|analyst|experte)(?:in)?$"
    r"|\w{3}writer$"
)
# Words that come before such a noun. A surname may be among them, which is why a role is only
# one with its noun, and leaves a name before it.
_MODIFIERS = frozenset(
    """
    senior junior sr sr. jr staff lead leading managing deputy associate assistant contributing
    executive freelance guest principal special national international foreign global regional
    local parliamentary political politics tech technology technical news breaking business science
    health mobile security cybersecurity gaming games game gadget gadgets hardware software audio
    video photo camera cameras phones phone smartphone smartphones ai artificial intelligence
    consumer electronics commerce deals shopping features feature reviews review culture
    entertainment film tv television music sports sport football travel lifestyle food home money
    finance personal financial markets market economics economy legal court courts crime
    investigations investigative data digital web online social media audience engagement content
    copy seo trending weekend trainee former founding general assignment climate environment energy
    transport transportation space auto automotive car cars wearables streaming app apps android
    apple google microsoft ios pc crypto cryptocurrency blockchain startup startups policy
    enterprise cloud telecom telecoms internet computing computer computers laptop laptops tablet
    tablets robotics semiconductor semiconductors chip chips evergreen updates buying guides guide
    how-to homepage newsletter podcast multimedia visual graphics art design creative research
    community
    marketing product products platforms platform privacy antitrust competition labor labour
    education opinion opinions commentary europe european asia trial master asian africa american
      us u.s. uk
    u.k. eu china india washington silicon valley white house state city metro night
    head vice chief co industry world biotech pharma retail media/entertainment audience-growth
    e-commerce ecommerce shipping extension print theatre theater book books magazine
    leitender leitende stellvertretender stellvertretende freier freie politischer politische
    grand principal spécial spéciale adjoint adjointe chef especial jefe jefa
    """.split()
)
_JOINERS = frozenset("and & / und et y e of in at the for - de en für bei à - +".split())
_WORD = re.compile(r"\S+")
_LATER_WORD = re.compile(r"(?<=\s)\S+")
_AFTER_NOUN = re.compile(
    r"(?:[ -](?:in[ -]chief|at[ -]large|à la|en chef|jefe))?"
    r"(?:,? (?:at|for|with|of|in|en|à|bei|beim|für|von|chez|de|para|per|di|da|voor)"
    r"(?: the| der| la| el)?"
    r"(?: (?:[A-Z0-9À-ÖØ-Þ]|of\b|and\b|&|for\b)[\w.&'’+-]*){1,6})*",
)


def role_at_start(text: str) -> str:
    """
    Return the role that ``text`` begins with, as printed; empty where it begins with none.

    >>> role_at_start("Junior Tech News Writer Sam, a veteran of the trade")
    'Junior Tech News Writer'
    >>> role_at_start("Senior reporter at Gadget Post")
    'Senior reporter at Gadget Post'
    >>> role_at_start("Page Turner")
    ''
    """
    end = 0
    for word in _WORD.finditer(text):
        plain = word[0].strip(".,;:()").casefold()
        is_noun = _is_noun(plain)
        if not (is_noun or plain in _MODIFIERS or (word.start() and plain in _JOINERS)):
            # "Audience-growth editor", "News/Features editor"
            parts = re.split(r"[/-]", plain)
            if len(parts) < 2 or not all(p in _MODIFIERS or _is_noun(p) for p in parts):
                break
            is_noun = _is_noun(parts[-1])
        if is_noun:
            end = word.end()
            if word[0][-1] in ",;:)" or (word[0][-1] == "." and plain not in ("sr", "jr")):
                end -= 1
                break
    if not end and re.match(r"(?:head|director|chief|vice president) of ", text, re.IGNORECASE):
        end = len(text.split(" ", maxsplit=1)[0])
    if not end:
        return ""
    tail = _AFTER_NOUN.match(text, end)
    return text[: tail.end() if tail else end].strip(" ,;:-")


# Whoever splits a part of a byline asks it of the same names.
@lru_cache(maxsize=1_000)
def role_after_name(text: str) -> tuple[str, str, str]:
    """
    Return name, role and rest of ``text``, where a role follows a name without a separator.

    The role is empty, and the name all of ``text``, where there is none.

    >>> role_after_name("Sam Pine Junior Tech News Writer Sam, a veteran")
    ('Sam Pine', 'Junior Tech News Writer', 'Sam, a veteran')
    """
    if role_at_start(text):
        return text, "", ""
    for word in _LATER_WORD.finditer(text):
        if role := role_at_start(text[word.start() :]):
            return (
                text[: word.start()].strip(),
                role,
                text[word.start() + len(role) :].strip(" ,;:"),
            )
    return text, "", ""


def is_pen_name(text: str) -> bool:
    """
    Return whether ``text`` ends in a role and leaves one word before it: what a desk or a blog
    calls itself. "Travel Expert" says nothing of "Budget" that could be a name.

    >>> is_pen_name("Budget Travel Expert"), is_pen_name("Sam Pine Senior Editor")
    (True, False)
    """
    name, role, rest = role_after_name(text)
    return bool(role) and " " not in name and not rest and "," not in text


def is_role(text: str) -> bool:
    """
    Return whether ``text`` is nothing but a role.

    >>> is_role("Senior Editor"), is_role("Jane Editor")
    (True, False)
    """
    return bool(text) and len(role_at_start(text)) >= len(text.strip(" .,;:"))


def ends_in_role(text: str) -> bool:
    """
    Return whether the last word of ``text`` says what somebody does, whatever stands before.

    >>> ends_in_role("Home and Digital-Security Expert"), ends_in_role("Jane Doe")
    (True, False)
    """
    words = text.casefold().strip(" .,;:)").split()
    return bool(words) and _is_noun(words[-1])


def _is_noun(word: str) -> bool:
    return word in _NOUNS or bool(_NOUN_ENDINGS.search(word))
