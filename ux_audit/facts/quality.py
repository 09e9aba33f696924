"""Mobile, accessibility and stability: what is measured on every page, worst page first."""

import re
from collections.abc import Callable

from bs4 import Tag

from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Box, Fact
from ux_audit.reading.cards import find_card_groups
from ux_audit.reading.controls import find_controls
from ux_audit.reading.snapshot import attr, box_of, is_visible

SMALL_PX = 24  # WCAG 2.2, success criterion 2.5.8
LEAST_IMAGE_PX = 24
DRAWN = ("img", "svg", "picture", "video", "canvas", "iframe", "ux-frame", "ux-opaque-frame")
ZOOM_LEAST = 2.0  # axe-core's rule meta-viewport: a maximum scale below two forbids zooming
PAGES = ("home", "listing", "search_exact", "product", "cart", "entry", "step", "payment")


def observe_quality(walk: Walk) -> dict[str, Fact]:
    """Return mobile.*, accessibility.* and stability.*."""
    return {**_mobile(walk), **_axe(walk), **_stability(walk)}


def _worst(walk: Walk, measure: Callable[[Sight], float]) -> tuple[Sight, float] | None:
    measured = [(sight, measure(sight)) for sight in walk.all(*PAGES)]  # type: ignore[arg-type]
    return max(measured, key=lambda pair: pair[1], default=None)


def _mobile(walk: Walk) -> dict[str, Fact]:
    sights = walk.all(*PAGES)  # type: ignore[arg-type]
    names = (
        "mobile.viewport_meta",
        "mobile.zoom_allowed",
        "mobile.horizontal_scroll",
        "mobile.sideways_px",
        "mobile.small_tap_targets",
        "mobile.overlay_share",
    )
    if not sights:
        return dict.fromkeys(names, unseen("no page was seen"))
    plain = [s for s in sights if "width=device-width" not in _viewport(s)]
    locked = [s for s in sights if _forbids_zoom(_viewport(s))]
    wide = _worst(walk, lambda s: float(s.visit.sideways_px)) or (sights[0], 0.0)
    small = _worst(walk, lambda s: float(len(small_targets(s)))) or (sights[0], 0.0)
    over = max(
        ((s, overlay_share(s)) for s in walk.all("home", "listing", "product")),
        key=lambda p: p[1],
        default=(sights[0], 0.0),
    )
    first_small = next(iter(small_targets(small[0])), None)
    return {
        "mobile.viewport_meta": seen(not plain, seen_at((plain or sights)[0])),
        "mobile.zoom_allowed": seen(not locked, seen_at((locked or sights)[0])),
        "mobile.horizontal_scroll": seen(wide[1] > 0, seen_at(wide[0])),
        "mobile.sideways_px": seen(wide[1], seen_at(wide[0])),
        "mobile.small_tap_targets": seen(int(small[1]), seen_at(small[0], first_small)),
        "mobile.overlay_share": seen(round(over[1], 3), seen_at(over[0])),
    }


def _viewport(sight: Sight) -> str:
    tag = sight.snapshot.soup.find("meta", attrs={"name": re.compile("^viewport$", re.I)})
    return re.sub(r"\s", "", attr(tag, "content").lower()) if isinstance(tag, Tag) else ""


def _forbids_zoom(content: str) -> bool:
    if re.search(r"user-scalable=(no|0)", content):
        return True
    most = re.search(r"maximum-scale=([\d.]+)", content)
    return bool(most and float(most.group(1)) < ZOOM_LEAST)


def small_targets(sight: Sight) -> list[Tag]:
    """Return controls under 24 × 24 px whose 24 px circle meets another control; links inside a sentence are exempt."""
    controls = [c for c in find_controls(sight.snapshot) if c.box is not None]
    found = []
    for control in controls:
        box = control.box
        if box is None or (box.width >= SMALL_PX and box.height >= SMALL_PX) or _in_sentence(control.tag):
            continue
        x, y = box.centre
        for other in controls:
            near = other.box
            if other is control or near is None:
                continue
            dx = max(near.x - x, 0, x - near.right)
            dy = max(near.y - y, 0, y - near.bottom)
            if (dx * dx + dy * dy) ** 0.5 < SMALL_PX / 2:
                found.append(control.tag)
                break
    return found


def _in_sentence(tag: Tag) -> bool:
    parent = tag.parent
    if (
        tag.name != "a"
        or parent is None
        or parent.name not in ("p", "li", "span", "label", "td", "div", "small")
    ):
        return False
    around = "".join(t for t in parent.find_all(string=True, recursive=False)).strip()
    return len(around) > 10


