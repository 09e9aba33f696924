"""What a field is called on the page, and whether its label says that it must be filled."""

import re
from dataclasses import dataclass
from typing import Literal

from bs4 import NavigableString, Tag

from ux_audit.catalog import Vocabulary
from ux_audit.reading.snapshot import Snapshot, attr, box_of, is_usable, is_visible, name_of, squeeze, text_of

LONGEST_LABEL = 160
LONGEST_ROW = 120  # a longer text beside a field is an explanation, not a mark
LONGEST_MARKED = 60  # "required" in a longer label is part of a sentence
LEAST_WORD = 3  # letters; fewer in a box of their own are a word's beginning
LETTERS = re.compile(r"[^\W\d_]")
MARKS = re.compile(r"[*＊∗※✱⁎]")
CONTROLS = ("input", "select", "textarea")
SILENT_TYPES = frozenset(("hidden", "submit", "button", "image", "reset"))


def is_control(tag: Tag) -> bool:
    """Return whether a tag is a native field that a shopper can use."""
    return tag.name in CONTROLS and attr(tag, "type").lower() not in SILENT_TYPES and is_usable(tag)


def controls_in(tag: Tag) -> list[Tag]:
    """Return the native fields inside an element, in document order."""
    return [control for control in tag.find_all(CONTROLS) if is_control(control)]


def own_label(snapshot: Snapshot, tag: Tag) -> str:
    """Return the text of the label that belongs to a control by markup, "" when there is none."""
    identity = attr(tag, "id")
    label = snapshot.soup.find("label", attrs={"for": identity}) if identity else None
    label = label or tag.find_parent("label")
    texts = [_parted_text(label)] if isinstance(label, Tag) else []
    texts += [
        _text_by_id(snapshot, attr(tag, "aria-labelledby")),
        attr(tag, "data-ux-label"),
        attr(tag, "aria-label"),
    ]
    return next((squeeze(text) for text in texts if squeeze(text)), "")


def _parted_text(label: Tag) -> str:
    """A label's text with a blank before and after a word in a box of its own, which styles part from the rest.

    A part of a word, as an underlined first letter, is no word.
    """
    text = text_of(label)
    for part in label.find_all(True):
        word = text_of(part)
        if box_of(part) is not None and len(word) >= LEAST_WORD and LETTERS.search(word):
            text = re.sub(rf"(?<=\w{{{LEAST_WORD}}}){re.escape(word)}(?!\w)", f" {word}", text)
            text = re.sub(rf"(?<!\w){re.escape(word)}(?=\w{{{LEAST_WORD}}})", f"{word} ", text)
    return text


def _text_by_id(snapshot: Snapshot, ids: str) -> str:
    found = [snapshot.soup.find(id=identity) for identity in ids.split()]
    return " ".join(text_of(tag) for tag in found if isinstance(tag, Tag))


def label_of(snapshot: Snapshot, tag: Tag, kind: str) -> tuple[str, bool]:
    """Return a control's label, and whether only its placeholder names it."""
    label = own_label(snapshot, tag)
    if label:
        return label[:LONGEST_LABEL], False
    before = text_around(tag) if kind == "checkbox" else text_before(tag) or _shared_label(snapshot, tag)
    if before:
        return before[:LONGEST_LABEL], False
    placeholder = squeeze(attr(tag, "placeholder") or attr(tag, "data-ux-name"))
    return placeholder[:LONGEST_LABEL], bool(placeholder)


def group_label(snapshot: Snapshot, members: list[Tag]) -> str:
    """Return what a group of choices is called: its legend or accessible name, else the text before it."""
    holder = group_holder(members)
    if holder is None:
        return ""
    if attr(holder, "role") in ("radiogroup", "group") or holder.name == "fieldset":
        named = _text_by_id(snapshot, attr(holder, "aria-labelledby")) or attr(holder, "aria-label")
        if named:
            return squeeze(named)[:LONGEST_LABEL]
    for node in (holder, *list(holder.parents)[:3]):
        if not isinstance(node, Tag) or node.name in ("body", "form"):
            break
        inside = [
            c for c in controls_in(node) if c not in members and attr(c, "type") not in ("radio", "text", "")
        ]
        legend = node.find("legend", recursive=False)
        if isinstance(legend, Tag) and not inside:
            return text_of(legend)[:LONGEST_LABEL]
        before = text_before(node, levels=1)
        if before:
            return before[:LONGEST_LABEL]
    return ""


def group_holder(members: list[Tag]) -> Tag | None:
    """Return the smallest element around all members of a group."""
    first = members[0]
    wanted = {id(member) for member in members}
    for parent in first.parents:
        if isinstance(parent, Tag) and wanted <= {id(tag) for tag in (parent, *parent.find_all(True))}:
            return parent
    return None


def text_before(tag: Tag, levels: int = 3) -> str:
    """Return the nearest short text that stands before a field in its own row."""
    node: Tag | None = tag
    for _ in range(levels):
        if node is None or node.name in ("form", "body", "fieldset"):
            return ""
        for sibling in node.previous_siblings:
            if not isinstance(sibling, Tag):
                text = squeeze(str(sibling))
            elif sibling.name in CONTROLS or sibling.find(CONTROLS) is not None:
                if is_control(sibling) or controls_in(sibling):
                    return ""
                continue
            elif sibling.name in ("ul", "ol", "table", "nav", "form"):
                return ""
            else:
                text = _parted_text(sibling)
            if text and LETTERS.search(text):
                return text if len(text) <= LONGEST_LABEL else ""
        node = node.parent
    return ""


