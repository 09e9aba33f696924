"""What lay over the pages: whether refusing was made shameful or hard."""

from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Fact, Overlay, OverlayControl
from ux_audit.reading.overlays import find_overlays, load_overlay_rules, read_overlay

BEFORE_BUYING = ("home", "home_menu", "listing", "search_exact", "product", "product_again", "cart")
LONGEST_REFUSAL = 90


def observe_overlays(walk: Walk) -> dict[str, Fact]:
    """Return trust.overlays_met, confirmshaming, confirmshaming_text and overlay_close_px."""
    met = [(sight, overlay) for sight in walk.sights for overlay in _overlays_of(sight)]
    if not walk.sights:
        return {}
    first = seen_at(walk.sights[0])
    count = seen(
        len({overlay.text for _, overlay in met}), *[seen_at(s, text=o.text) for s, o in met[:1]] or [first]
    )
    if not met:
        why = unseen("no window was met over the pages")
        return {
            "trust.overlays_met": count,
            **dict.fromkeys(
                ("trust.confirmshaming", "trust.confirmshaming_text", "trust.overlay_close_px"), why
            ),
        }
    shaming = next(((s, c) for s, o in met for c in o.controls if _shames(walk, c)), None)
    closing = [(min(c.width_px, c.height_px), s, c) for s, o in met for c in o.controls if _closes(walk, c)]
    least = min(closing, key=lambda one: one[0], default=None)
    where = seen_at(shaming[0], text=shaming[1].text) if shaming else seen_at(met[0][0], text=met[0][1].text)
    return {
        "trust.overlays_met": count,
        "trust.confirmshaming": seen(shaming is not None, where, confidence=0.8),
        "trust.confirmshaming_text": seen(shaming[1].text, where) if shaming else unseen("nothing shames"),
        "trust.overlay_close_px": seen(round(least[0], 1), seen_at(least[1], text=least[2].text))
        if least
        else unseen("no control to close was seen"),
    }


def _overlays_of(sight: Sight) -> list[Overlay]:
    """What was taken away before the look, and what still lay there; a cart that slid in is no such window."""
    lying = find_overlays(sight.snapshot) if sight.visit.purpose in BEFORE_BUYING else ()
    met = [*sight.visit.overlays, *(read_overlay(tag) for tag in lying)]
    return [overlay for overlay in met if overlay.text]


def _shames(walk: Walk, control: OverlayControl) -> bool:
    return len(control.text) <= LONGEST_REFUSAL and walk.vocabulary.has("shaming", control.text)


def _closes(walk: Walk, control: OverlayControl) -> bool:
    said = control.text.strip()
    return walk.vocabulary.grade("close", said) >= 0.8 or said.lower() in load_overlay_rules().close_signs
