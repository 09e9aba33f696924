"""Category pages: cards, filters, sorting, counting, paging."""

import re

from bs4 import Tag

from ux_audit.facts.subjects import products
from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Evidence, Fact
from ux_audit.reading.cards import Card, find_cards
from ux_audit.reading.fields import find_fields
from ux_audit.reading.snapshot import Snapshot, attr, box_of, is_usable, is_visible, name_of, squeeze, text_of
from ux_audit.reading.structured import offer_of, read_structured

NO_LISTING = "no category page was reached"
NAMES = (
    "listing.products_shown", "listing.total_products", "listing.filters", "listing.filter_price", "listing.filter_brand",
    "listing.filter_spec", "listing.sort", "listing.count_shown", "listing.paging", "listing.card_price_all",
    "listing.card_image_all", "listing.card_rating", "listing.brands_known",
)  # fmt: skip
FILTER_TOKENS = re.compile(r"(^|[\s_-])(filters?|facets?|refine|refinements?|layered|narrow)([\s_-]|$)", re.I)
SORT_TOKENS = re.compile(r"(^|[\s_\-\[])(sort|sortby|sort_?by|order_?by|orderby|sorting)([\s_\-\]]|$)", re.I)
COUNT_PLACES = "h1, h2, p, span, div, strong, small, li, form"
LONGEST_COUNT = 60


def observe_listing(walk: Walk) -> dict[str, Fact]:
    """Return listing.* of the category with most products, filters of any look at it."""
    sights = walk.all("listing")
    if not sights:
        return dict.fromkeys(NAMES, unseen(NO_LISTING))
    best = max(sights, key=lambda sight: len(find_cards(sight.snapshot, walk.vocabulary)))
    cards = find_cards(best.snapshot, walk.vocabulary)
    total = read_total(walk, best)
    looks = [*sights, *walk.all("listing_filter")]
    groups = {name: hit for look in looks for name, hit in find_filters(walk, look).items()}
    sort = next(((s, tag) for s in sights if (tag := find_sort(walk, s)) is not None), None)
    where = seen_at(best, cards[0].tag if cards else None)
    facts = {
        "listing.products_shown": seen(len(cards), where),
        "listing.total_products": seen(max(total or 0, len(cards)), where),
        "listing.count_shown": seen(total is not None, where),
        "listing.paging": seen(_paging(walk, best, cards, total), where, confidence=0.8),
        "listing.sort": seen(sort is not None, seen_at(*sort) if sort else seen_at(best)),
        "listing.filters": seen(bool(groups), next(iter(groups.values()))[1] if groups else seen_at(best)),
    }
    for kind in ("price", "brand", "spec"):
        hit = groups.get(kind)
        facts[f"listing.filter_{kind}"] = seen(hit is not None, hit[1] if hit else seen_at(best))
    facts.update(_cards(walk, best, cards))
    facts["listing.brands_known"] = _brands(walk)
    return facts


def _cards(walk: Walk, sight: Sight, cards: list[Card]) -> dict[str, Fact]:
    if not cards:
        return dict.fromkeys(
            ("listing.card_price_all", "listing.card_image_all", "listing.card_rating"),
            unseen("no product cards were found"),
        )
    bare = [card for card in cards if card.price is None]
    blank = [card for card in cards if not _has_image(card)]
    rated = [card for card in cards if card.has_rating]
    return {
        "listing.card_price_all": seen(not bare, seen_at(sight, (bare or cards)[0].tag)),
        "listing.card_image_all": seen(not blank, seen_at(sight, (blank or cards)[0].tag)),
        "listing.card_rating": seen(bool(rated), seen_at(sight, (rated or cards)[0].tag)),
    }


def _has_image(card: Card) -> bool:
    image = card.image
    if image is None:
        return False
    return image.name != "img" or attr(image, "data-ux-natural") not in ("", "0x0")


def _brands(walk: Walk) -> Fact:
    names = set()
    for sight in products(walk):
        product = read_structured(sight.snapshot).main_product or {}
        brand = product.get("brand") or offer_of(product).get("brand")
        name = brand.get("name") if isinstance(brand, dict) else brand
        if name:
            names.add(str(name).casefold())
    return seen(len(names), seen_at(products(walk)[0])) if names else unseen("no product seen names a brand")


def read_total(walk: Walk, sight: Sight) -> int | None:
    """Return the printed number of products, or None."""
    for tag in sight.snapshot.select_visible(COUNT_PLACES):
        if tag.find_parent(["header", "footer", "nav", "aside"]) is not None or (
            tag.name != "form" and tag.find(["p", "div", "ul", "h2"]) is not None
        ):
            continue
        text = squeeze(text_of(tag))
        if (
            not 2 <= len(text) <= LONGEST_COUNT
            or not any(c.isdigit() for c in text)
            or tag.find_parent("a") is not None
        ):
            continue
        if (
            walk.vocabulary.has("results_count", text)
            and not walk.vocabulary.has("reviews", text)
            and not re.search(r"[$€£¥]", text)
        ):
            numbers = [
                int(re.sub(r"[.,\s]", "", n)) for n in re.findall(r"\d{1,3}(?:[.,\s]\d{3})+|\d+", text)
            ]
            return max(numbers) if numbers else None
    return None


