"""
Lines that stand in a story's column and are not the story.

Every pattern is held against a whole line, never a part of one: a sentence that speaks of a
newsletter, an advertisement or a comment is the story's own.
"""

import re


def _line(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{'|'.join(alternatives)})\W*", re.IGNORECASE)


# One label, no more: what is an advertisement, a button, a placeholder.
_LABEL = _line(
    r"advertisements?(?: \d+)?(?:\W+(?:story|article|scroll|content)\b.{0,40})?",
    r"(?:story|article) continues (?:below|after).{0,40}|article content|scroll to continue",
    r"sponsored(?: (?:content|post|by .{1,40}))?|promoted|ad|ads|paid (?:content|post)|partner content",
    r"anzeige|werbung|publicité|publicidad|pubblicità|publicidade|advertentie|reklama?|реклама|広告|广告|광고",
    r"share(?: (?:this|on|via|it)(?: \w+){0,4})?|tweet|pin(?: it)?|copy(?: this)? link|link copied.{0,20}",
    r"(?:facebook|twitter|x|linkedin|whatsapp|reddit|telegram|flipboard|pinterest|e-?mail|print|bluesky|threads)"
    r"(?:[\s,|/]+(?:facebook|twitter|x|linkedin|whatsapp|reddit|telegram|flipboard|pinterest|e-?mail|print|bluesky|threads))*",
    r"teilen|merken|drucken|partager|compartir|condividi|compartilhar|delen|dela|udostępnij|シェア|分享|공유",
    r"save|saved|bookmark|listen|listen to (?:this )?(?:article|story).{0,20}|read aloud|play|pause|embed|gallery|(?:view|open) gallery",
    r"(?:watch|play) (?:the )?video|video player.{0,40}|loading.{0,20}|image|images|photo|photos|video|videos|headline|top stories",
    r"\d* ?comments?|leave a (?:comment|reply)|(?:post|add|write) (?:a |your )?comment|(?:show|view|see|read|load)(?: all| more)?(?: \d+)? comments",
    r"comments are closed|join the (?:conversation|discussion)|be the first to comment|kommentare?|kommentieren|commentaires?|comentarios|commenti",
    r"subscribe(?: now| today| here| to read)?|sign (?:up|in)(?: now| here)?|log ?in|register(?: now)?|already a subscriber\??.{0,30}|abonnieren|s['’]abonner|suscr[ií]bete",
    r"back to top|skip to (?:main )?content|continue reading|read (?:full|the full) (?:article|story)|show more|hauptinhalt|article|artikel|článek",
    r"(?:read|reading) time.{0,20}|\d+ min(?:ute)?s? (?:read|to read)|lesedauer.{0,20}",
    r"recommended videos?|recommended (?:for you|stories|reading)|embed|end of .{1,20}|flecha",
    r"thank you for (?:subscribing|signing up).{0,60}|check your inbox.{0,40}|enter your e-?mail.{0,40}|your e-?mail(?: address)?",
    r"privacy policy|terms (?:of (?:use|service)|and conditions|& conditions)(?: and)?|cookie (?:policy|settings)",
)

