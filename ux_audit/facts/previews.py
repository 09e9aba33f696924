"""How a gallery tells that there are more photos: thumbnails, all of them in view, dots, or nothing."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from bs4 import Tag

from ux_audit.facts.gallery import (
    LEAST_MAIN_PX,
    LEAST_THUMB_PX,
    count_photos,
    find_gallery,
    find_main_image,
    photo_name,
)
from ux_audit.facts.subjects import NO_PRODUCT, most, products
from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Fact
from ux_audit.reading.cards import find_card_groups
from ux_audit.reading.snapshot import attr, box_of, is_visible, name_of, text_of

Preview = Literal["thumbnails", "all", "dots", "none"]
LARGEST_DOT_PX = 32
GRACE_PX = 4
PICTURES = "img, [data-ux-image]"
PRESSED = "button, a, [role=button], [role=tab], [data-ux-pointer], li"
ARROWS = re.compile(
    r"(^|[\s_-])(next|prev|previous|arrow|chevron|forward|back|left|right)([\s_-]|$)", re.IGNORECASE
)
ARROW_SIGNS = re.compile(r"[‹›«»←→❮❯<>▶◀]")
MORE = re.compile(r"^\+\s*\d{1,3}$")


@dataclass(frozen=True)
class Picture:
    """One photo in a gallery: `clipped` when it lies outside the part that is in view, `tiny` when it is a thumbnail."""

    tag: Tag
    name: str
    tiny: bool
    clipped: bool


def observe_previews(walk: Walk) -> dict[str, Fact]:
    """Return product.gallery_preview and gallery_truncated over the products that have several photos."""
    sights = products(walk)
    names = ("product.gallery_preview", "product.gallery_truncated")
    if not sights:
        return dict.fromkeys(names, unseen(NO_PRODUCT))
    mains = [(sight, main) for sight in sights if (main := find_main_image(walk, sight)) is not None]
    several = [(sight, main) for sight, main in mains if count_photos(walk, sight, main) > 1]
    if not several:
        return dict.fromkeys(names, unseen("no product with several photos was seen"))
    found = [
        (sight, main, preview)
        for sight, main in several
        if (preview := read_preview(walk, sight, main)) is not None
    ]
    if not found:
        return dict.fromkeys(names, unseen("how the other photos are reached was not seen"))
    usual = Counter(preview for *_, preview in found).most_common(1)[0][0]
    sight, main, _ = next(one for one in found if one[2] == usual)
    cut = [(s, m) for s, m, preview in found if preview == "thumbnails" and is_truncated(s, m)]
    strips = [one for one in found if one[2] == "thumbnails"]
    where = seen_at(*(cut[0] if cut else (sight, main)))
    return {
        "product.gallery_preview": seen(usual, seen_at(sight, main), confidence=0.85),
        "product.gallery_truncated": seen(most([is_truncated(s, m) for s, m, _ in strips]), where)
        if strips
        else unseen("no row of thumbnails was seen"),
    }


def read_preview(walk: Walk, sight: Sight, main: Tag) -> Preview | None:
    """Return what announces the other photos; None when nothing proves how they are reached."""
    pictures = _pictures(walk, sight, main)
    thumbs = {p.name for p in pictures if p.tiny and not p.clipped}
    large = {p.name for p in pictures if not p.tiny and not p.clipped}
    # Some rows leave out the photo that is shown large.
    if thumbs and len(thumbs | large) > 1:
        return "thumbnails"
    if len(large) >= count_photos(walk, sight, main):
        return "all"
    holder = find_gallery(sight, main)
    if _has_dots(holder):
        return "dots"
    hidden = {p.name for p in pictures if not p.tiny and p.clipped} - large
    return "none" if hidden or _has_arrows(holder) else None


def is_truncated(sight: Sight, main: Tag) -> bool:
    """Return whether thumbnails lie outside their strip with no arrow, no “+3” and none cut in two."""
    holder = find_gallery(sight, main)
    thumbs = [tag for tag in holder.select(PICTURES) if _is_tiny(tag)]
    hidden = [tag for tag in thumbs if attr(tag, "data-ux-clip")]
    shown = [tag for tag in thumbs if is_visible(tag)]
    names = {_name(tag) for tag in shown}
    if not [tag for tag in hidden if _name(tag) not in names] or len(shown) < 2:
        return False
    counted = any(MORE.match(text_of(tag)) for tag in holder.find_all(["span", "div", "a", "button", "li"]))
    return not (counted or _has_arrows(holder) or any(_is_cut(tag, holder) for tag in shown))


def _pictures(walk: Walk, sight: Sight, main: Tag) -> list[Picture]:
    """The gallery's photos, and small ones of the same photos anywhere on the page: their row may stand apart."""
    snapshot = sight.snapshot
    cards = {id(card.tag) for group in find_card_groups(snapshot, walk.vocabulary) for card in group.cards}
    own = find_gallery(sight, main).select(PICTURES)
    names = {_name(tag) for tag in own}
    apart = [tag for tag in snapshot.select_visible(PICTURES) if _is_tiny(tag) and _name(tag) in names]
    found = []
    for tag in [*own, *apart]:
        clipped = bool(attr(tag, "data-ux-clip"))
        if not (is_visible(tag) or clipped) or any(id(node) in cards for node in tag.parents):
            continue
        name = _name(tag)
        if name:
            found.append(Picture(tag, name, _is_tiny(tag), clipped))
    return found


def _name(tag: Tag) -> str:
    return photo_name(
        attr(tag, "data-ux-src") or attr(tag, "src") or attr(tag, "data-src") or attr(tag, "data-ux-image")
    )


def _is_tiny(tag: Tag) -> bool:
    box = box_of(tag)
    return box is not None and LEAST_THUMB_PX <= min(box.width, box.height) < LEAST_MAIN_PX


def _has_dots(holder: Tag) -> bool:
    """Whether two or more small marks without words or pictures stand side by side."""
    rows: Counter[int] = Counter()
    for tag in holder.select(PRESSED):
        box = box_of(tag)
        if not is_visible(tag) or box is None or tag.select_one(PICTURES) is not None:
            continue
        small = max(box.width, box.height) <= LARGEST_DOT_PX
        if small and not re.search(r"[^\W\d]", text_of(tag)) and not _is_arrow(tag):
            rows[id(tag.parent)] += 1
    return any(count > 1 for count in rows.values())


def _has_arrows(holder: Tag) -> bool:
    return any(is_visible(tag) and _is_arrow(tag) for tag in holder.select(PRESSED))


def _is_arrow(tag: Tag) -> bool:
    inner = tag.find(["i", "svg", "span", "use"])
    marks = f"{attr(tag, 'class')} {attr(tag, 'data-slide')} {attr(tag, 'data-bs-slide')} {attr(tag, 'aria-label')}"
    marks += f" {attr(inner, 'class')} {attr(inner, 'href')}" if isinstance(inner, Tag) else ""
    return bool(ARROWS.search(marks) or ARROW_SIGNS.fullmatch(name_of(tag).strip()))


def _is_cut(thumb: Tag, holder: Tag) -> bool:
    """Whether a thumbnail lies half outside a strip around it."""
    box = box_of(thumb)
    if box is None:
        return False
    for parent in thumb.parents:
        around = box_of(parent)
        if parent is holder.parent:
            return False
        if (
            around is not None
            and around.area
            and (
                box.right > around.right + GRACE_PX
                or box.bottom > around.bottom + GRACE_PX
                or box.x < around.x - GRACE_PX
                or box.y < around.y - GRACE_PX
            )
        ):
            return True
    return False
