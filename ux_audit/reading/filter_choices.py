"""The choices of a list's filters: what can be picked, how many products it says it leaves, and whether it is picked."""

import re
from dataclasses import dataclass

from bs4 import Tag

from ux_audit.catalog import Vocabulary
from ux_audit.reading.filters import FilterGroup, find_filter_groups
from ux_audit.reading.snapshot import Snapshot, attr, is_usable, is_visible, name_of, squeeze, text_of, ux_id

KINDS = ("brand", "spec", "rating")
ONE_AT_A_TIME = "rating"
ROW_LEVELS = 3  # how far above a choice what stands beside it is looked for
BOXES = "input[type=checkbox], input[type=radio], [role=checkbox], [role=radio]"
COUNT = re.compile(r"\s*[(（\[]\s*(\d{1,6})\s*[)）\]]\s*$")
SENT = "button, input[type=submit], input[type=image]"
LONGEST_LABEL = 60
PICKED = re.compile(r"(^|[\s_-])(selected|active|checked|current)([\s_-]|$)", re.IGNORECASE)


@dataclass(frozen=True)
class FilterChoice:
    """One value of a filter; `pressed` is what a shopper presses, `count` the products it says it leaves."""

    kind: str
    group: str
    label: str
    count: int | None
    tag: Tag
    pressed: Tag
    picked: bool

    @property
    def is_box(self) -> bool:
        """Whether several of its kind can be ticked beside each other."""
        return attr(self.tag, "type") == "checkbox" or attr(self.tag, "role") == "checkbox"

    @property
    def is_link(self) -> bool:
        """Whether it is a link."""
        return self.tag.name == "a" and not attr(self.tag, "role")


def find_filter_choices(snapshot: Snapshot, vocabulary: Vocabulary) -> list[FilterChoice]:
    """Return the choices in view of filters by brand, rating or another property, in document order."""
    found: dict[str, FilterChoice] = {}
    for kind, group in find_filter_groups(snapshot, vocabulary):
        if kind not in KINDS:
            continue
        boxes = [tag for part in group.contents for tag in _within(part, BOXES)]
        links = [tag for part in group.contents for tag in _within(part, "a[href]")]
        for tag in boxes or links:
            choice = _read(snapshot, kind, group, tag)
            if choice is not None:
                found.setdefault(ux_id(tag), choice)
    return list(found.values())


def choose_choice(choices: list[FilterChoice]) -> FilterChoice | None:
    """Return the choice to try: of the first filter with several, one that leaves neither all products nor none.

    Ratings come last: they are no property of the goods.
    """
    ordered = sorted(choices, key=lambda choice: choice.kind == ONE_AT_A_TIME)
    for group in dict.fromkeys(choice.group for choice in ordered):
        own = [choice for choice in choices if choice.group == group]
        free = [choice for choice in own if not choice.picked and choice.count != 0]
        if len(own) < 2 or not free:
            continue
        counted = sorted((choice for choice in free if choice.count), key=lambda choice: -(choice.count or 0))
        return counted[len(counted) // 2] if counted else free[0]
    return None


def find_send_button(snapshot: Snapshot, choice: FilterChoice) -> Tag | None:
    """Return the button that sends the form in which a choice was ticked, where it asks for a page and has one button."""
    tag = snapshot.element(ux_id(choice.tag))
    form = tag.find_parent("form") if tag is not None else None
    if form is None or (attr(form, "method") or "get").lower() != "get":
        return None
    buttons = [
        one for one in form.select(SENT) if attr(one, "type") not in ("button", "reset") and is_visible(one)
    ]
    return buttons[0] if len(buttons) == 1 else None


def _within(part: Tag, selector: str) -> list[Tag]:
    around = part.parent
    found = list(around.select(selector)) if around is not None else list(part.select(selector))
    return [tag for tag in found if tag is part or any(node is part for node in tag.parents)]


def _read(snapshot: Snapshot, kind: str, group: FilterGroup, tag: Tag) -> FilterChoice | None:
    label = tag.find_parent("label")
    if label is None and attr(tag, "id"):
        named = snapshot.body.find("label", attrs={"for": attr(tag, "id")})
        label = named if isinstance(named, Tag) else None
    shown = tag if is_visible(tag) else label if label is not None and is_visible(label) else None
    if shown is None or not (is_usable(tag) or is_visible(shown)):
        return None
    if (
        attr(tag, "data-ux-disabled") == "1"
        or tag.has_attr("disabled")
        or attr(tag, "aria-disabled") == "true"
    ):
        return None
    if tag.name == "a" and not snapshot.is_own(snapshot.address(tag)):
        return None
    row = _row_text(tag, group.head)
    words = text_of(label) if label is not None and text_of(label) else name_of(tag) or row
    text = squeeze(words)
    counted = COUNT.search(text) or (COUNT.search(row) if row.startswith(text) else None)
    name = COUNT.sub("", text)
    if not 0 < len(name) <= LONGEST_LABEL:
        return None
    return FilterChoice(
        kind, group.title, name, int(counted[1]) if counted else None, tag, shown, _is_picked(tag)
    )


def _row_text(tag: Tag, head: Tag) -> str:
    """What stands on a choice's own row, without other choices and the filter's title; "" when nothing does."""
    alike = "a[href]" if tag.name == "a" else BOXES
    said = ""
    for node in list(tag.parents)[:ROW_LEVELS]:
        if len(node.select(alike)) != 1 or any(node is above for above in head.parents):
            break
        said = text_of(node)
    return said


def _is_picked(tag: Tag) -> bool:
    states = [attr(tag, name) for name in ("aria-checked", "aria-selected", "aria-pressed", "aria-current")]
    if attr(tag, "data-ux-checked") == "1" or any(state not in ("", "false") for state in states):
        return True
    return tag.name == "a" and any(PICKED.search(attr(node, "class")) for node in (tag, tag.parent) if node)
