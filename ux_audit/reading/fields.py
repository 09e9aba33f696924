"""Form fields as a shopper sees them: kind, class, label, whether required, and where they belong."""

from dataclasses import dataclass, replace
from typing import Literal
from weakref import WeakKeyDictionary

from bs4 import Tag

from ux_audit.catalog import Vocabulary, normalise
from ux_audit.model import Box
from ux_audit.reading.field_choices import (
    Option,
    find_group_members,
    read_choice,
    read_open_options,
    read_select_options,
)
from ux_audit.reading.field_classes import Scope, classify_control, classify_group, find_scope
from ux_audit.reading.field_labels import (
    SILENT_TYPES,
    group_holder,
    group_label,
    label_of,
    own_label,
    required_mark,
)
from ux_audit.reading.field_rules import load_field_rules
from ux_audit.reading.snapshot import Snapshot, attr, box_of, is_usable, is_visible, squeeze, ux_id

__all__ = ["Field", "Kind", "Option", "Scope", "find_fields"]

Kind = Literal[
    "text", "email", "tel", "number", "password", "search", "date", "file", "select", "radio", "checkbox",
    "textarea", "combobox",
]  # fmt: skip
CANDIDATES = (
    "input, select, textarea, [role=combobox], [role=radio], [role=checkbox], [role=textbox],"
    "[aria-haspopup=listbox], [data-ux-editable]"
)
KINDS: dict[str, Kind] = {
    "radio": "radio", "checkbox": "checkbox", "email": "email", "tel": "tel", "number": "number",
    "password": "password", "search": "search", "file": "file", "date": "date", "month": "date",
    "time": "date", "datetime-local": "date",
}  # fmt: skip
CHOSEN_CLASSES = frozenset(("country", "region", "title", "card_expiry", "card_type"))


@dataclass(frozen=True)
class Field:
    """One field; a radio group is one, and its tag is the first control.

    `required_by` is attribute, star, word, group or ""; `marked`: a shopper can see that it is
    required. `named`: it has an accessible name other than a placeholder. `opened` is True for a box whose
    list of choices is open; its options are known then.
    """

    ux_id: str
    tag: Tag
    kind: Kind
    field_class: str | None
    label: str
    name: str
    required: bool
    required_by: str
    optional_marked: bool
    autocomplete: str
    options: tuple[Option, ...]
    value: str
    checked: bool
    disabled: bool
    box: Box | None
    form_id: str
    scope: Scope
    placeholder_only: bool
    marked: bool = False
    named: bool = True
    opened: bool = False

    @property
    def key(self) -> str:
        """What stays the same when the page is seen again: the name, else the label, else the choices."""
        generated = load_field_rules().matches("generated", self.name)
        own = self.name if self.name and not generated else normalise(self.label)
        if self.kind == "radio" and (not own or generated):
            own = "|".join(normalise(option.text) for option in self.options)
        return f"{'choice' if self.kind in ('select', 'combobox') else self.kind}:{own}"


_CACHE: "WeakKeyDictionary[Snapshot, dict[tuple[str, ...], list[Field]]]" = WeakKeyDictionary()


def find_fields(snapshot: Snapshot, vocabulary: Vocabulary) -> list[Field]:
    """Return every field that a shopper sees, in document order; honeypots and hidden ones are left out."""
    per_words = _CACHE.setdefault(snapshot, {})
    known = per_words.get(vocabulary.languages)
    if known is None:
        known = per_words[vocabulary.languages] = _mark_card_codes(_find(snapshot, vocabulary))
    return known


def _find(snapshot: Snapshot, vocabulary: Vocabulary) -> list[Field]:
    fields: list[Field] = []
    taken: set[int] = set()
    for tag in snapshot.select(CANDIDATES):
        if id(tag) in taken:
            continue
        kind = _kind(tag)
        if kind == "radio":
            members = find_group_members(snapshot, tag)
            taken.update(id(member) for member in members)
            usable = [member for member in members if _is_shown(member, "radio")]
            if usable:
                fields.append(_read_group(snapshot, vocabulary, usable))
        elif kind is not None and _is_shown(tag, kind) and not _is_trap(tag) and not _doubles(tag, kind):
            fields.append(_read_control(snapshot, vocabulary, tag, kind))
    return fields


def _kind(tag: Tag) -> Kind | None:
    role = attr(tag, "role")
    if tag.name == "select":
        return "select"
    if tag.name == "textarea":
        return "textarea"
    if tag.name == "input":
        type_ = attr(tag, "type").lower() or "text"
        if type_ in SILENT_TYPES:
            return None
        if role == "combobox" and tag.has_attr("readonly"):
            return "combobox"
        return KINDS.get(type_, "text")
    if role == "radio":
        return "radio"
    if role == "checkbox":
        return None if tag.find("input", attrs={"type": "checkbox"}) is not None else "checkbox"
    if role == "combobox" or attr(tag, "aria-haspopup") == "listbox":
        return None if tag.find(["input", "select"]) is not None else "combobox"
    if role == "textbox" or tag.has_attr("data-ux-editable"):
        return "textarea"
    return None


def _is_shown(tag: Tag, kind: Kind) -> bool:
    if kind in ("radio", "checkbox"):
        return is_usable(tag)
    if kind == "select":
        return is_visible(tag) or (is_usable(tag) and (_lies_over(tag) or _styled_twin(tag) is not None))
    return is_visible(tag)


def _lies_over(select: Tag) -> bool:
    """Whether a transparent select lies over what a shopper sees and takes the presses."""
    return attr(select, "data-ux-over") == "1"


