"""The site as a whole: language, currency, software, and what its frame links to."""

import re
from collections import Counter
from urllib.parse import urlsplit

from bs4 import Tag

from ux_audit.catalog import Platform, recognise_platform
from ux_audit.facts.countdown import find_countdown
from ux_audit.facts.subjects import main_price, products
from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Fact
from ux_audit.reading.addresses import page_key
from ux_audit.reading.cards import find_card_groups
from ux_audit.reading.prices import find_prices
from ux_audit.reading.snapshot import attr, is_visible, stands_in, text_of
from ux_audit.reading.structured import offer_of, read_structured
from ux_audit.settings import is_loopback

SOCIAL = re.compile(
    r"(^|\.)(facebook|instagram|tiktok|youtube|twitter|x|pinterest|linkedin|weibo|douyin|xiaohongshu|bilibili|zhihu|threads|discord|reddit|snapchat|vk|naver)\.(com|net|tv|gg|me)$|line\.me$|t\.me$|wa\.me$|discord\.gg$"
)
FRAME_LINKS = {
    "trust.contact": ("contact",), "trust.returns_link": ("returns", "returns_policy"), "trust.shipping_link": ("shipping_policy", "shipping"),
    "trust.privacy_link": ("privacy",), "trust.terms_link": ("terms",), "content.faq": ("faq", "help"), "content.buying_guides": ("guides",),
}  # fmt: skip
CHANNELS = re.compile(r"^(tel:|mailto:|https?://(wa\.me|api\.whatsapp|line\.me|m\.me|t\.me))", re.I)


def observe_site(walk: Walk) -> dict[str, Fact]:
    """Return site.*, trust.* and content.*."""
    home = walk.first("home") or next(iter(walk.sights), None)
    if home is None:
        return {}
    return {**_identity(walk, home), **_frame(walk), **_claims(walk, home), **_known(walk, home)}


def _identity(walk: Walk, home: Sight) -> dict[str, Fact]:
    platform = find_platform(walk)
    language = home.snapshot.language
    codes = Counter(
        p.currency
        for s in walk.all("home", "listing", "product")
        for p in find_prices(s.snapshot)
        if p.currency
    )
    for sight in products(walk):
        code = offer_of(read_structured(sight.snapshot).main_product or {}).get("priceCurrency")
        if code:
            codes[str(code)] += 100
    price = next((p for s in products(walk) if (p := main_price(s))), None)
    currency = codes.most_common(1)[0][0] if codes else price.currency if price else None
    https = all(s.visit.final_url.startswith("https://") for s in walk.sights)
    mixed = (
        any(
            r.url.startswith("http://") and r.kind in ("script", "stylesheet", "fetch", "xhr")
            for s in walk.sights
            for r in s.requests
        )
        if https
        else False
    )
    return {
        "site.platform": seen(platform.id, seen_at(home))
        if platform
        else unseen("no known software was recognised"),
        "site.language": seen(language, seen_at(home))
        if language
        else unseen("the pages declare no language"),
        "site.currency": seen(currency, seen_at(home))
        if currency
        else unseen("no price with a currency was seen"),
        "site.gate": seen("ok", seen_at(home)),
        "site.loopback": seen(is_loopback(home.visit.final_url), seen_at(home)),
        "trust.https": seen(https and not mixed, seen_at(home)),
    }


def find_platform(walk: Walk) -> Platform | None:
    """Return the store software that home, a product and a category prove, or None."""
    sights = walk.all("home", "product", "listing")[:3]
    found = recognise_platform(
        "\n".join(sight.snapshot.html for sight in sights),
        requests=[request.url for sight in sights for request in sight.requests],
        addresses=[sight.visit.final_url for sight in sights],
    )
    return found.platform if found else None