def overlay_share(sight: Sight) -> float:
    """Return the share of the first screen under fixed and sticky boxes, as a grid of points (0–1)."""
    width, height = sight.snapshot.screen_width, sight.snapshot.screen_height
    boxes = [b for t in sight.snapshot.select("[data-ux-fixed=fixed]") for b in _drawn(t)]
    dialogs = [
        b for t in sight.snapshot.select_visible("dialog[open], [aria-modal=true]") if (b := box_of(t))
    ]
    points = [(x, y) for x in range(10, width, 20) for y in range(10, height, 20)]
    hit = sum(
        any(b.x <= x <= b.right and b.y <= y <= b.bottom for b in [*boxes, *dialogs]) for x, y in points
    )
    return hit / len(points)


def _drawn(tag: Tag) -> list[Box]:
    """Where an element covers what lies below: its own box if it has a ground, a picture or words, else its parts'.

    Some boxes lie over the whole page with nothing in them, or with a small note in a corner.
    """
    box = box_of(tag) if is_visible(tag) else None
    words = any(str(node).strip() for node in tag.find_all(string=True, recursive=False))
    if box is not None and (tag.get("data-ux-bg") or tag.name in DRAWN or words):
        return [box]
    return [part for child in tag.find_all(True, recursive=False) for part in _drawn(child)]


def _axe(walk: Walk) -> dict[str, Fact]:
    checked = [s for s in walk.sights if s.visit.axe is not None]
    if not checked:
        return dict.fromkeys(
            ("accessibility.axe_critical", "accessibility.axe_serious"),
            unseen("axe-core did not run on any page"),
        )
    facts = {}
    for name, impact in (
        ("accessibility.axe_critical", "critical"),
        ("accessibility.axe_serious", "serious"),
    ):
        counted = [(s, [v for v in s.visit.axe or () if v.impact == impact]) for s in checked]
        sight, violations = max(counted, key=lambda pair: len(pair[1]))
        said = "; ".join(f"{v.id} ({v.nodes})" for v in violations)
        facts[name] = seen(len(violations), seen_at(sight, text=said), note=said or None)
    return facts


def _stability(walk: Walk) -> dict[str, Fact]:
    opened = {s.visit.final_url.split("#")[0]: s for s in walk.sights}
    if not opened:
        return {}
    server = [s for s in opened.values() if (s.visit.status or 0) >= 500]
    missing = [s for s in opened.values() if s.visit.status in (404, 410)]
    looked = walk.all("home", "listing", "search_exact", "product")
    images = [(s, t) for s in looked for t in s.snapshot.select_visible("img") if _is_picture(t)]
    broken = [(s, t) for s, t in images if is_broken(t)]
    main = {
        id(card.image)
        for s in looked
        for g in find_card_groups(s.snapshot, walk.vocabulary)
        for card in g.cards
    }
    own = [(s, t) for s, t in broken if id(t) in main or (s.visit.purpose == "product" and _is_large(t))]
    errors = {
        e: s
        for s in walk.all("product", "added", "cart", "entry", "step", "payment")
        for e in s.visit.script_errors
        if "net::" not in e
    }
    first = next(iter(opened.values()))
    return {
        "stability.pages_opened": seen(len(opened), seen_at(first)),
        "stability.server_errors": seen(len(server), seen_at((server or [first])[0])),
        "stability.missing_pages": seen(len(missing), seen_at((missing or [first])[0])),
        "stability.images_seen": seen(len(images), seen_at(first)),
        "stability.broken_images": seen(len(broken), seen_at(*broken[0]) if broken else seen_at(first)),
        "stability.broken_product_images": seen(len(own), seen_at(*own[0]) if own else seen_at(first)),
        "stability.script_errors": seen(
            len(errors),
            seen_at(next(iter(errors.values())), text="; ".join(errors)[:300]) if errors else seen_at(first),
        ),
    }


def _is_picture(tag: Tag) -> bool:
    box = box_of(tag)
    return box is not None and min(box.width, box.height) >= LEAST_IMAGE_PX


def _is_large(tag: Tag) -> bool:
    box = box_of(tag)
    return box is not None and box.width >= 200


def is_broken(tag: Tag) -> bool:
    """Return whether a picture finished loading with nothing to show."""
    return (
        attr(tag, "data-ux-complete") == "1"
        and attr(tag, "data-ux-natural") == "0x0"
        and bool(attr(tag, "src") or attr(tag, "data-ux-src"))
    )
