"""Bylines that name no person: agencies, desks, the publisher itself, accounts of a CMS."""

import re
from functools import lru_cache

from newscrawl.normalise.names import is_acronym
from newscrawl.normalise.outlets import outlet_called

# Agencies and outlets that newsrooms print as the author, by their letters and digits only.
_AGENCIES = frozenset(
    re.sub(r"[^\w;]", "", name)
    for name in """
    afp; agence france-presse; agence france presse; reuters; thomson reuters; ap; associated press;
    the associated press; dpa; deutsche presse-agentur; apa; sda; keystone-sda; sid; afp-services;
    kna; epd; bloomberg; bloomberg news; ani; pti; press trust of india; ians; uni; ians live;
    xinhua; efe; agencia efe; europa press; europapress; ansa; adnkronos; lusa; agência lusa;
    kyodo; kyodo news; jiji press; jiji; yonhap; tass; interfax; ria; upi; united press
    international; canadian press; the canadian press; press association; pa media; pa; aap;
    australian associated press; anadolu; anadolu agency; anadolu ajansı; aa; dha; iha; ntb; tt;
    ritzau; stt; belga; anp; ctk; čtk; pap; mti; bns; elta; delfi; unian; ukrinform; tanjug; hina;
    bernama; antara; cna; central news agency; cnn; cnn wire; cnn newsource; bbc; bbc news; cbs
    news; nbc news; abc news; fox news; npr; pr newswire; prnewswire; business wire; businesswire;
    globenewswire; accesswire; newswire; marketwatch; dow jones; dow jones newswires; benzinga;
    zacks; motley fool; stacker; the conversation; propublica; tribune news service;
    agenturen; agencias; agences; agencies; agenzie; agências; agency; wire reports; wire services;
    wire service reports; 共同通信; 時事通信; 新华社; 新華社; 中央社; 연합뉴스; 뉴시스; 뉴스1
    """.casefold()
    .replace("\n", " ")
    .split(";")
)
_COLLECTIVE = re.compile(
    r"""\b(?: staff | team | editors | editorial | newsroom | desk | bureau | redaktion
      | agenc(?:y|ies)
    | rédaction | redaccion | redacción | redazione | redação | redactie | redakcja | redaktionen
    | redakce | редакция | редакція | haber\ merkezi | networks? | newswire | magazine
    | contributors
    | inc | ltd | llc | llp | gmbh | corp | corporation | foundation | institute | university
    | hospital | zeitung | tageblatt | nachrichten | journal | daily | press\ association
    | association | council | clinic | press\ release | s\.?p\.?a | newsdesk | webdesk
    | news | media | herald | tribune | gazette | times | correspondents | admissions )\.?$
    | ^(?:the|our|die|unsere[r]?|la|nuestra|notre)\s+.*\b(?:editors|team|staff)\b
    | ^(?:the|our|die|unsere[r]?|la|nuestra|notre)\s+.*\b(?:redaktion|rédaction|redacción)\b
    | ^(?: redaktion | team | staff | redacción | redazione | rédaction | editorial | newsroom )\b
    | (?:編集部|新聞|新聞社|通信|通讯社|報社|网|편집부|뉴스|일보|신문|デジタル|オンライン)$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DOMAIN = re.compile(
    r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|co|tv|io|news|ai|[a-z]{2})", re.IGNORECASE
)
_ACCOUNT = re.compile(
    r"""(?: [a-z]?_?(?:wp)?[-_]?admin[a-z]?\d* | administrator | admin\s.* | .*\sadmin
      | webmaster\d*
    | web-?master | root | superuser | (?:site|web)?editor\d+ | editor | author\d* | writer\d+
    | publisher\d* | reporter\d+ | user\s?\d* | guest\d* | test\d* | default | cms | system
    | importer
    | wordpress | wp[-_]?\w* | developer | undefined | null | none | n/?a | unknown | anonymous
    | array | false | true | object | by | tbd | no\sauthor | author\sname | \[object\sobject\]
    | webdev\w* | noreply | feeds? | rss )""",
    re.VERBOSE,
)
_LOGIN = re.compile(r"(?=[a-z]*[\d._-])[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*")
_PICTURES = re.compile(
    r"\b(?:getty(?: images)?|i?stock(?:photo)?|shutterstock|unsplash|pixabay|pexels|adobe ?stock"
    r"|depositphotos|alamy|lightrocket|picture alliance|wireimage|imago)\W*$",
    re.IGNORECASE,
)
_OF_TEMPLATE = re.compile(r"[{}<>%$\[\]=]")
_DOTTED = re.compile(r"\w+(?:\.\w+){3,}")
_LETTER = re.compile(r"[^\W\d_]")


# A byline's names are asked for part by part, and again by those who split the parts.
@lru_cache(maxsize=1_000)
def is_organisation(name: str, *, publisher: str | None = None) -> bool:
    """
    Return whether ``name`` is an agency, a desk, a company or the publisher, not a person.

    >>> [is_organisation(name) for name in ("AFP", "Gadget Post Staff", "Emily Post")]
    [True, True, False]
    """
    if is_publisher(name, publisher):
        return True
    if _letters(name) in _AGENCIES or _COLLECTIVE.search(name) or outlet_called(name):
        return True
    if " " in name and name.isupper() and any(map(is_acronym, name.split())):
        return True
    return bool(_DOMAIN.fullmatch(name)) or name.startswith(("The ", "the "))


def agency_behind(text: str, *, publisher: str | None = None) -> int:
    """
    Return where the agency or publisher begins that ``text`` ends with, behind a person's name;
    -1 where there is none.

    >>> agency_behind("Jane Doe The Associated Press"), agency_behind("Jane Reuters")
    (9, -1)
    """
    for gap in list(re.finditer(r"\s+", text))[1:]:
        tail = text[gap.end() :]
        if is_publisher(tail, publisher) or _letters(tail) in _AGENCIES or outlet_called(tail):
            return gap.end()
    return -1


def is_publisher(name: str, publisher: str | None) -> bool:
    """Return whether ``name`` is the publisher's printed name, give or take "The" and ".com"."""
    return bool(publisher) and _bare(name) == _bare(publisher or "") != ""


def is_picture_agency(name: str) -> bool:
    """Return whether ``name`` is who sells the picture, not who wrote the story."""
    return bool(_PICTURES.search(name))


def is_account(name: str) -> bool:
    """
    Return whether ``name`` is an account of a content management system or a left-over of a
    template, not what a reader would call the author.

    >>> [is_account(name) for name in ("admin", "editor1", "jane.doe", "{{author}}", "jane")]
    [True, True, True, True, False]
    """
    if _is_placeholder(name) or not _LETTER.search(name):
        return True
    if name.casefold() != name and not name.isupper() and name not in _CAPITALISED_ACCOUNTS:
        return False
    return bool(_ACCOUNT.fullmatch(name.casefold()) or _LOGIN.fullmatch(name))


def is_login(name: str) -> bool:
    """
    Return whether ``name`` is one user's account, not one that anybody may write under.

    >>> [is_login(name) for name in ("jane.doe", "jroe7", "admin", "editor1", "page.a.b.author")]
    [True, True, False, False, False]
    """
    is_one = bool(_LOGIN.fullmatch(name)) and not _is_placeholder(name)
    return is_one and not _ACCOUNT.fullmatch(name)


def _is_placeholder(name: str) -> bool:
    # The second search takes the square of a long name.
    return bool(_OF_TEMPLATE.search(name)) or (name.count(".") >= 3 and bool(_DOTTED.search(name)))


def is_domain(name: str) -> bool:
    """Return whether ``name`` is the name of a site: gadgetpost.example.com."""
    return bool(_DOMAIN.fullmatch(name))


_CAPITALISED_ACCOUNTS = frozenset(
    "Admin Administrator Webmaster Undefined Null None Unknown Anonymous Array User Guest".split()
)


def _letters(name: str) -> str:
    return re.sub(r"[^\w]", "", name).casefold()


def _bare(name: str) -> str:
    plain = re.sub(r"^the\s+|\.(?:com|org|net|de|fr|co\.uk)$", "", name.strip().casefold())
    return _letters(plain)
