"""Finding one's way: menus, breadcrumbs, the cart control, what was seen before."""

from urllib.parse import urlsplit

from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Fact
from ux_audit.reading.cart import read_cart
from ux_audit.reading.controls import Control, find_controls, rank_controls
from ux_audit.reading.fields import find_fields
from ux_audit.reading.menus import CategoryLink, find_breadcrumb, find_category_links
from ux_audit.reading.snapshot import is_visible, text_of

NO_HOME = "the home page was not seen"
SURE = 0.5
CATEGORIES = (
    "navigation.category_depth_max",
    "navigation.top_categories",
    "navigation.top_categories_visible",
)


def observe_navigation(walk: Walk) -> dict[str, Fact]:
    """Return navigation.*."""
    return {**_home(walk), **_categories(walk), **_crumbs(walk), **_after(walk)}


def _home(walk: Walk) -> dict[str, Fact]:
    home = walk.first("home")
    if home is None:
        return dict.fromkeys(
            ("navigation.search_visible", "navigation.cart_visible", "navigation.menu_mobile"),
            unseen(NO_HOME),
        )
    field = next(
        (f for f in find_fields(home.snapshot, walk.vocabulary) if f.scope == "search" and is_visible(f.tag)),
        None,
    )
    icon = next(iter(rank_controls(home.snapshot, "search_open", walk.vocabulary)), None)
    tag = field.tag if field else icon.control.tag if icon and walk.device == "mobile" else None
    cart = next((r for r in rank_controls(home.snapshot, "cart", walk.vocabulary) if r.score >= SURE), None)
    menu = next(iter(rank_controls(home.snapshot, "menu", walk.vocabulary)), None)
    facts = {
        "navigation.search_visible": seen(tag is not None, seen_at(home, tag)),
        "navigation.cart_visible": seen(True, seen_at(home, cart.control.tag))
        if cart
        else _wordless_cart(walk, home),
    }
    if walk.device == "mobile":
        facts["navigation.menu_mobile"] = seen(
            menu is not None, seen_at(home, menu.control.tag if menu else None)
        )
    else:
        facts["navigation.menu_mobile"] = unseen("asked on the phone only")
    return facts


def _wordless_cart(walk: Walk, home: Sight) -> Fact:
    """What a header without a named cart tells: an icon that counts after adding is one; others say nothing."""
    added = walk.last("added")
    before = {control.text for control in _wordless(home)}
    after = _wordless(added) if added is not None else []
    # A number that stood there before may count what was marked or compared.
    counting = [c for c in after if c.text.isdigit() and int(c.text) and c.text not in before]
    if counting and added is not None:
        return seen(True, seen_at(added, counting[0].tag), confidence=0.8)
    if _wordless(home):
        return unseen("the header has icons that do not say what they are")
    return seen(False, seen_at(home))


def _wordless(sight: Sight) -> list[Control]:
    controls = [c for c in find_controls(sight.snapshot) if c.region == "header"]
    return [c for c in controls if not any(sign.isalpha() for sign in c.text)]


def known_categories(walk: Walk) -> dict[str, CategoryLink]:
    """Return every category named on home and category pages, by address, each at its deepest level."""
    found: dict[str, CategoryLink] = {}
    for sight in walk.all("home", "home_menu", "listing"):
        for link in find_category_links(sight.snapshot, walk.vocabulary):
            before = found.get(link.url)
            if before is None or link.level > before.level:
                found[link.url] = link
    return found


def _categories(walk: Walk) -> dict[str, Fact]:
    home = walk.first("home")
    if home is None:
        return dict.fromkeys(CATEGORIES, unseen(NO_HOME))
    known = known_categories(walk)
    menu = rank_controls(home.snapshot, "menu", walk.vocabulary)
    if not known and menu:
        # What a menu holds that did not open is not known.
        return dict.fromkeys(CATEGORIES, unseen("the menu showed no category"))
    depth = max((link.level for link in known.values()), default=0)
    depth = (
        max(depth, *(_crumb_depth(walk, sight, known) for sight in walk.all("product", "listing")), 0)
        if walk.all("product", "listing")
        else depth
    )
    top = {url: link for url, link in known.items() if link.level == 1}
    links = find_category_links(home.snapshot, walk.vocabulary)
    shown = {link.url for link in links if link.level == 1 and link.visible}
    if walk.device == "mobile" and not shown and menu:
        inside = [
            link
            for sight in walk.all("home", "home_menu")
            for link in find_category_links(sight.snapshot, walk.vocabulary)
        ]
        shown = {link.url for link in inside if link.level == 1}
    where = seen_at(home, next((link.tag for link in links if link.visible), None))
    return {
        "navigation.category_depth_max": seen(depth, where, confidence=0.85),
        "navigation.top_categories": seen(len(top), where, confidence=0.85),
        "navigation.top_categories_visible": seen(len(shown), where, confidence=0.85),
    }


