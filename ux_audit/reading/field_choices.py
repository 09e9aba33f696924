"""The choices that a field offers: radios, options of a select, an open list."""

import re
from dataclasses import dataclass

from bs4 import Tag

from ux_audit.catalog import Vocabulary
from ux_audit.reading.field_labels import option_text
from ux_audit.reading.snapshot import Snapshot, attr, is_visible, squeeze, ux_id


@dataclass(frozen=True)
class Option:
    """One choice of a select, radio group or open list; `ux_id` is what a shopper would press."""

    ux_id: str
    text: str
    value: str
    chosen: bool
    disabled: bool
    placeholder: bool


def find_group_members(snapshot: Snapshot, tag: Tag) -> list[Tag]:
    """Return all radios of the group to which this one belongs, native and styled ones."""
    name = attr(tag, "name") if tag.name == "input" else ""
    form = tag.find_parent("form") or snapshot.body
    if name:
        return [r for r in form.find_all("input", attrs={"type": "radio"}) if attr(r, "name") == name]
    holder = tag.find_parent(attrs={"role": "radiogroup"}) or tag.find_parent("fieldset")
    if holder is None:
        holder = next(
            (
                p
                for p in tag.parents
                if isinstance(p, Tag) and len(p.select("input[type=radio]:not([name]), [role=radio]")) > 1
            ),
            form,
        )
    return [
        r
        for r in holder.select("[role=radio], input[type=radio]")
        if r.name != "input" or not attr(r, "name")
    ]


def read_choice(snapshot: Snapshot, radio: Tag, members: list[Tag]) -> Option:
    """Return one radio as a choice; what is pressed is its visible part when the input itself is hidden."""
    pressed = radio
    if not is_visible(radio):
        label = radio.find_parent("label") or (
            snapshot.soup.find("label", attrs={"for": attr(radio, "id")}) if attr(radio, "id") else None
        )
        styled = [
            m
            for m in members
            if m.name != "input" and label is not None and any(p is label for p in m.parents)
        ]
        pressed = next(iter(styled), label if isinstance(label, Tag) else radio)
    states = [radio, pressed]
    return Option(
        ux_id=ux_id(pressed),
        text=squeeze(option_text(snapshot, radio)),
        value=attr(radio, "value"),
        chosen=any(attr(s, "data-ux-checked") == "1" or attr(s, "aria-checked") == "true" for s in states),
        disabled=any(
            attr(s, "data-ux-disabled") == "1" or attr(s, "aria-disabled") == "true" for s in states
        ),
        placeholder=False,
    )


def read_select_options(vocabulary: Vocabulary, select: Tag) -> tuple[Option, ...]:
    """Return the options of a select; prompts such as "please choose" are marked as placeholders."""
    found = []
    for place, option in enumerate(select.find_all("option")):
        text = squeeze(option.get_text())
        value = attr(option, "value") if option.has_attr("value") else text
        prompt = place == 0 and (
            vocabulary.grade("choose_option", text) >= 0.8 or bool(re.fullmatch(r"[-–—.…\s]*", text))
        )
        chosen = value == attr(select, "data-ux-value") and text == (attr(select, "data-ux-chosen") or text)
        found.append(
            Option(
                ux_id(option),
                text,
                value,
                chosen,
                option.has_attr("disabled"),
                not value or not text or prompt,
            )
        )
    return tuple(found)


def read_open_options(snapshot: Snapshot, vocabulary: Vocabulary, tag: Tag) -> tuple[Option, ...]:
    """Return the choices of a box whose list is open; none while it is closed."""
    if attr(tag, "aria-expanded") != "true":
        return ()
    identity = attr(tag, "aria-controls") or attr(tag, "aria-owns")
    listed = snapshot.soup.find(id=identity) if identity else None
    lists = [listed] if isinstance(listed, Tag) else snapshot.select_visible("[role=listbox]")
    found = []
    for option in lists[0].select("[role=option]") if lists else []:
        text = squeeze(option.get_text(" "))
        disabled = attr(option, "aria-disabled") == "true"
        chosen = attr(option, "aria-selected") == "true"
        prompt = not text or vocabulary.grade("choose_option", text) >= 0.8
        found.append(
            Option(ux_id(option), text, attr(option, "data-value") or text, chosen, disabled, prompt)
        )
    return tuple(found)
