"""The facts of the named sites, against addresses seen in public."""

import pytest

from newscrawl.crawl import Feed, SiteSpider
from newscrawl.crawl.site import Site
from spiders.androidauthority import AndroidAuthoritySpider
from spiders.arstechnica import ArsTechnicaSpider
from spiders.engadget import EngadgetSpider
from spiders.gizmochina import GizmochinaSpider
from spiders.gsmarena import GSMArenaSpider
from spiders.nineto5mac import NineTo5MacSpider
from spiders.phonearena import PhoneArenaSpider
from spiders.techcrunch import TechCrunchSpider
from spiders.techdirt import TechdirtSpider
from spiders.theregister import TheRegisterSpider
from spiders.theverge import TheVergeSpider
from spiders.wired import WiredSpider

ANY_FEED = Feed("https://feeds.example/all", confirmed=True)
ARTICLES: dict[type[SiteSpider], tuple[str, ...]] = {
    PhoneArenaSpider: (
        "https://www.phonearena.com/news/xiaomi-made-a-slanderer-apologize-and-pay_id164193",
        "https://www.phonearena.com/news/YouTube-app-gets-a-huge-redesign_id97544",
    ),
    GizmochinaSpider: (
        "https://www.gizmochina.com/2025/03/28/gpt-4o-can-now-generate-images-with-almost-flawless-text/",
    ),
    GSMArenaSpider: (
        "https://www.gsmarena.com/top_20_phones_of_the_year_2023-news-61070.php",
        "https://www.gsmarena.com/xiaomi_releases_openweight_mimov25_ai_model_claims_frontierlevel_agentic_capability-news-72585.php",
    ),
    TheVergeSpider: (
        "https://www.theverge.com/tech/860241/best-smart-home-devices-ces-2026-matter-ikea-aqara-amazon",
        "https://www.theverge.com/news/823750/european-union-ai-act-gdpr-changes",
        "https://www.theverge.com/2023/12/27/24016791/astrohaus-freewrite-alpha-digital-typewriter-e-ink",
    ),
    TechCrunchSpider: (
        "https://techcrunch.com/2024/04/28/how-rpa-vendors-aim-to-remain-relevant-in-a-world-of-ai-agents/",
    ),
    ArsTechnicaSpider: (
        "https://arstechnica.com/tech-policy/2026/01/conservative-lawmakers-want-porn-taxes-critics-say-theyre-unconstitutional",
    ),
    TheRegisterSpider: (
        "https://www.theregister.com/2025/12/22/whatsapp_npm_package_message_steal/",
    ),
    EngadgetSpider: (
        "https://www.engadget.com/big-tech/elon-musk-says-xs-new-algorithm-will-be-made-open-source-next-week-225721656.html",
        "https://www.engadget.com/home/smart-home/lgs-cloid-robot-can-fold-laundry-and-serve-food-very-slowly-181902306.html",
        "https://www.engadget.com/2215206/three-publishers-challenge-google-over-ai-copyright-infringement/",
    ),
    NineTo5MacSpider: (
        "https://9to5mac.com/2025/05/01/apple-app-store-guidelines-external-links/",
    ),
    AndroidAuthoritySpider: (
        "https://www.androidauthority.com/android-migration-ios-copy-3616436",
        "https://www.androidauthority.com/arm-dynamiq-need-to-know-770349/",
    ),
    WiredSpider: (
        "https://www.wired.com/story/ces-2026-what-to-expect",
        "https://www.wired.com/story/the-global-victims-of-ftxs-collapse-wont-get-their-day-in-court/",
    ),
    TechdirtSpider: (
        "https://www.techdirt.com/2026/01/10/this-week-in-techdirt-history-january-4th-10th",
        "https://www.techdirt.com/2023/12/06/court-tosses-libel-suit-brought-against-a-legal-doc-site-for-failing-to-report-on-a-settlement-agreement",
    ),
}
SITES = [spider.known_site() for spider in ARTICLES]
NO_ARTICLES = (
    "/", "/about", "/tag/apple/", "/category/news/", "/author/ann-bell/", "/news/", "/search?q=samsung",
    "/newsletters", "/2026/01/", "/contact-us", "/login", "/video/", "/page/2/", "/feed",
)  # fmt: skip


@pytest.mark.parametrize(
    ("spider", "url"), [(spider, url) for spider, urls in ARTICLES.items() for url in urls]
)
def test_an_article_seen_in_public_has_the_sites_shape(spider: type[SiteSpider], url: str) -> None:
    assert spider.known_site().is_article(url, ANY_FEED)


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
@pytest.mark.parametrize("path", NO_ARTICLES)
def test_no_other_page_has_it(site: Site, path: str) -> None:
    assert not site.is_article(f"https://{site.domains[0]}{path}", ANY_FEED)


@pytest.mark.parametrize("spider", ARTICLES, ids=lambda spider: spider.name)
def test_a_site_is_the_only_owner_of_its_articles(spider: type[SiteSpider]) -> None:
    owners = [site.name for site in SITES if site.owns(ARTICLES[spider][0])]

    assert owners == [spider.name]


@pytest.mark.parametrize("spider", ARTICLES, ids=lambda spider: spider.name)
def test_a_site_says_in_full_what_is_known_of_it(spider: type[SiteSpider]) -> None:
    assert spider.publisher
    assert spider.domains
    assert spider.language == "en"
    assert any(isinstance(source, Feed) for source in spider.sources)
    assert all(source.url.startswith("https://") for source in spider.sources)