def _styled_twin(select: Tag) -> Tag | None:
    """The visible box that stands for a select hidden by its styling."""
    for parent in list(select.parents)[:2]:
        for twin in parent.select("[role=combobox], [aria-haspopup=listbox], [aria-haspopup=true]"):
            if twin is not select and is_visible(twin):
                return twin
    return None


def _doubles(tag: Tag, kind: Kind) -> bool:
    """Whether a styled box only stands for a native field beside it, which counts instead."""
    if kind == "checkbox" and tag.name != "input":
        return any(
            attr(c, "type") == "checkbox" and is_usable(c)
            for c in (tag.parent.find_all("input") if tag.parent else [])
        )
    if kind != "combobox" or tag.name == "input":
        return False
    for parent in list(tag.parents)[:2]:
        selects = [s for s in parent.find_all("select") if is_usable(s)]
        if selects:
            return not is_visible(selects[0])
    return False


def _is_trap(tag: Tag) -> bool:
    if attr(tag, "type").lower() in ("radio", "checkbox") or tag.name != "input":
        return False
    box = box_of(tag)
    away = box is not None and (box.right <= 0 or box.bottom <= 0)
    named = load_field_rules().matches("honeypot", attr(tag, "name"))
    unlabelled = not attr(tag, "data-ux-label") and not attr(tag, "placeholder")
    hidden = attr(tag, "aria-hidden") == "true" or (attr(tag, "tabindex") == "-1" and unlabelled)
    return away or hidden or (named and (unlabelled or attr(tag, "tabindex") == "-1"))


def _read_group(snapshot: Snapshot, vocabulary: Vocabulary, members: list[Tag]) -> Field:
    natives = [member for member in members if member.name == "input"] or members
    first = natives[0]
    options = tuple(read_choice(snapshot, radio, members) for radio in natives)
    label = group_label(snapshot, natives)
    names = f"{attr(first, 'name')} {attr(first, 'id')}"
    holder = group_holder(natives)
    marks = f"{names} {attr(holder, 'id')} {attr(holder, 'class')}" if holder is not None else names
    field_class = classify_group(
        vocabulary, label, marks if len(natives) > 1 else names, [o.text for o in options]
    )
    mark = required_mark(snapshot, vocabulary, first, label, natives)
    # A choice that is already made cannot be left out: the attribute alone asks nothing of the shopper then.
    required = mark.required and (mark.visible or not any(option.chosen for option in options))
    form = first.find_parent("form")
    chosen = next((option for option in options if option.chosen), None)
    return Field(
        ux_id=options[0].ux_id,
        tag=first,
        kind="radio",
        field_class=field_class,
        label=label,
        name=attr(first, "name") or attr(holder or first, "id"),
        required=required,
        required_by=mark.by if required else "",
        optional_marked=mark.optional,
        autocomplete="",
        options=options,
        value=chosen.value if chosen else "",
        checked=chosen is not None,
        disabled=all(o.disabled for o in options),
        box=box_of(holder or first),
        form_id=ux_id(form) if form is not None else "",
        scope=find_scope(vocabulary, first, field_class, label),
        placeholder_only=False,
        marked=mark.visible,
    )


def _read_control(snapshot: Snapshot, vocabulary: Vocabulary, tag: Tag, kind: Kind) -> Field:
    label, placeholder_only = label_of(snapshot, tag, kind)
    field_class = classify_control(vocabulary, tag, label, kind)
    if kind == "text" and attr(tag, "role") == "combobox" and field_class in CHOSEN_CLASSES:
        kind = "combobox"
    mark = required_mark(snapshot, vocabulary, tag, label)
    options = (
        read_select_options(vocabulary, tag)
        if kind == "select"
        else read_open_options(snapshot, vocabulary, tag)
        if kind == "combobox"
        else ()
    )
    form = tag.find_parent("form")
    twin = None if is_visible(tag) else _styled_twin(tag)
    return Field(
        ux_id=ux_id(tag),
        tag=tag,
        kind=kind,
        field_class=field_class,
        label=label,
        name=attr(tag, "name") or attr(tag, "id"),
        required=mark.required,
        required_by=mark.by,
        optional_marked=mark.optional,
        autocomplete=attr(tag, "autocomplete").strip().lower(),
        options=options,
        value=_value(tag, kind),
        checked=attr(tag, "data-ux-checked") == "1" or attr(tag, "aria-checked") == "true",
        disabled=attr(tag, "data-ux-disabled") == "1"
        or tag.has_attr("disabled")
        or attr(tag, "aria-disabled") == "true",
        box=box_of(twin or tag),
        form_id=ux_id(form) if form is not None else "",
        scope=find_scope(vocabulary, tag, field_class, label),
        placeholder_only=placeholder_only,
        marked=mark.visible,
        named=bool(own_label(snapshot, tag) or attr(tag, "title")),
        opened=kind == "combobox" and bool(options),
    )


def _value(tag: Tag, kind: Kind) -> str:
    if kind != "combobox" or tag.name == "input":
        return attr(tag, "data-ux-value")
    # A chooser that still shows its prompt says so by an attribute; its text is no value then.
    return "" if tag.has_attr("data-placeholder") else squeeze(tag.get_text(" "))


def _mark_card_codes(fields: list[Field]) -> list[Field]:
    """A card's number and code are required where the other fields of the card are marked so."""
    card = [f for f in fields if f.field_class and f.field_class.startswith("card_")]
    marked = [f for f in card if f.required]
    if len(card) < 3 or len(marked) * 2 <= len(card):
        return fields
    basic = ("card_number", "card_cvc")
    return [
        replace(f, required=True, required_by="group", marked=True)
        if f in card and f.field_class in basic and not f.required
        else f
        for f in fields
    ]
