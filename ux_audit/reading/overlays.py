"""What lies over a page (consent banner, pop-up, age gate, country choice) and what takes it away."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from bs4 import Tag

from ux_audit.catalog import Vocabulary, read_recognition
from ux_audit.model import Model, Overlay, OverlayControl
from ux_audit.reading.snapshot import Snapshot, attr, box_of, is_visible, name_of, text_of, ux_id

Consent = Literal["leave", "accept", "reject"]
PRESSABLE = "button, a, input[type=submit], input[type=button], [role=button], [onclick], [data-ux-pointer]"
FIELDS = "input:not([type=hidden]):not([type=submit]):not([type=button]), select, textarea"
NEVER = (
    "place_order",
    "pay_now",
    "checkout",
    "add_to_cart",
    "buy_now",
    "subscribe",
    "sign_in",
    "create_account",
)
SMALL_BUTTON_PX = 72
LONGEST_KEPT = 300


class OverlayRules(Model):
    """The whole file rules/reading/overlays.yaml."""

    consent_marks: str
    consent_frames: str
    consent_words: str
    privacy_words: str
    close_marks: str
    close_signs: tuple[str, ...]
    dialog: str
    covering_share: float
    longest_label: int
    most_fields: int


@dataclass(frozen=True)
class OverlayAction:
    """One control to press so that an overlay goes away."""

    ux_id: str
    kind: Literal["consent", "age", "country", "popup"]
    label: str


@cache
def load_overlay_rules() -> OverlayRules:
    """Read rules/reading/overlays.yaml."""
    return read_recognition("overlays", OverlayRules)


def find_overlay_actions(
    snapshot: Snapshot, vocabulary: Vocabulary, consent: Consent = "accept", *, whole_page: bool = False
) -> list[OverlayAction]:
    """Return the presses that clear the page, at most one an overlay, the consent banner first.

    With `whole_page` the document itself is the banner (the inside of a consent service's frame).
    """
    boxes = [snapshot.body] if whole_page else list(find_overlays(snapshot))
    actions: list[OverlayAction] = []
    for box in boxes:
        action = _clear(box, vocabulary, consent, sure_consent=whole_page)
        if action is not None and action.ux_id not in {known.ux_id for known in actions}:
            actions.append(action)
    return sorted(actions, key=lambda action: action.kind != "consent")


def find_overlays(snapshot: Snapshot) -> Iterator[Tag]:
    """Yield what lies over the page, outermost elements only: banners, dialogs, boxes over the middle of the screen."""
    rules = load_overlay_rules()
    found: list[Tag] = []
    for tag in snapshot.select(f"[data-ux-fixed], {rules.dialog}, [id], [class]"):
        if any(tag is known or known in tag.parents for known in found):
            continue
        if _is_overlay(tag, snapshot):
            found.append(tag)
            yield tag


def _is_overlay(tag: Tag, snapshot: Snapshot) -> bool:
    if tag.name in ("body", "main", "header", "nav", "footer", "button", "a"):
        return False
    if not _shows_something(tag):
        return False
    if _names(tag, load_overlay_rules().consent_marks):
        return tag.select_one(PRESSABLE) is not None and tag.select_one("main, header, h1") is None
    if (
        attr(tag, "role") in ("dialog", "alertdialog")
        or attr(tag, "aria-modal") == "true"
        or tag.name == "dialog"
    ):
        return True
    return attr(tag, "data-ux-fixed") == "fixed" and (_covers_middle(tag, snapshot) or _asks_consent(tag))


def _shows_something(tag: Tag) -> bool:
    return is_visible(tag) or tag.find(attrs={"data-ux-vis": "1"}) is not None


def _covers_middle(tag: Tag, snapshot: Snapshot) -> bool:
    area = snapshot.first_screen.area
    scrolled = float(attr(snapshot.root, "data-ux-scroll") or 0)
    for part in (tag, *tag.find_all(True, limit=30)):
        box = box_of(part)
        if box is None or not is_visible(part):
            continue
        middle_x, middle_y = snapshot.screen_width / 2, snapshot.screen_height / 2 + scrolled
        inside = box.x <= middle_x <= box.right and box.y <= middle_y <= box.bottom
        if inside and box.area >= area * load_overlay_rules().covering_share:
            return True
    return False


def _asks_consent(tag: Tag) -> bool:
    rules = load_overlay_rules()
    if _names(tag, rules.consent_marks):
        return True
    inner = tag.find_all(attrs={"data-ux-vis": "1"}, limit=60)
    if any(_names(part, rules.consent_marks) for part in inner):
        return True
    return re.search(rules.consent_words, text_of(tag)[:1500], re.IGNORECASE) is not None


def _asks_privacy(tag: Tag, controls: list[Tag], vocabulary: Vocabulary) -> bool:
    if re.search(load_overlay_rules().privacy_words, text_of(tag)[:1500], re.IGNORECASE) is None:
        return False
    return _best(controls, vocabulary, "accept_cookies") is not None


def read_overlay(tag: Tag) -> Overlay:
    """Return what one overlay says and offers to press, as it is kept with a visit."""
    controls = [control for control in tag.select(PRESSABLE) if is_visible(control) and ux_id(control)]
    return Overlay(
        text=text_of(tag)[:LONGEST_KEPT],
        controls=tuple(
            OverlayControl(text=name_of(control)[:LONGEST_KEPT], width_px=box.width, height_px=box.height)
            for control in controls
            if (box := box_of(control)) is not None
        ),
    )


def _clear(tag: Tag, vocabulary: Vocabulary, consent: Consent, *, sure_consent: bool) -> OverlayAction | None:
    controls = [control for control in tag.select(PRESSABLE) if is_visible(control) and ux_id(control)]
    for key, kind in (("age_gate", "age"), ("stay_country", "country")):
        best = _best(controls, vocabulary, key)
        if best is not None:
            return OverlayAction(ux_id(best), kind, name_of(best))  # type: ignore[arg-type]
    if sure_consent or _asks_consent(tag) or _asks_privacy(tag, controls, vocabulary):
        wanted = _best(controls, vocabulary, f"{consent}_cookies") if consent != "leave" else None
        if wanted is not None:
            return OverlayAction(ux_id(wanted), "consent", name_of(wanted))
        if consent == "leave" or sure_consent or _best(controls, vocabulary, "accept_cookies") is not None:
            return None
    if len([f for f in tag.select(FIELDS) if is_visible(f)]) > load_overlay_rules().most_fields:
        return None
    closer = next((control for control in controls if _closes(control, vocabulary)), None)
    return OverlayAction(ux_id(closer), "popup", name_of(closer) or "×") if closer is not None else None


def _best(controls: list[Tag], vocabulary: Vocabulary, key: str) -> Tag | None:
    graded = [
        (vocabulary.grade(key, name_of(control)), control)
        for control in controls
        if _may_press(control, vocabulary)
    ]
    good = [(grade, control) for grade, control in graded if grade >= 0.8]
    return max(good, key=lambda pair: pair[0])[1] if good else None


def _may_press(control: Tag, vocabulary: Vocabulary) -> bool:
    href = attr(control, "href")
    if control.name == "a" and href and not href.startswith(("#", "javascript:")):
        return False
    label = name_of(control)
    if len(label) > load_overlay_rules().longest_label:
        return False
    return not any(vocabulary.grade(key, label) >= 0.8 for key in NEVER)


def _closes(control: Tag, vocabulary: Vocabulary) -> bool:
    if not _may_press(control, vocabulary):
        return False
    rules = load_overlay_rules()
    label = name_of(control).strip()
    if vocabulary.grade("close", label) >= 0.8 or label.lower() in rules.close_signs:
        return True
    box = box_of(control)
    small = box is not None and max(box.width, box.height) <= SMALL_BUTTON_PX
    return small and not label[3:] and _names(control, rules.close_marks)


def _names(tag: Tag, pattern: str) -> bool:
    own = " ".join(attr(tag, name) for name in ("id", "class", "aria-label", "data-testid", "data-action"))
    return bool(own.strip()) and re.search(pattern, own, re.IGNORECASE) is not None