def find_sort(walk: Walk, sight: Sight) -> Tag | None:
    """Return the control that changes the order, or None."""
    for field in find_fields(sight.snapshot, walk.vocabulary):
        marks = f"{field.name} {attr(field.tag, 'class')} {attr(field.tag, 'id')}"
        if field.kind in ("select", "radio", "combobox") and (
            SORT_TOKENS.search(marks) or walk.vocabulary.has("sort", f"{field.label}")
        ):
            return field.tag
    for tag in sight.snapshot.select_visible(
        "button, summary, [role=combobox], [role=button], a, label, span, div"
    ):
        text = name_of(tag)
        if (
            len(text) < 50
            and walk.vocabulary.grade("sort", text) >= 0.8
            and tag.find_parent(["header", "footer"]) is None
        ):
            return tag
    return None


def find_filters(walk: Walk, sight: Sight) -> dict[str, tuple[str, Evidence]]:
    """Return the kinds of filter in view (price, brand, spec) with title and evidence; the category tree is none."""
    found: dict[str, tuple[str, Evidence]] = {}
    for holder, title in _filter_groups(walk, sight):
        kind = _filter_kind(walk, holder, title)
        if kind is not None:
            found.setdefault(kind, (title, seen_at(sight, holder, title)))
    return found


def _filter_groups(walk: Walk, sight: Sight) -> list[tuple[Tag, str]]:
    """Groups of choices under a title, in a part of the page that filters."""
    snapshot = sight.snapshot
    groups: list[tuple[Tag, str]] = []
    for part in _filter_parts(walk, snapshot):
        for control in part.select("input, select, a, button, [role=slider], [role=checkbox]"):
            slides = attr(control, "type") == "range" or attr(control, "role") == "slider"
            if not (is_usable(control) or slides or control.get("data-ux-clip")):
                continue
            if attr(control, "type") in ("hidden", "submit") or SORT_TOKENS.search(
                f"{attr(control, 'name')} {attr(control, 'id')}"
            ):
                continue
            holder, title = _titled(control, part)
            if holder is not None and title and all(holder is not known for known, _ in groups):
                groups.append((holder, title))
    return groups


def _filter_parts(walk: Walk, snapshot: Snapshot) -> list[Tag]:
    parts: list[Tag] = []
    for tag in snapshot.body.select("aside, form, section, div, details, ul, [role=dialog]"):
        if (
            any(tag in p.parents or p in tag.parents for p in parts)
            or tag.find_parent(["header", "footer"]) is not None
        ):
            continue
        marks = f"{attr(tag, 'class')} {attr(tag, 'id')} {attr(tag, 'aria-label')}"
        if FILTER_TOKENS.search(marks) and (
            is_visible(tag) or tag.find(attrs={"data-ux-vis": "1"}) is not None
        ):
            parts.append(tag)
    for tag in snapshot.select_visible("h2, h3, h4, legend, strong, summary, span, p, dt"):
        text = text_of(tag)
        if (len(text) <= 30 and walk.vocabulary.grade("filter", text) >= 0.8) or walk.vocabulary.grade(
            "filter_by", text
        ) >= 0.8:
            holder = tag.parent
            if (
                holder is not None
                and holder.name != "body"
                and not any(p is holder or p in holder.parents for p in parts)
            ):
                parts.append(holder)
    return parts


def _titled(control: Tag, part: Tag) -> tuple[Tag | None, str]:
    node: Tag | None = control
    for _ in range(8):
        node = node.parent if node is not None else None
        if node is None:
            return None, ""
        for head in node.find_all(
            [
                "legend",
                "summary",
                "h2",
                "h3",
                "h4",
                "h5",
                "h6",
                "dt",
                "strong",
                "button",
                "label",
                "span",
                "div",
            ],
            recursive=False,
        ):
            text = text_of(head)
            if (
                1 < len(text) <= 30
                and head.find(["input", "a"]) is None
                and head is not control
                and control not in head.find_all(control.name)
            ):
                return node, text
        if node is part:
            break
    return None, ""


def _filter_kind(walk: Walk, holder: Tag, title: str) -> str | None:
    words = walk.vocabulary
    names = " ".join(attr(i, "name") for i in holder.find_all("input"))
    if words.grade("price", title) >= 0.8 or re.search(r"price|min_?price|preis|prix", names, re.I):
        return "price"
    if words.grade("brand", title) >= 0.8:
        return "brand"
    if any(words.grade(key, title) >= 0.8 for key in ("category_root", "sort", "filter", "menu", "view_all")):
        return None
    choices = [
        t for t in holder.find_all(["a", "input", "li", "button"]) if is_usable(t) or t.get("data-ux-clip")
    ]
    if len(choices) < 1 or re.search(r"categor", f"{attr(holder, 'class')} {attr(holder, 'id')}", re.I):
        return None
    if words.grade("rating", title) >= 0.8:
        return "rating"
    return "spec"


def _paging(walk: Walk, sight: Sight, cards: list[Card], total: int | None) -> str:
    below = max((card.box.bottom for card in cards if card.box), default=0)
    for tag in sight.snapshot.select_visible("a, button"):
        text = name_of(tag)
        box = box_of(tag)
        if box is None or box.y < below - 10 or tag.find_parent("footer") is not None:
            continue
        if walk.vocabulary.grade("load_more", text) >= 0.8:
            return "load-more"
        if walk.vocabulary.grade("next_page", text) >= 0.8 or re.fullmatch(r"2", text):
            return "pages"
    if total is not None and total > len(cards):
        return "endless"
    return "all"
