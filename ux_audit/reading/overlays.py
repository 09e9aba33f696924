"""What lies over a page, and which of its controls makes it go away."""

import re

from bs4 import Tag

from ux_audit.catalog import Vocabulary
from ux_audit.reading.controls import Control, find_controls
from ux_audit.reading.snapshot import Snapshot, attr, box_of, is_visible, text_of

CONSENT_TOKENS = re.compile(r"cookie|consent|gdpr|cmp|onetrust|cookiebot|didomi|usercentrics|privacy", re.I)
CLOSE_TOKENS = re.compile(r"(^|[ _-])(close|dismiss|modal__?close|btn-close)([ _-]|$)", re.I)
LEAST_SHARE = 0.06  # smaller fixed things are chat bubbles and bars that can stay
CONTENT_WORDS = ("added", "cart", "checkout", "filter", "menu")  # drawers of the shop itself are no overlays


def find_overlays(snapshot: Snapshot) -> list[Tag]:
    """Return the layers over the page: dialogs and fixed boxes large enough to be in the way, outermost first."""
    screen = snapshot.screen_width * snapshot.screen_height
    found: list[Tag] = []
    for tag in snapshot.body.select("dialog, [role=dialog], [role=alertdialog], [aria-modal=true], [data-ux-fixed=fixed], ux-frame[data-ux-fixed]"):
        box = box_of(tag)
        if not is_visible(tag) or box is None or box.area < LEAST_SHARE * screen:
            continue
        if tag.name in ("header", "nav") or tag.find("header") is not None or any(parent in found for parent in tag.parents):
            continue
        found.append(tag)
    return found


def find_overlay_answer(snapshot: Snapshot, vocabulary: Vocabulary, consent: str) -> Control | None:
    """Return the control that answers or closes the topmost layer, or None when nothing is in the way."""
    for layer in find_overlays(snapshot):
        text = text_of(layer)
        marks = f"{attr(layer, 'id')} {attr(layer, 'class')} {attr(layer, 'aria-label')}"
        controls = [c for c in find_controls(snapshot) if layer in c.tag.parents]
        is_consent = bool(CONSENT_TOKENS.search(marks) or re.search(r"cookie", text, re.I)) or any(
            vocabulary.grade("reject_cookies", c.text) >= 0.8 for c in controls
        )
        if is_consent:
            if consent == "leave":
                continue
            key = "accept_cookies" if consent == "accept" else "reject_cookies"
            answer = _best(controls, key, vocabulary)
            if answer is not None:
                return answer
            continue
        if any(vocabulary.has(key, text[:200]) for key in CONTENT_WORDS):
            continue
        for key in ("age_gate", "stay_country", "close"):
            answer = _best(controls, key, vocabulary)
            if answer is not None:
                return answer
        closing = next((c for c in controls if CLOSE_TOKENS.search(c.signature) and len(c.text) < 20), None)
        if closing is not None:
            return closing
    return None


def _best(controls: list[Control], key: str, vocabulary: Vocabulary) -> Control | None:
    graded = [(vocabulary.grade(key, control.text), control) for control in controls if len(control.text) < 60]
    best = max(graded, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] >= 0.8 else None
