"""The words by which pages that are not the story give themselves away, in the main languages."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class PhraseSet:
    """
    Signs of one kind of page.

    ``heading`` is searched in the title and the first headings, ``text`` in all visible text of
    a short page, ``markup`` in the markup itself, ``address`` in the URL. ``speaks`` finds the
    words that such pages are full of: a passage of them is no story.

    What ``heading``, ``text`` and ``speaks`` search is put in small letters before: to tell
    capitals in the search takes four times as long. All that ``markup`` finds holds, in
    small letters or not, one of ``marked``, which are quicker to look for.
    """

    name: str
    heading: re.Pattern[str]
    speaks: re.Pattern[str]
    text: re.Pattern[str] | None = None
    markup: re.Pattern[str] | None = None
    marked: tuple[bytes, ...] = ()
    address: re.Pattern[str] | None = None


def _any_of(*phrases: str) -> re.Pattern[str]:
    return re.compile("|".join(phrases))


BLOCK = PhraseSet(
    name="block page",
    heading=_any_of(
        r"^just a moment\W*$|^nur einen moment\W*$|^un instant\W*$|^un momento\W*$|"
        r"^один момент\W*$",
        r"attention required!|^access (?:is )?(?:denied|restricted|limited)\b|"
        r"^access to this (?:page|"
        r"site|website) (?:has been|is) (?:denied|blocked|restricted)|^(?:403\W+)?forbidden\b",
        r"(?:request|page|website) (?:was |has been )?(?:blocked|rejected)|^not acceptable\b",
        r"robot check|\b(?:you are|you're|you’re) (?:a |not a )?(?:robot|bot|human)\b|"
        r"\bnot a (?:ro)?bot\b",
        r"are you (?:a )?(?:robot|human)|human verification|^one more step|^challenge validation",
        r"^security (?:check|verification|checkpoint)|security checkpoint|^verification required",
        r"pardon our interruption|checking your browser|^ddos-guard|website firewall",
        r"^captcha\b|you (?:have been|are|were) (?:blocked|rate.limited)|^blocked$",
        r"too many requests|unusual (?:traffic|activity)|^error 1[0-9]{3}\b",
        r"request could not be satisfied|your (?:ip|access|ip address) .{0,30}"
        r"(?:blocked|limited|banned|denied)",
        r"^451\b|unavailable (?:due to|for) legal reasons|not available in your (?:region|country|"
        r"location|area)",
        r"zugriff verweigert|zugang verweigert|sind sie (?:ein|kein) (?:mensch|roboter)|"
        r"sicherheits(?:abfrage|überprüfung|prüfung)",
        r"acc[eè]s (?:refus[eé]|bloqu[eé])|v[eé]rification de s[eé]curit[eé]|[eê]tes-vous un robot",
        r"acceso denegado|verifi(?:que|ca) que (?:es|eres|no es|no eres)|"
        r"verificaci[oó]n de seguridad",
        r"accesso (?:negato|bloccato)|acesso negado|verificação de segurança|toegang geweigerd",
        r"dostęp zabroniony|åtkomst nekad|adgang nægtet|erişim engellendi",
        r"アクセスが(?:制限|拒否|ブロック)|ロボットではありません|접근이? ?(?:차단|제한)|"
        r"安全验证|访问(?:受限|被拒绝|验证)|人机验证",
        r"доступ (?:ограничен|запрещ[её]н|заблокирован)|не робот|تم رفض الوصول|تحقق من أنك إنسان",
    ),
    text=_any_of(
        r"enable javascript and cookies to continue|enable js and disable any ad blocker",
        r"(?:verify|confirm|make sure|know|check)(?:ing)? (?:that |if )?(?:you are|you're|you’re|"
        r"it's)"
        r" (?:not |actually )?(?:a |an )?(?:you|human|robot|bot)|\band not a (?:ro)?bot\b",
        r"unusual (?:traffic|activity) from your|complete the (?:captcha|security check|puzzle)",
        r"checking if the site connection is secure|review the security of your connection",
        r"you (?:don't|do not) have permission to access|why have i been blocked",
        r"incapsula incident id|press (?:and|&) hold to confirm|performance (?:&|and) security by",
        r"requested url was rejected|your support id is|verifying your browser",
        r"using automation tools|automated (?:access|requests|queries) from your|site owner to let "
        r"them know",
        r"access (?:cannot|can not) be granted|your access to this (?:service|"
        r"site) has been limited",
        r"(?:bestätigen|überprüfen) sie,? dass sie (?:ein mensch|kein roboter)|ungewöhnliche[rn]? "
        r"(?:zugriffe|datenverkehr|aktivität)",
        r"(?:confirme[rz]|vérifi\w+) que vous (?:n'|n’)?[eê]tes (?:pas un robot|humain)",
        r"tráfico inusual|(?:no es|no eres) un robot|non sei un robot|não (?:é|sou) um robô",
        r"ロボットではないこと|通常と異なる(?:アクセス|トラフィック)|접속이 감지|访问异常|"
        r"完成验证|не робот|автоматические",
    ),
    markup=re.compile(
        r"_cf_chl_opt|/cdn-cgi/challenge-platform/h/|captcha-delivery\.com|px-captcha|"
        r"<iframe[^>]+_Incapsula_Resource|awsWafCookieDomainList|sec-if-cpt-container|"
        r"/_sec/cp_challenge|KPSDK\.now|/149e9513-01fa-4fb0-aad4-566afd725d1b/",
    ),
    speaks=_any_of(
        r"\b(?:browser|cookies?|javascript|robots?|bots?|human|captcha|security|traffic|"
        r"block(?:ed|ing)?",
        r"access(?:ing)?|requests?|administrator|web(?:site|master)|site owner|your (?:network|ip)",
        r"bot|crawlers?|machine|activity|behaviou?r|identified|permitted|policy|violation|incident|"
        r"transaction|queue|in line|wait|checken|toegang|sito|rete|site|"
        r"verif\w+|server|reference|support|automat\w+|plugins?|puzzle|challenge|protect\w*|gdpr",
        r"seite|zugriffe?|roboter|mensch|sicherheit|acc[eè]s|v[eé]rifi\w+|acceso|tráfico)\b",
        r"アクセス|ロボット|验证|访问|робот|запрос",
    ),
)

CONSENT = PhraseSet(
    name="consent wall",
    heading=_any_of(
        r"^before you continue|\bwe (?:value|respect|care about) your privacy|^your privacy"
        r"(?:$|,| choices| matters)|your choices regarding|privacy policy manager",
        r"^(?:manage )?(?:cookies?|privacy) (?:consent|wall|settings|notice|preferences|choices|"
        r"policy)",
        r"^cookies (?:on|op|auf|sur|en|su) |^consent\b|^privacy ?gate|privacy-?instellingen",
        r"part of the .{2,40} family of brands|teil der .{2,40} markenfamilie",
        r"^zustimmung|datenschutz-?einstellungen|^bevor (?:sie|es|du) |einwilligung erforderlich",
        r"weiterlesen (?:mit|oder) .{0,20}(?:werbung|pur)\b|mit werbung .{0,20}(?:weiter|lesen)|"
        r"pur-abo",
        r"^avant de continuer|votre vie priv[eé]e|préférences en matière de cookies|"
        r"^avec votre accord|vos choix .{0,20}cookies",
        r"(?:tu|su|vuestra) privacidad|antes de continuar|la (?:tua|vostra) privacy|^informativa\b",
        r"(?:sua|tua) privacidade|zanim przejdziesz|(?:twoją|twoja) prywatność|szanujemy",
        r"dit privatliv|din integritet|personvern|(?:jouw|uw) privacy|ιδιωτικότητ|"
        r"プライバシーに関する|개인정보 보호",
    ),
    text=_any_of(
        r"we and our (?:\d+ )?(?:trusted )?(?:partners|vendors)|"
        r"is part of the [\w ]+ family of brands",
        r"(?:accept|agree|consent) (?:all|to continue|and continue|and proceed)",
        r"asks for your consent|to continue,? (?:please )?(?:accept|agree)|before you can continue",
        r"alle akzeptieren|akzeptieren und weiter|mit werbung und tracking|wir benötigen ihre "
        r"(?:einwilligung|zustimmung)|werbefrei .{0,30}lesen",
        r"tout accepter|accepter et continuer|continuer sans accepter|nos (?:\d+ )?partenaires",
        r"aceptar (?:todo|y continuar)|nosotros y nuestros|accett(?:a|are) (?:tutt[oi]|e continua)|"
        r"noi e (?:terze parti|i nostri)",
        r"nós e os nossos parceiros|ons? (?:en )?onze partners|toestemming (?:geven|voor)|geef je "
        r"hiervoor toestemming|ik accepteer cookies",
        r"naszych (?:\d+ )?(?:zaufanych )?partnerów|vores (?:\d+ )?(?:samarbejds)?partnere|våra "
        r"(?:\d+ )?(?:samarbets)?partner|giv samtykke|godkänn alla|godta alle",
        r"συνεργάτες μας|すべて同意|同意が必要|모두 동의|全部接受|接受所有|принять все",
    ),
    address=re.compile(
        r"^https?://(?:[\w-]+\.)*(?:consent|guce|cmp|myprivacy|privacy-?wall|zustimmung)\.|"
        r"/(?:consent|privacy-?wall|privacygate|cookie-?wall|collectconsent|zustimmung)(?:[/?.]|$)",
        re.IGNORECASE,
    ),
    speaks=_any_of(
        r"\b(?:cookies?|consent|privacy|personal (?:data|information)|our (?:\d+ )?(?:partners|"
        r"vendors)",
        r"store and/or access|personalised (?:ads|advertising)|iab|advertis\w+|"
        r"similar technologies",
        r"werbung|evästei\w*|evästeet|yksityisyy\w*|henkilötieto\w*|"
        r"souhlas\w*|soukromí|osobní údaje",
        r"datenschutz\w*|einwillig\w+|zustimm\w+|tracking|personenbezogen\w*|werbefrei\w*|"
        r"pur-abo\w*",
        r"consentement|vie priv[eé]e|donn[eé]es personnelles|partenaires|traceurs",
        r"consentimiento|privacidade?|datos personales|dados pessoais|socios|parceiros|consenso",
        r"dati personali|toestemming|persoonsgegevens|samtykke|samtycke|persondata|prywatność|"
        r"danych osobowych|partner\w*|integritet)\b|個人データ|プライバシー|同意|"
        r"προσωπικά δεδομένα",
    ),
)

NOT_FOUND = PhraseSet(
    name="page that says nothing is here",
    heading=_any_of(
        r"^\W*(?:error |erreur |fehler )?(?:404|410|5\d\d)\b|\b(?:404|410|5\d\d)\W*$|^gone\W*$|"
        r"^error\W*$",
        r"\b(?:page|article|story|post|content|document)\b.{0,30}\b(?:not|can ?not|could not|"
        r"can[’']t|"
        r"couldn[’']t|no longer|doesn[’']t|does not|has been|is) (?:be )?(?:found|available|"
        r"exists?|"
        r"removed|deleted|moved|expired|gone)",
        r"\b(?:not|nothing|never) (?:was )?found\b|^oops\b|^uh.oh\b|\bhas expired\b|^story expired",
        r"\b(?:can(?:no|['’])t|could(?:n['’]t| not)) find (?:that|this|the|what|your)|are lost\b|"
        r"wrong turn|dead end",
        r"(?:internal server|server|database|application|client-side|fetch) (?:error|exception|"
        r"failed)",
        r"schiefgelaufen|s'est mal passé|ha ido mal|è andato storto|nem található|nu a fost găsit",
        r"không tìm thấy|(?:been )?withdrawn$|nothing to see here|"
        r"something (?:went|has gone) wrong|an? (?:unexpected )?error (?:has )?occurr?ed|"
        r"critical error",
        r"service (?:temporarily |is )?unavailable|bad gateway|gateway time-?out|"
        r"connection timed out",
        r"(?:down for|under|scheduled) maintenance|^maintenance\b|(?:be|right) back (?:soon|"
        r"shortly)?|"
        r"temporarily (?:down|offline)",
        r"error establishing|account suspended|welcome to nginx|domain .{0,20}(?:for sale|parked)|"
        r"^(?:apache2? .{0,30})?(?:it works!|default page)",
        r"nicht (?:gefunden|mehr verfügbar|verfügbar|mehr vorhanden)|existiert nicht|"
        r"wartungsarbeiten",
        r"introuvable|n['’]existe (?:pas|plus)|n['’]est plus (?:disponible|en ligne)|"
        r"page non trouv[eé]e",
        r"no (?:se )?(?:ha(?:n|y|s)? )?(?:sido )?(?:encontrad[oa]|hemos encontrado|existe)|"
        r"no encontrad[oa]",
        r"non (?:è stata )?trovat[ao]|non esiste|n[aã]o (?:foi )?(?:encontrad[oa]|existe)",
        r"niet (?:gevonden|beschikbaar)|bestaat niet|nie (?:znaleziono|istnieje|"
        r"została znaleziona)",
        r"(?:kunde|kan) inte hittas|finns inte|hittades inte|findes ikke|blev ikke fundet|"
        r"finnes ikke|"
        r"ble ikke funnet|sivua ei löyt",
        r"bulunamad[ıi]|не найден[аоы]?|не существует|δεν βρέθηκε|nebyla nalezena|nenalezen",
        r"見つかりません|存在しません|終了しました|찾을 수 없|존재하지 않|삭제된|不存在|找不到|"
        r"未找到|无法找到|غير موجود|لم يتم العثور|नहीं मिला",
    ),
    text=_any_of(
        r"domain is for sale|this account has been suspended|critical error on this website",
        r"guru meditation|client-side exception has occurred|error establishing a database",
        r"unavailable for scheduled maintenance|nginx web server is successfully installed",
    ),
    speaks=_any_of(
        r"\b(?:page|link|address|url|search|home ?page|moved|removed|server|error|try again|"
        r"looking for"
        r"|seite|adresse|lien|recherch\w+|p[aá]gina|pagina|enlace|strona|sida|side|sayfa)\b|"
        r"страниц|ページ|페이지|页面|الصفحة",
    ),
)

LOGIN = PhraseSet(
    name="login wall",
    heading=_any_of(
        r"^(?:please )?(?:log|sign)[ -]?(?:in|on|up)\b|\b(?:log|sign)[ -]?in (?:to|or) |^login\b|"
        r"login$",
        r"(?:create|register).{0,20} (?:an? |your )?(?:free )?account|^register (?:now|for free|"
        r"to)|"
        r"^join [a-z]|^welcome back|^authenticat|sign in\b.{0,20}$",
        r"\banmelden\b|^anmeldung|melden sie sich|^einloggen|jetzt registrieren",
        r"connectez-vous|^connexion\b|se connecter|cr[eé]e[rz] (?:un|votre) compte|identifiez-vous",
        r"inicia(?:r)? sesi[oó]n|acceda|^iniciar|reg[ií]strate|^acced[ií]|accedi\b|fa(?:ça|"
        r"zer) login|"
        r"iniciar sess[aã]o|^entrar\b",
        r"inloggen|log in om|zaloguj|logowanie|logga in|log ind\b|logg inn|kirjaudu|giriş yap|"
        r"oturum aç",
        r"войдите|^вход\b|авторизац|ログイン|로그인|登录|登錄|تسجيل الدخول|σύνδεση|लॉग ?इन|přihl",
    ),
    text=_any_of(
        r"you (?:must|need to|have to) (?:be )?(?:log(?:ged)?|sign(?:ed)?|registered).{0,30}",
        r"requires you to be (?:registered|logged in)|(?:forgot(?:ten)?|lost) (?:your )?"
        r"(?:password|account)|don['’]t have an account\?|already (?:a member|registered)\?",
        r"passwort vergessen|mot de passe oubli[eé]|(?:olvidado|olvidaste) .{0,10}contraseña|"
        r"dimenticato la password|esqueceu .{0,20}(?:senha|palavra)|wachtwoord vergeten",
        r"nie pamiętasz hasła|glömt lösenord|glemt (?:adgangskode|passord)|şifremi unuttum|"
        r"забыли пароль|パスワードをお忘れ|비밀번호.{0,6}찾기|忘记密码",
    ),
    address=re.compile(
        r"/(?:log-?in|sign-?in|signup|wp-login\.php|authwall|accounts/login|i/flow/login|adfs/ls|"
        r"sso|oauth2?/authorize|uas/login)(?:[/?.]|$)|^https?://(?:login|signin|sso|auth|idp)\.",
        re.IGNORECASE,
    ),
    speaks=_any_of(
        r"\b(?:log(?:ged)? in|sign(?:ed)? (?:in|up)|account|password|e-?mail|username|"
        r"register\w*|members?",
        r"agree|anmelden|konto|passwort|registrier\w*|compte|mot de passe|inscri\w+|cuenta|"
        r"contraseña",
        r"account|wachtwoord|hasło|lösenord|adgangskode|пароль|логин)\b|ログイン|パスワード|会員|"
        r"비밀번호|密码",
    ),
)

SCRIPTS = PhraseSet(
    name="page that asks for JavaScript",
    heading=_any_of(
        r"javascript is (?:not available|disabled|required)|(?:enable|activate|turn on) javascript",
    ),
    text=_any_of(
        r"(?:enable|activate|turn on|requires?|without|needs?) (?:your )?javascript",
        r"javascript (?:is|to be|must be|has been) (?:disabled|required|enabled|not available)",
        r"(?:aktivieren sie|aktiviere) (?:bitte )?javascript|javascript (?:muss )?aktivier",
        r"activer javascript|activ[ea]r? (?:el |o )?javascript|attiva(?:re)? javascript|"
        r"schakel javascript in|włącz(?:yć)? (?:obsługę )?javascript|aktivera javascript",
        r"включите javascript|javascript ?を有効|javascript.{0,4}활성화|启用 ?javascript|"
        r"啟用 ?javascript",
    ),
    speaks=_any_of(r"\b(?:javascript|browser|navigateur|enable|aktivieren|loading)\b|ブラウザ"),
)

PAYWALL = PhraseSet(
    name="paywall",
    heading=_any_of(r"(?!)"),
    text=_any_of(
        r"subscribe (?:now |today )?(?:to|and) (?:continue|keep|read|unlock)|"
        r"continue reading .{0,20}with",
        r"(?:keep|continue) reading (?:with|by|for)|to (?:continue|keep) reading|"
        r"to read the (?:full|rest|"
        r"whole)|read the full (?:article|story) (?:with|for)",
        r"this (?:article|story|content|post) is (?:for|only (?:for|available to)|"
        r"available (?:only )?to|"
        r"reserved for|exclusive(?:ly)? (?:to|for)) (?:\w+ )?(?:subscribers|members)",
        r"the rest of this (?:article|story|post)|available to (?:\w+ )?(?:subscribers|members)",
        r"(?:paid|paying) (?:subscribers|members)\b|subscribers? only\b|members? only\b|"
        r"unlock (?:this|the)",
        r"already a (?:paid )?(?:subscriber|member)|reached your .{0,20}limit|(?:no|out of) free "
        r"(?:articles|stories)|join to (?:unlock|read)",
        r"(?:jetzt |diesen artikel )?weiterlesen (?:mit|nach|als)|(?:diesen artikel|"
        r"jetzt) weiterlesen|"
        r"(?:exklusiv|nur) für (?:\w+ )?abonnent|schon abonnent",
        r"r[eé]serv[eé]e?s? (?:aux|à nos) abonn|il vous reste .{0,30}à lire|d[eé]j[aà] abonn[eé]",
        r"(?:exclusivo|s[oó]lo|reservad[oa]) para (?:suscriptores|assinantes)|(?:seguir|"
        r"para) leyendo|"
        r"continuar a ler|continue lendo|(?:riservato|solo) (?:agli|per gli) abbonati|"
        r"gi[aà] abbonato",
        r"(?:exclusief|alleen) voor abonnees|verder lezen\?|(?:dostępn[ay]|"
        r"tylko) dla (?:subskrybent|"
        r"prenumerator)|czytać dalej|(?:läsa|läs) (?:vidare|hela artikeln)|redan prenumerant",
        r"(?:kun|bare|forbeholdt) (?:for )?abonnenter|læs (?:videre|hele)|les (?:videre|hele)",
        r"только (?:подписчикам|для подписчиков)|читать дальше|abonelere özel|"
        r"devam etmek için abone",
        r"会員限定|続きを読むには|有料(?:会員|記事)|유료 ?(?:회원|구독)|구독하시면|付费|訂閱|"
        r"订阅(?:后|以)|للمشتركين",
    ),
    markup=re.compile(
        r"""class=["'][^"']*\b(?:paywall-(?:active|locked|barrier|message)|paid-content-wall|"""
        r"""article-locked|locked-content|regwall|subscription-required)\b""",
        re.IGNORECASE,
    ),
    marked=(
        b"paywall-",
        b"paid-content-wall",
        b"article-locked",
        b"locked-content",
        b"regwall",
        b"subscription-required",
    ),
    speaks=_any_of(
        r"\b(?:subscri\w+|log ?in|sign ?in|register|free|members?|membership|offers?|account|"
        r"euros? |"
        r"abo(?:nnent\w*|nn[eé]e?s?|nnees?|n+)?|abbonat\w+|suscri\w+|assin\w+|subskry\w+|"
        r"prenumer\w+)\b|"
        r"会員|登録|구독|회원|подпис|abone",
    ),
)
