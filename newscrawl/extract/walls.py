"""The words by which pages that are not the story give themselves away, in the main languages."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class PhraseSet:
    """
    Signs of one kind of page.

    ``heading`` is searched in the title and the first headings, ``text`` in all visible text of
    a short page, ``markup`` in the markup itself, ``host`` in the address.
    """

    name: str
    heading: re.Pattern[str]
    text: re.Pattern[str] | None = None
    markup: re.Pattern[str] | None = None
    host: re.Pattern[str] | None = None


BLOCK = PhraseSet(
    name="block page",
    heading=re.compile(
        r"^(?:just a moment\W*|attention required!?.*|access denied|access to this page has been "
        r"denied.*|(?:403 )?forbidden|request (?:blocked|rejected)|robot check|are you (?:a )?"
        r"(?:robot|human)\??|human verification|security (?:check|verification).*|pardon our "
        r"interruption.*|checking your browser.*|ddos-guard|one more step|verify(?:ing)? you are "
        r"(?:a )?human.*|please verify you are.*|captcha|blocked|sorry, you have been blocked|"
        r"too many requests|unusual traffic.*|you are being rate limited.*|error 10\d\d.*|"
        r"the request could not be satisfied|zugriff verweigert|acc[eè]s refus[eé]|"
        r"acceso denegado)$",
        re.IGNORECASE,
    ),
    text=re.compile(
        r"enable javascript and cookies to continue|verify (?:that )?you are (?:not a robot|(?:a )?"
        r"human)|unusual (?:traffic|activity) from your|complete the (?:captcha|security check)|"
        r"checking if the site connection is secure|you don't have permission to access|"
        r"incapsula incident id|our systems have detected unusual|press (?:and|&) hold to confirm|"
        r"why have i been blocked|performance (?:&|and) security by cloudflare",
        re.IGNORECASE,
    ),
    markup=re.compile(
        r"_cf_chl_opt|/cdn-cgi/challenge-platform/h/|captcha-delivery\.com|px-captcha|"
        r"_Incapsula_Resource|awsWafCookieDomainList|window\._pxAppId",
    ),
)

CONSENT = PhraseSet(
    name="consent wall",
    heading=re.compile(
        r"^(?:before you continue.*|we (?:value|respect|care about) your privacy|your privacy"
        r"(?: choices| matters|, your choice)?|(?:cookie|privacy) (?:consent|wall|settings|notice)|"
        r"(?:manage )?(?:cookie|privacy) preferences|consent|zustimmung.*|"
        r"datenschutz-?einstellungen|"
        r"bevor sie fortfahren.*|avant de continuer.*|nous respectons votre vie priv[eé]e|"
        r"privacy ?gate|privacy-?instellingen|tu privacidad.*|la tua privacy.*|"
        r".*bevor es weitergeht.*)$",
        re.IGNORECASE,
    ),
    text=re.compile(
        r"we and our (?:\d+ )?(?:partners|vendors) (?:store|use|process)|is part of the [\w ]+ "
        r"family of brands|(?:accept|agree|consent) (?:all|to continue|and continue)|"
        r"alle akzeptieren|tout accepter|aceptar todo|accetta tutto|mit werbung und tracking|"
        r"to continue,? (?:please )?(?:accept|agree)",
        re.IGNORECASE,
    ),
    host=re.compile(
        r"^https?://(?:[\w-]+\.)*(?:consent|guce|cmp|privacy-?wall|zustimmung)\.|"
        r"/(?:consent|privacy-?wall|privacygate|cookiewall|zustimmung)(?:[/?.]|$)",
        re.IGNORECASE,
    ),
)

SPEAKS_OF_CONSENT = re.compile(
    r"\b(?:cookies?|consent|privacy|personal (?:data|information)|"
    r"our (?:\d+ )?(?:partners|vendors)|"
    r"datenschutz\w*|einwillig\w+|zustimm\w+|tracking|personenbezogen\w*|consentement|"
    r"vie priv[eé]e|donn[eé]es personnelles|partenaires|consentimiento|privacidad|"
    r"datos personales|consenso|dati personali|toestemming|persoonsgegevens)\b",
    re.IGNORECASE,
)

NOT_FOUND = PhraseSet(
    name="page that says nothing is here",
    heading=re.compile(
        r"^(?:\W*(?:error )?(?:404|410)(?:\W+(?:error|page|not found)\b.*|\W*(?:[|–—-].*)?)|"
        r"(?:page|article|story|post|content) (?:not|can ?not be|could not be|can't be) found"
        r"(?:\W*| [|–—-].*)|.*\b(?:page not found|not found|404)\W*|oops\W*|"
        r"nothing (?:was )?found.*|(?:this|the|that) page (?:does not|doesn't|no longer) exists?.*|"
        r"we can(?:'|’|no)t find (?:that|this|the) page.*|sorry, (?:this|the) (?:page|content) .*"
        r"(?:available|found|exist).*|seite nicht gefunden.*|page introuvable.*|p[aá]gina no "
        r"encontrada.*|pagina non trovata.*|p[aá]gina n[aã]o encontrada.*|something went wrong\W*|"
        r"(?:internal server|server) error|service (?:temporarily )?unavailable|bad gateway|"
        r"(?:down for|under) maintenance)$",
        re.IGNORECASE,
    ),
)

PAYWALL = PhraseSet(
    name="paywall",
    heading=re.compile(
        r"^(?:subscribe to (?:continue|read|keep|unlock).*|continue reading (?:your article )?"
        r"with.*|"
        r"this (?:article|story|content) is (?:for|only for|exclusive|reserved).*|"
        r"jetzt weiterlesen.*)$",
        re.IGNORECASE,
    ),
    text=re.compile(
        r"subscribe (?:now )?to (?:continue|keep) reading|to (?:continue|keep) reading,? "
        r"(?:please )?(?:subscribe|log ?in|sign ?in|register)|(?:this (?:article|story|content)|"
        r"the rest of this (?:article|story)) is (?:for|only (?:for|available to)|"
        r"available (?:only )?to|reserved for|"
        r"exclusive to) (?:\w+ )?(?:subscribers|members)|already a subscriber\? (?:log|sign) ?in|"
        r"read the full (?:article|story) with|unlock this article|subscribers? only\b|"
        r"weiterlesen mit [\w+ ]*abo|diesen artikel weiterlesen|r[eé]serv[eé] aux abonn[eé]s|"
        r"exclusivo para suscriptores|contenuto riservato agli abbonati|"
        r"この記事は(?:有料)?会員限定|続きを読むには",
        re.IGNORECASE,
    ),
    markup=re.compile(
        r"""class=["'][^"']*\b(?:paywall-(?:active|locked|barrier|message)|paid-content-wall|"""
        r"""article-locked|locked-content|regwall|subscription-required)\b""",
        re.IGNORECASE,
    ),
)
