"""Condé Nast's Copilot (WIRED, The New Yorker, Vogue): one markup for all its titles."""

from newscrawl.extract.layout import Layout

# Class names carry a hash ("BylineName-kwmrLn"): selectors take the part before it.
# Confirmed: saved pages of The New Yorker (2023), Vogue (2024) and SELF (2024). Boxes of other
# stories stand inside the body with bylines of their own, hence the header before the names.
CONDE_NAST = Layout(
    name="conde-nast",
    title=("h1[data-testid=ContentHeaderHed]",),
    byline=("[class*=ContentHeader] .bylines",),
    author=("[class*=ContentHeader] .byline",),
    author_name=("a.byline__name-link", ".byline__name"),
    section=("[class*=ContentHeaderRubric] .rubric__name", "[class*=ContentHeaderRubric] a"),
    body=(".body__inner-container",),
    drop=(
        "aside",
        "figure",
        ".journey-unit",
        ".inline-recirc-wrapper",
        "[class*=RecircMostPopular]",
        "[class*=ExternalLinkEmbed]",
        "[class*=ConsumerMarketingUnit]",
        "[class*=consumer-marketing-unit]",
        "[class*=UnifiedProductCard]",
        "[class*=ProductOffer]",
        # Unconfirmed: seen in older descriptions of the system only.
        "[class*=NewsletterSubscribe]",
        "[class*=CalloutWrapper]",
    ),
)