# Calls to act: whole lines that ask the reader to subscribe, follow, comment.
_CALL = re.compile(
    r"""(?:\W*(?:
      (?:sign\ up|subscribe|register|join\ \d+)\b (?=.{0,160}\b(?:newsletters?|inbox|e-?mails?|channel|alerts?|daily|updates|podcast|mailing\ list)\b)
    | get\ (?:the|our|all|your)\b (?=.{0,120}\b(?:newsletters?|(?:in|to)\ your\ inbox|delivered)\b)
    | (?:the\ )?(?:latest|best|top|breaking)\b(?=.{0,80}\b(?:in|to)\ your\ inbox\b)
    | by\ (?:signing\ up|subscribing|submitting|clicking|entering|providing)\b(?=.{0,200}\b(?:agree|consent|privacy|terms)\b)
    | (?:please\ )?(?:follow|like|find|join|add)\ (?:us|me|our|gadget\w*|\w+)\b.{0,40}\b(?:on|as)\ (?:a\ preferred|google|facebook|twitter|x\b|instagram|threads|bluesky|youtube|linkedin|telegram|whatsapp|tiktok|mastodon|flipboard|discord)
    | (?:download|get|install)\ (?:the|our)\ (?:\w+\ ){0,3}app\b
    | (?:let\ us\ know|tell\ us|share\ your\ (?:thoughts|opinions?|views?)|drop\ (?:us\ )?a\ comment|sound\ off|leave\ (?:us\ )?a\ comment)\b(?=.{0,80}\b(?:comments?|below|think|thoughts)\b)
    | (?:got|have)\ (?:a|any)\ (?:news\ )?(?:tips?|story|stories)\b
    | you\ must\ be\ (?:logged|signed)\ in | you\ need\ to\ (?:log|sign)\ in | please\ (?:log|sign)\ in | du\ musst\ dich\ einloggen
    | this\ (?:article|story|post)\ (?:may\ contain|contains|includes)\ affiliate\ links
    | (?:if\ you\ (?:buy|purchase|click)|when\ you\ (?:buy|purchase|shop|click)|buying\ through|purchases\ made\ through|we\ (?:may|might|can)\ (?:earn|receive|get))\b(?=.{0,160}\b(?:commission|compensation)\b)
    | (?:\w+\ ){1,3}may\ (?:earn|receive)\ (?:an?\ )?(?:affiliate\ )?commission
    | (?:abonniere|abonnieren\ sie|melden\ sie\ sich|jetzt\ (?:anmelden|abonnieren)|hol\ dir|folgen\ sie\ uns|folge\ uns|suscr[ií]bete|síguenos|abonnez-vous|inscrivez-vous|suivez-nous|iscriviti|seguici|assine|siga-nos|meld\ je\ aan|volg\ ons)\b
    | (?=[^“”"]{0,200}\b(?:we|us|our)\b)(?=[^“”"]{0,200}\b(?:link|links|buy|buying|purchases?|recommend|select(?:ed)?|retailers?)\b)(?=[^“”"]{0,240}\b(?:earn|receive|get)\b[^“”"]{0,40}\bcommissions?\b).
    | e-?mail\s?:\s?\S+@\S+ | \S+@\S+\.\w+\W*$
    | fehler\ gefunden | il\ vous\ reste\ [\d.,]+\s?%\ de | la\ suite\ est\ réservée
    )).{0,240}""",
    re.IGNORECASE | re.VERBOSE,
)

# Questions to the reader with which a story ends.
CLOSING_QUESTION = re.compile(
    r"""(?:(?<=[.!?”"’')])\s+|^)(?:so,?\s+|and\s+|now,?\s+)?(?:
      what\ (?:do|are|did)\ you\s?(?:all|guys|folks)?\ (?:think|make|thoughts)\b[^.?!]{0,80}[?.!]
    | what['’]?s?\ (?:are\ |is\ )?your\ (?:thoughts?|take|opinions?|views?)\b[^.?!]{0,100}[?.!]
    | (?:please\ )?(?:let\ us\ know|tell\ us|share\ (?:your|them)|sound\ off|drop\ (?:us\ )?a|leave\ (?:us\ )?a)\b[^.?!]{0,100}\b(?:comments?(?:\ section)?|below|think)\b[^.?!]{0,40}[.!?]?
    | was\ (?:denken|meinen|haltet?|sagt?)\ (?:sie|ihr)\b[^.?!]{0,60}\?
    | (?:et\ vous|¿?\s?(?:qué|y\ tú,?\ qué)\ (?:opinas|piensas|te\ parece))\b[^.?!]{0,60}\?
    | (?:cosa|che\ cosa)\ ne\ pensate?\b[^.?!]{0,60}\? | o\ que\ você\ acha\b[^.?!]{0,60}\?
    )\s*$""",
    re.IGNORECASE | re.VERBOSE,
)

