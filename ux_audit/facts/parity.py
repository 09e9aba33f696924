"""What the phone leaves out that the desktop shows."""

from collections.abc import Mapping

from ux_audit.catalog import normalise
from ux_audit.facts.subjects import products
from ux_audit.facts.walk import Walk, seen, unseen
from ux_audit.model import Device, Fact
from ux_audit.reading.addresses import page_key
from ux_audit.reading.snapshot import text_of

LEAST_COMPARED = 4  # of the parts below that the desktop shows; fewer tell nothing of the shop
HALF = 0.5
ON_PRODUCTS = {
    "reviews": "product.reviews_visible",
    "delivery": "product.shipping_info",
    "returns": "product.returns_info",
    "stock": "product.stock_status",
    "video": "product.video",
    "recommendations": "product.recommendations",
    "zoom": "product.image_zoom",
}
AMOUNTS_ON_PRODUCTS = {
    "photos": "product.gallery_images",
    "specifications": "product.specs_count",
    "description": "product.description_words",
}
ELSEWHERE = {
    "filters": "listing.filters",
    "sorting": "listing.sort",
    "search": "search.present",
    "breadcrumbs": "navigation.breadcrumb_product",
}
# Parts whose evidence is their own words, so that the phone's folded text can be searched for them.
SAID = ("reviews", "delivery", "returns", "stock", "specifications", "filters", "sorting", "breadcrumbs")
FOLDED_LISTS = ("filters", "sorting")


def observe_parity(
    walks: Mapping[Device, Walk], facts: Mapping[Device, dict[str, Fact]]
) -> dict[Device, dict[str, Fact]]:
    """Return mobile.parts_compared and parts_missing of the phone, by both devices' facts."""
    names = ("mobile.parts_compared", "mobile.parts_missing")
    desktop, phone = walks.get("desktop"), walks.get("mobile")
    if desktop is None or phone is None:
        return {device: dict.fromkeys(names, unseen("only one device was walked")) for device in walks}
    here, there = facts["desktop"], facts["mobile"]
    compared: list[str] = []
    missing: list[str] = []
    parts = dict(ELSEWHERE)
    if _pages(desktop) and _pages(desktop) == _pages(phone):
        parts |= ON_PRODUCTS | AMOUNTS_ON_PRODUCTS
    for part, name in parts.items():
        wide, narrow = here.get(name), there.get(name)
        # What the desktop does not show either cannot be missing on the phone.
        if wide is None or narrow is None or not wide.value or narrow.value is None:
            continue
        if not _is_less(wide, narrow):
            compared.append(part)
        elif not _is_folded(phone, part, wide):
            compared.append(part)
            missing.append(part)
    if len(compared) < LEAST_COMPARED:
        found = dict.fromkeys(names, unseen("too little was seen on both devices"))
    else:
        where = [e for part in missing for e in here[parts[part]].evidence[:1]]
        found = {
            "mobile.parts_compared": seen(len(compared)),
            "mobile.parts_missing": seen(missing, *where, confidence=0.8),
        }
    return {"desktop": dict.fromkeys(names, unseen("asked on the phone only")), "mobile": found}


def _pages(walk: Walk) -> set[str]:
    return {page_key(sight.visit.final_url) for sight in products(walk)}


def _is_less(wide: Fact, narrow: Fact) -> bool:
    if isinstance(wide.value, bool) or isinstance(narrow.value, bool):
        return wide.value is True and narrow.value is False
    if isinstance(wide.value, int | float) and isinstance(narrow.value, int | float):
        return narrow.value < wide.value * HALF
    return False


def _is_folded(phone: Walk, part: str, wide: Fact) -> bool:
    """Whether the phone's pages hold the same words where they are not in view: folded is not left out."""
    looks = phone.all("listing", "listing_filter") if part in FOLDED_LISTS else products(phone)
    said = {normalise(e.text) for e in wide.evidence if e.text}
    if not said or part not in SAID:
        return False
    return any(text in normalise(text_of(look.snapshot.body, hidden=True)) for look in looks for text in said)
