"""Ways out of the checkout: links to elsewhere in the shop, its menu and search, and where help is."""

import re

from bs4 import Tag

from ux_audit.facts.navigation import known_categories
from ux_audit.facts.steps import checkout_sights, find_steps
from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Fact
from ux_audit.reading.addresses import page_key
from ux_audit.reading.checkout_rules import load_checkout_rules
from ux_audit.reading.controls import find_controls
from ux_audit.reading.fields import find_fields
from ux_audit.reading.progress import find_progress
from ux_audit.reading.snapshot import attr, is_visible, name_of, stands_in, text_of

NAMES = ("checkout.exit_links", "checkout.shop_menu", "checkout.help_offered")
# What has to stay within reach: the law asks for some of it, WCAG 2.2 (3.2.6) for help in one place.
ALLOWED = (
    "privacy",
    "terms",
    "returns",
    "shipping_policy",
    "imprint",
    "warranty",
    "help",
    "faq",
    "contact",
    "cart",
)
HELP = ("help", "contact", "faq")
LONGEST_LINK = 60
CALLS = re.compile(r"^(tel|mailto|sms|https?://(wa\.me|api\.whatsapp|line\.me|t\.me|m\.me))", re.IGNORECASE)
CATEGORIES = 3  # so many links to categories in view are a menu
HELP_LINE = re.compile(r"(\+|\b0|\b1[- ]|\b400)[\d\s().-]{6,}\d")
LONGEST_LINE = 160


def observe_exits(walk: Walk) -> dict[str, Fact]:
    """Return how many ways lead out of the checkout's pages, and whether help is on every one of them."""
    if not checkout_sights(walk):
        return dict.fromkeys(NAMES, unseen("the checkout was not opened"))
    pages = [step.sights[0] for step in find_steps(walk) if not step.is_gate]
    if not pages:
        return dict.fromkeys(NAMES, unseen("only the page for signing in was seen"))
    kept = _kept_addresses(walk)
    home = walk.first("home")
    frame = {page_key(home.snapshot.address(a)) for a in home.snapshot.links} if home is not None else set()
    exits = {s.visit.id: _exits(walk, s, frame - {""}, kept) for s in pages}
    worst = max(pages, key=lambda s: len(exits[s.visit.id]))
    links = list(exits[worst.visit.id].values())
    menus = [(s, tag) for s in pages if (tag := _menu(walk, s)) is not None]
    helpless = [s for s in pages if _help(walk, s) is None]
    return {
        "checkout.exit_links": seen(len(links), seen_at(worst, links[0] if links else None)),
        "checkout.shop_menu": seen(bool(menus), seen_at(*menus[0]) if menus else seen_at(pages[0])),
        "checkout.help_offered": seen(
            not helpless, seen_at(helpless[0]) if helpless else seen_at(pages[0], _help(walk, pages[0]))
        ),
    }


def _kept_addresses(walk: Walk) -> set[str]:
    """The addresses of the cart, the home page and the checkout itself."""
    sights = [*walk.all("home", "cart"), *checkout_sights(walk)]
    return {page_key(sight.visit.final_url) for sight in sights}


def _exits(walk: Walk, sight: Sight, frame: set[str], kept: set[str]) -> dict[str, Tag]:
    """Visible links that leave for elsewhere, each address once: those of the page's frame and those the home page has too."""
    found: dict[str, Tag] = {}
    progress = find_progress(sight.snapshot, walk.vocabulary)
    steps = progress.tag if progress is not None else None
    for link in sight.snapshot.links:
        key = page_key(sight.snapshot.address(link))
        if (
            not key
            or key in kept
            or not (stands_in(link) or key in frame)
            or any(node is steps for node in link.parents)
        ):
            continue
        name = name_of(link)
        if len(name) <= LONGEST_LINK and any(walk.vocabulary.has(word, name) for word in ALLOWED):
            continue
        found.setdefault(key, link)
    return found


def _menu(walk: Walk, sight: Sight) -> Tag | None:
    """The shop's search, or its categories as links in view."""
    search = next((f.tag for f in find_fields(sight.snapshot, walk.vocabulary) if f.scope == "search"), None)
    if search is not None:
        return search
    categories = {page_key(url) for url in known_categories(walk)}
    links = {page_key(sight.snapshot.address(a)): a for a in sight.snapshot.links}
    shown = [tag for key, tag in links.items() if key and key in categories]
    return shown[0] if len(shown) >= CATEGORIES else None


def _help(walk: Walk, sight: Sight) -> Tag | None:
    """A link to help or contact, a number to call, or a chat."""
    rules, snapshot = load_checkout_rules(), sight.snapshot
    for control in find_controls(snapshot):
        # "Contact" on a button or heading of a form asks for the shopper's own; only help is help there.
        asks = control.kind == "button" and len(control.text) <= LONGEST_LINK
        if (asks and walk.vocabulary.has("help", control.text)) or rules.matches("chat", control.signature):
            return control.tag
    progress = find_progress(snapshot, walk.vocabulary)
    for link in snapshot.select("a[href]"):
        # What a folded menu of the header holds is within reach as well.
        if not (stands_in(link, ("header", "nav")) or is_visible(link)):
            continue
        if progress is not None and any(node is progress.tag for node in link.parents):
            continue
        name = text_of(link, hidden=True)
        named = 0 < len(name) <= LONGEST_LINK and any(walk.vocabulary.has(key, name) for key in HELP)
        leads = page_key(snapshot.address(link)) not in ("", page_key(snapshot.url))
        if (named and leads) or CALLS.match(attr(link, "href")):
            return link
    for frame in sight.snapshot.select_visible("ux-frame, ux-opaque-frame"):
        if rules.matches("chat", f"{attr(frame, 'src')} {attr(frame, 'title')} {attr(frame, 'id')}"):
            return frame
    for tag in sight.snapshot.select_visible("p, span, li, small, address, div"):
        text = text_of(tag) if tag.find(["p", "div", "li", "form"]) is None else ""
        says = 0 < len(text) <= LONGEST_LINE and any(walk.vocabulary.has(key, text) for key in HELP)
        if says and HELP_LINE.search(text):
            return tag
    return None