_CREDIT = re.compile(
    r"""\W*(?: (?:photos?|photograph|image|images|picture|illustration|video|cover|header|featured\ image|lead\ image|thumbnail|screenshot|graphic|foto|fotos|bild|bilder|imagen|crédit(?:\ photo)?|photo\ credit|foto\ di|写真|사진|图)
      (?:\ (?:credits?|source|courtesy(?:\ of)?|via|by|von|de))?\s?[:©：] .{1,120}
    | (?:photo|image|picture|illustration|video|graphic|screenshot)s?\ (?:by|via|courtesy\ of|from)\ .{1,100}
    | (?:image\ )?credits?\s?: .{1,100}
    | .{0,120}(?:/|\bvia\b|\()\s?(?:getty(?:\ images)?|shutterstock|unsplash|pixabay|pexels|istock|adobe\ stock|reuters\ pictures|picture\ alliance|imago|depositphotos)\b.{0,30}
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_COPYRIGHT = re.compile(
    r"""\W*(?: (?:©|\(c\)|copyright)\s?(?:©|\(c\))?\ ?.{0,120} | .{0,120}\ball\ rights\ reserved\W* | alle\ rechte\ vorbehalten.{0,20} | tous\ droits\ réservés.{0,20} )""",
    re.IGNORECASE | re.VERBOSE,
)
_TAGS = re.compile(
    r"\W*(?:tags?|topics?|filed (?:under|to|in)|categor(?:y|ies)|keywords|schlagwörter(?: zu diesem artikel)?|etiketler|etiquetas|mots-clés|themen)\s?(?::.{0,200}|$)",
    re.IGNORECASE,
)

# What announces links to other stories.
_RELATED_WORDS = r"""(?:
      (?:please\ )?(?:also\ )?read(?:\ (?:more|next|also|now|this|on|further))? | must[ -]?read | further\ reading | see\ (?:also|more) | related(?:\ (?:stories|articles|posts|news|content|coverage|reading|links|topics|video))?
    | recommended(?:\ (?:stories|articles|reading))? | more\ (?:from|on|about|stories|news|like\ this|reading|coverage) | also | don['’]?t\ miss | in\ case\ you\ missed\ it | you\ (?:may|might|could)\ (?:also\ )?(?:like|enjoy|be\ interested\ in)
    | most\ (?:popular|read|viewed) | trending(?:\ now)? | editor['’]?s['’]?\ (?:picks?|choice) | up\ next | next\ (?:up|story|article) | previous\ (?:story|article) | popular\ (?:now|stories|articles) | latest\ (?:news|stories|articles|videos) | what\ to\ read\ next | keep\ reading | watch(?:\ (?:also|more|next|now))? | explore\ more
    | lesen\ sie\ (?:auch|mehr|hier|dazu) | lies\ (?:auch|mehr) | mehr\ zum\ thema | mehr\ (?:zu|aus|von) | auch\ interessant | ähnliche(?:\ (?:artikel|beiträge|themen))? | das\ könnte\ (?:sie|dich)\ auch\ interessieren | weiterlesen | passend\ dazu | meistgelesen
    | (?:à\ )?lire\ (?:aussi|également|plus) | (?:à\ )?voir\ aussi | sur\ le\ même\ sujet | articles?\ (?:liés|similaires)
    | lee\ (?:también|más) | leer\ (?:también|más) | te\ puede\ interesar | noticias?\ relacionad[ao]s? | más\ (?:información|noticias|sobre) | (?:te\ )?recomendamos
    | leggi\ anche | leggi\ (?:di\ più|pure) | potrebbe\ interessarti | articoli\ correlati | leia\ (?:também|mais) | veja\ (?:também|mais) | saiba\ mais
    | lees\ (?:ook|meer|verder) | les\ også | läs\ (?:också|även|mer|vidare) | læs\ (?:også|mere) | lue\ myös | czytaj\ (?:też|także|więcej|również) | zobacz\ (?:też|także|również) | přečtěte\ si(?:\ (?:také|také:))? | baca\ juga | ilgili\ haberler? | читайте\ (?:также|ещё|еще) | 関連記事 | あわせて読みたい | おすすめ(?:情報|記事) | 相关阅读 | 相關閱讀 | 延伸閱讀 | 관련기사 | 관련\ 기사
    )"""
RELATED = re.compile(rf"\W*{_RELATED_WORDS}\b\W*", re.IGNORECASE | re.VERBOSE)
_ABOUT_AUTHOR = _line(
    r"(?:about|meet|more about|more from|who is) the (?:authors?|writers?|reporters?)|about (?:us|me)|author(?: bio(?:graphy)?)?|our authors?",
    r"über (?:den|die) autor\w*(?::in(?:nen)?)?|zu[rm]? (?:autor|person)\w*|der autor|die autor(?:in|en|innen)|à propos de l['’]auteur\w*|sobre (?:el|la|o|a) autor\w*|l['’]autore|この記事の筆者",
)
_AFTER_STORY = _line(
    r"(?:join|start) the (?:conversation|discussion)|comments?|kommentare?|kommentar abgeben|commentaires|comentarios|discussion|newsletter|our newsletters?|follow us|share this(?: \w+)?|footnotes?",
)


def is_furniture(line: str) -> bool:
    """
    Return whether ``line`` is a label, a button, a call to act, a credit or a copyright notice.

    >>> is_furniture("Advertisement"), is_furniture("Advertisement rules were broken, it said.")
    (True, False)
    """
    if len(line) > 300:
        return False
    patterns = (_LABEL, _CALL, _CREDIT, _COPYRIGHT, _TAGS)
    return any(pattern.fullmatch(line) for pattern in patterns)


def related_label(line: str) -> int:
    """
    Return where the text begins that a label such as "Read more:" announces; 0 for no label.

    >>> related_label("Also read: Xiaomi wins"), related_label("Read the ruling.")
    (11, 0)
    """
    label = RELATED.match(line)
    return label.end() if label else 0


def is_end_of_story(line: str) -> bool:
    """Return whether ``line`` heads what follows a story: about the author, comments."""
    return bool(_ABOUT_AUTHOR.fullmatch(line) or _AFTER_STORY.fullmatch(line))