def text_around(tag: Tag) -> str:
    """Return the short text that stands beside a box, within two levels."""
    for parent in list(tag.parents)[:2]:
        text = text_of(parent)
        if text:
            return text if len(text) <= LONGEST_LABEL and len(controls_in(parent)) <= 1 else ""
    return ""


def _shared_label(snapshot: Snapshot, tag: Tag) -> str:
    """The label of a row whose controls stand for one thing together, as the month and year of a date."""
    for parent in list(tag.parents)[:3]:
        if not isinstance(parent, Tag) or parent.name in ("form", "body", "fieldset"):
            return ""
        inside = controls_in(parent)
        if len(inside) > 3:
            return ""
        labels = [label for label in parent.find_all("label") if text_of(label)]
        if len(inside) > 1 and len(labels) == 1:
            return text_of(labels[0])
    return ""


def shown_row(tag: Tag, members: list[Tag] | None = None) -> Tag | None:
    """Return the largest element around a field (or group) that holds no other field."""
    own = {id(tag), *(id(member) for member in members or [])}
    best = None
    for parent in tag.parents:
        if not isinstance(parent, Tag) or parent.name in ("form", "body", "fieldset", "table", "tbody"):
            break
        if any(id(control) not in own for control in controls_in(parent)):
            break
        if parent.find(["h1", "h2", "legend"]) is not None:
            break
        best = parent
    return best


@dataclass(frozen=True)
class Mark:
    """Whether a field must be filled, by what it says so, and whether a shopper can see that.

    `by` is attribute, star, word, group or "". A field may carry both attribute and visible mark. `optional`:
    a word at the control says that it may stay empty.
    """

    required: bool
    by: Literal["attribute", "star", "word", "group", ""]
    visible: bool
    optional: bool = False


def required_mark(
    snapshot: Snapshot, vocabulary: Vocabulary, tag: Tag, label: str, members: list[Tag] | None = None
) -> Mark:
    """Return how a field, or a group of choices, says that it must be filled."""
    seen = _visible_mark(vocabulary, tag, label, members)
    if any(_has_attribute(control) for control in members or [tag]):
        return Mark(True, "attribute", bool(seen))
    return Mark(
        bool(seen), seen, bool(seen), optional=not seen and _says_optional(vocabulary, tag, label, members)
    )


def _says_optional(vocabulary: Vocabulary, tag: Tag, label: str, members: list[Tag] | None) -> bool:
    row = shown_row(tag, members)
    beside = _spaced_text(row) if row is not None else ""
    beside = beside if len(beside) <= LONGEST_ROW else ""
    return is_optional(vocabulary, f"{label} {attr(tag, 'placeholder')} {beside}")


def _has_attribute(control: Tag) -> bool:
    said = attr(control, "data-ux-required") == "1" or control.has_attr("required")
    return said or attr(control, "aria-required") == "true"


def _visible_mark(
    vocabulary: Vocabulary, tag: Tag, label: str, members: list[Tag] | None
) -> Literal["star", "word", "group", ""]:
    said = f"{label} {attr(tag, 'placeholder')}".strip()
    if is_optional(vocabulary, said):
        return ""
    if MARKS.search(said):
        return "star"
    if len(said) <= LONGEST_MARKED and vocabulary.has("required_mark", said):
        return "word"
    row = shown_row(tag, members)
    if row is not None:
        beside = _spaced_text(row)
        for known in (label, *(text_of(option) for option in _labels_of(members or []))):
            beside = beside.replace(known, " ", 1) if known else beside
        short = len(beside) <= LONGEST_ROW
        if short and is_optional(vocabulary, beside):
            return ""
        if MARKS.search(beside[: LONGEST_ROW // 2]):
            return "star"
        if short and vocabulary.has("required_mark", beside):
            return "word"
    return "group" if _group_is_marked(vocabulary, tag) else ""


def _group_is_marked(vocabulary: Vocabulary, tag: Tag) -> bool:
    fieldset = tag.find_parent(["fieldset"]) or tag.find_parent(attrs={"role": "group"})
    legend = fieldset.find("legend") if fieldset is not None else None
    if (
        not isinstance(legend, Tag)
        or not is_visible(legend)
        or legend.find_parent("fieldset") is not fieldset
    ):
        return False
    title = text_of(legend)
    return len(title) <= LONGEST_MARKED and (
        bool(MARKS.search(title)) or vocabulary.has("required_mark", title)
    )


def _spaced_text(row: Tag) -> str:
    """A row's visible texts with blanks between them, as fields and styles part what markup joins."""
    texts: list[str] = []
    for node in row.descendants:
        if isinstance(node, Tag):
            texts.append(attr(node, "data-ux-before"))
            texts.append(attr(node, "data-ux-after"))
        elif isinstance(node, NavigableString) and node.parent is not None and node.parent.name != "option":
            shown = is_visible(node.parent) or not attr(node.parent, "data-ux-id")
            texts.append(str(node) if shown else "")
    return squeeze(" ".join(texts))


def is_optional(vocabulary: Vocabulary, text: str) -> bool:
    """Return whether a text at a field says that it may stay empty."""
    return bool(text) and vocabulary.has("optional_mark", text)


def _labels_of(members: list[Tag]) -> list[Tag]:
    return [label for member in members if isinstance(label := member.find_parent("label"), Tag)]


def option_text(snapshot: Snapshot, tag: Tag) -> str:
    """Return what a choice is called: its label, the text beside it, its name or value."""
    if tag.name != "input":
        return squeeze(name_of(tag)) or own_label(snapshot, tag) or text_around(tag)
    return own_label(snapshot, tag) or text_around(tag) or squeeze(name_of(tag)) or attr(tag, "value")