def _frame(walk: Walk) -> dict[str, Fact]:
    """Links of the header and footer, of any page that was seen before the checkout, and those on all of them."""
    sights = _framed(walk)
    links = find_frame_links(walk)
    facts = {}
    for name, keys in FRAME_LINKS.items():
        hit = next(((s, a) for s, a in links if _says(walk, a, keys)), None)
        if hit is None and name == "trust.contact":
            hit = next(
                (
                    (s, a)
                    for s in sights
                    for a in s.snapshot.select_visible("a[href]")
                    if CHANNELS.match(attr(a, "href"))
                ),
                None,
            )
        facts[name] = seen(
            hit is not None,
            seen_at(*hit) if hit else seen_at(sights[0]) if sights else seen_at(walk.sights[0]),
        )
    social = next(
        ((s, a) for s in sights for a in s.snapshot.links if _is_profile(s.snapshot.address(a))), None
    )
    facts["content.community_links"] = seen(
        social is not None, seen_at(*social) if social else seen_at(walk.sights[0])
    )
    return facts


def find_frame_links(walk: Walk) -> list[tuple[Sight, Tag]]:
    """Return the links of the pages' frame, page by page."""
    sights = _framed(walk)
    lasting = _lasting(sights)
    return [(sight, link) for sight in sights for link in _frame_links(sight, lasting)]


def _framed(walk: Walk) -> list[Sight]:
    return walk.all("home", "listing", "product")[:4]


def _lasting(sights: list[Sight]) -> set[str]:
    """The addresses that every page links to, wherever its frame stands: nothing where only one page was seen."""
    pages = {sight.visit.final_url: sight.snapshot for sight in sights}
    if len(pages) < 2:
        return set()
    return set.intersection(*({page_key(s.address(a)) for a in s.links} for s in pages.values())) - {""}


def _frame_links(sight: Sight, lasting: set[str]) -> list[Tag]:
    height = sight.snapshot.page_height
    found = []
    for tag in sight.snapshot.body.find_all("a", href=True):
        inside = stands_in(tag)
        if not inside:
            marks = " ".join(f"{attr(p, 'class')} {attr(p, 'id')}" for p in list(tag.parents)[:6])
            inside = bool(re.search(r"footer|(^|[\s_-])(menu|nav|topbar)([\s_-]|$)", marks, re.I))
        everywhere = page_key(sight.snapshot.address(tag)) in lasting
        if height and (
            (is_visible(tag) and (inside or everywhere)) or (inside and stands_in(tag, ["nav", "header"]))
        ):
            found.append(tag)
    return found


def _says(walk: Walk, link: Tag, keys: tuple[str, ...]) -> bool:
    text = text_of(link, hidden=True)
    return 1 < len(text) < 60 and any(walk.vocabulary.has(key, text) for key in keys)


def _is_profile(url: str) -> bool:
    parts = urlsplit(url)
    host = parts.netloc.lower().removeprefix("www.").removeprefix("m.")
    return (
        bool(SOCIAL.search(host))
        and len(parts.path.strip("/")) > 1
        and not re.search(r"share|intent|sharer", url)
    )


def _claims(walk: Walk, home: Sight) -> dict[str, Fact]:
    sights = walk.all("home", "product", "cart")
    timer = find_countdown(walk)
    scarce = next(
        (
            (s, t)
            for s in sights
            for t in s.snapshot.select_visible("span, p, strong, div, small")
            if len(text_of(t)) < 80
            and (walk.vocabulary.has("low_stock", text_of(t)) or walk.vocabulary.has("scarcity", text_of(t)))
        ),
        None,
    )
    return {
        "trust.countdown": seen(timer is not None, seen_at(*timer) if timer else seen_at(home)),
        "trust.scarcity_claims": seen(scarce is not None, seen_at(*scarce) if scarce else seen_at(home)),
    }


def _known(walk: Walk, home: Sight) -> dict[str, Fact]:
    cards = {
        card.url.split("?")[0]
        for s in walk.all("home", "listing", "search_exact", "product")
        for g in find_card_groups(s.snapshot, walk.vocabulary)
        for card in g.cards
    }
    cards |= {s.visit.final_url.split("?")[0] for s in products(walk)}
    known = max(len(cards), walk.products_in_sitemaps)
    return {"site.products_known": seen(known, seen_at(home), note="at least as many")}
