"""Where a discount code can be entered: an open field, or what opens one."""

from dataclasses import dataclass

from bs4 import Tag

from ux_audit.catalog import Vocabulary
from ux_audit.reading.controls import find_controls
from ux_audit.reading.fields import find_fields
from ux_audit.reading.snapshot import Snapshot, attr, text_of

LONGEST_OPENER = 60
LONGEST_SENTENCE = 80


@dataclass(frozen=True)
class CodeField:
    """A field for codes, or the control that opens it (`is_open` False)."""

    tag: Tag
    is_open: bool


def find_code_field(snapshot: Snapshot, vocabulary: Vocabulary) -> CodeField | None:
    """Return where a code can be entered, an open field first; links to other pages are none."""
    for field in find_fields(snapshot, vocabulary):
        if field.field_class == "coupon" or field.scope == "coupon":
            return CodeField(field.tag, is_open=True)
    for control in find_controls(snapshot):
        leads_away = control.kind == "link" and control.href.split("#")[0] not in (
            "",
            snapshot.url.split("#")[0],
        )
        if control.region not in ("main", "dialog") or leads_away or len(control.text) > LONGEST_OPENER:
            continue
        if vocabulary.has("coupon", control.text) or _asks_for_code(control.tag, vocabulary):
            return CodeField(control.tag, is_open=False)
    for tag in snapshot.select_visible("summary, label, [aria-expanded=false]"):
        text = text_of(tag)
        folds = tag.name != "label" or attr(tag, "for")
        if folds and len(text) <= LONGEST_OPENER and vocabulary.has("coupon", text):
            return CodeField(tag, is_open=False)
    return None


def _asks_for_code(tag: Tag, vocabulary: Vocabulary) -> bool:
    """Whether the sentence around a link names the code: "Have a coupon? Click here"."""
    around = text_of(tag.parent) if tag.name == "a" and tag.parent is not None else ""
    return 0 < len(around) <= LONGEST_SENTENCE and vocabulary.has("coupon", around)