def _crumb_depth(walk: Walk, sight: Sight, categories: dict[str, CategoryLink]) -> int:
    """The levels that a breadcrumb names: its links without home and roots, and the page itself on a category page."""
    crumb = find_breadcrumb(sight.snapshot, walk.vocabulary)
    if crumb is None:
        return 0
    words = walk.vocabulary
    levels = [
        t for t in crumb.links if words.grade("home", t) < 0.8 and words.grade("category_root", t) < 0.8
    ]
    first = find_category_links(sight.snapshot, words)
    known = {link.text.casefold() for link in first} | {link.text.casefold() for link in categories.values()}
    # A path that begins at a known category goes on through categories, also those that menus show late.
    named = levels if levels and (not known or levels[0].casefold() in known) else []
    own = (
        1
        if sight.visit.purpose == "listing"
        and text_of(crumb.tag).rsplit(" ", 1)[-1].strip("/›> ")
        and not _is_root(walk, sight)
        else 0
    )
    return len(named) + own if named else 0


def _is_root(walk: Walk, sight: Sight) -> bool:
    title = next((text_of(tag) for tag in sight.snapshot.select_visible("h1")), "")
    return walk.vocabulary.grade("category_root", title) >= 0.8


def _crumbs(walk: Walk) -> dict[str, Fact]:
    facts = {}
    for name, purpose, why in (
        ("navigation.breadcrumb_product", "product", "no product page was reached"),
        ("navigation.breadcrumb_listing", "listing", "no category page was reached"),
    ):
        sights = walk.all(purpose)  # type: ignore[arg-type]
        crumbs = [(sight, find_breadcrumb(sight.snapshot, walk.vocabulary)) for sight in sights]
        shown = [(sight, crumb) for sight, crumb in crumbs if crumb is not None]
        if not sights:
            facts[name] = unseen(why)
        else:
            where = seen_at(shown[0][0], shown[0][1].tag) if shown else seen_at(sights[0])
            facts[name] = seen(len(shown) * 2 > len(sights), where)
    return facts


def _after(walk: Walk) -> dict[str, Fact]:
    return {
        "navigation.cart_count_updates": _count_updates(walk),
        "navigation.recently_viewed": _recently_viewed(walk),
    }


def _count_updates(walk: Walk) -> Fact:
    """Compare the cart's count before and after adding; one that stays says nothing while nothing arrived in the cart."""
    added, cart = walk.first("added"), walk.first("cart")
    if added is None:
        return unseen("nothing was added to a cart")
    context = added.visit.context
    before, after = context.get("count_before", ""), context.get("count_after", "")
    if after and before != after:
        return seen(True, seen_at(added))
    if cart is None or not read_cart(cart.snapshot, walk.vocabulary).lines:
        return unseen("nothing was added to a cart")
    return seen(False, seen_at(added))


def _recently_viewed(walk: Walk) -> Fact:
    again = walk.first("product_again")
    if again is None:
        return unseen("no product page was seen twice")
    seen_urls = {_path(url) for url in again.visit.context.get("seen_urls", "").split()} - {
        _path(again.visit.final_url)
    }
    fresh = walk.first("product")
    for tag in again.snapshot.select_visible("h2, h3, h4, h5, strong, legend, p"):
        if len(text_of(tag)) < 60 and walk.vocabulary.grade("recently_viewed", text_of(tag)) >= 0.5:
            return seen(True, seen_at(again, tag))
    before = {_path(fresh.snapshot.address(a)) for a in fresh.snapshot.links} if fresh else set()
    offered = {_path(again.snapshot.address(a)) for a in again.snapshot.links}
    new = (offered & seen_urls) - before
    return seen(len(new) >= 2, seen_at(again), confidence=0.8)


def _path(url: str) -> str:
    return urlsplit(url).path.rstrip("/")
