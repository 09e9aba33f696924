"""Filters of a category page: groups of choices under a title, in a part of the page that narrows the list."""

import itertools
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bs4 import Tag

from ux_audit.catalog import Vocabulary
from ux_audit.reading.cards import find_card_groups
from ux_audit.reading.list_rules import load_list_rules
from ux_audit.reading.prices import read_price, read_prices
from ux_audit.reading.snapshot import Snapshot, attr, is_usable, is_visible, stands_in, text_of

CONTROLS = "input, select, a, button, [role=slider], [role=checkbox]"
SLIDERS = "input[type=range], [role=slider]"
TITLE_TAGS = frozenset(
    (
        "legend",
        "summary",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "dt",
        "strong",
        "b",
        "p",
        "button",
        "label",
        "span",
        "div",
    )
)
CHOICES = ["a", "input", "li", "button", "label"]
LETTERS = re.compile(r"[^\W\d_]{2}|[\u3040-\u9fff\uac00-\ud7af]")
LONGEST_TITLE = 30
LEVELS = 8  # how far above a control its title may stand
FOLDS = "summary, [aria-expanded=false]"
FIELDS = "input[type=checkbox], input[type=radio], input[type=range], input[type=number], [role=slider], [role=checkbox], select"
PICKED = "input, select, a, [role=checkbox], [role=radio], [role=option], [role=slider]"
COUNTED = re.compile(r"[^\W\d_].{0,38}\s*[(（\[]\s*\d{1,5}\s*[)）\]]")
LEAST_COUNTED = 2
PART_LEVELS = 6  # how far above its heading a part's choices may begin
LEAST_PRICES = 2  # a span has two ends; one price alone is a hint


@dataclass
class FilterGroup:
    """A title and what stands below it."""

    head: Tag
    title: str
    contents: list[Tag] = field(default_factory=list)
    folded: bool = False

    def find_all(self, names: list[str]) -> list[Tag]:
        """Return the elements of these names in the contents, in document order."""
        return [tag for part in self.contents for tag in (part, *part.find_all(True)) if tag.name in names]


def find_filter_groups(snapshot: Snapshot, vocabulary: Vocabulary) -> list[tuple[str, FilterGroup]]:
    """Return the filters in view with their kinds (price, brand, rating, spec); the category tree is none."""
    kinds = [(_kind(vocabulary, group), group) for group in _groups(snapshot, vocabulary)]
    return [(kind, group) for kind, group in kinds if kind is not None]


def _groups(snapshot: Snapshot, vocabulary: Vocabulary) -> list[FilterGroup]:
    groups: dict[int, FilterGroup] = {}
    cards = [card.tag for group in find_card_groups(snapshot, vocabulary) for card in group.cards]
    parts = _filter_parts(vocabulary, snapshot, cards)
    for part in [*parts, *_counted_parts(snapshot, cards, parts)]:
        for control in part.select(CONTROLS):
            if not _narrows(control) or any(node is card for node in control.parents for card in cards):
                continue
            titled = _titled(control, part)
            if titled is not None:
                head, content = titled
                group = groups.setdefault(id(head), FilterGroup(head, text_of(head)))
                if all(content is not known for known in group.contents):
                    group.contents.append(content)
        for fold in part.select(FOLDS):
            panel = _panel(snapshot, fold)
            if panel is not None and is_visible(fold) and id(fold) not in groups and _names(fold):
                groups[id(fold)] = FilterGroup(fold, text_of(fold), [panel], folded=True)
    return list(groups.values())


def _panel(snapshot: Snapshot, fold: Tag) -> Tag | None:
    """What a closed fold opens, when it holds choices of this list: fields, or links that change the query alone."""
    named = snapshot.body.find(id=attr(fold, "aria-controls")) if fold.has_attr("aria-controls") else None
    for panel in (named, fold.find_next_sibling(), fold.parent.find_next_sibling() if fold.parent else None):
        if isinstance(panel, Tag):
            same = [a for a in panel.find_all("a", href=True) if _narrows_list(snapshot, a)]
            if panel.select_one(FIELDS) is not None or same:
                return panel
    return None


def _narrows(control: Tag) -> bool:
    # The native input of a slider is often styled away; the title above it must be in view all the same.
    slides = attr(control, "type") == "range" or attr(control, "role") == "slider"
    if not (is_usable(control) or slides or control.get("data-ux-clip")):
        return False
    sorts = load_list_rules().marks_sort(f"{attr(control, 'name')} {attr(control, 'id')}")
    return attr(control, "type") not in ("hidden", "submit") and not sorts


def _filter_parts(vocabulary: Vocabulary, snapshot: Snapshot, cards: list[Tag]) -> list[Tag]:
    parts: list[Tag] = []
    for tag in snapshot.select("aside, form, section, div, details, ul, [role=dialog]"):
        if any(tag in p.parents or p in tag.parents for p in parts) or stands_in(tag, ["header", "footer"]):
            continue
        marks = f"{attr(tag, 'class')} {attr(tag, 'id')} {attr(tag, 'aria-label')}"
        if load_list_rules().marks_filter(marks) and (
            is_visible(tag) or tag.find(attrs={"data-ux-vis": "1"}) is not None
        ):
            parts.append(tag)
    for tag in snapshot.select_visible("h2, h3, h4, legend, strong, summary, span, p, dt"):
        text = text_of(tag)
        if (len(text) <= 30 and vocabulary.grade("filter", text) == 1.0) or vocabulary.grade(
            "filter_by", text
        ) >= 0.8:
            holder = _holder_of(snapshot, tag, cards)
            if (
                holder is not None
                and holder.name != "body"
                and not any(p is holder or p in holder.parents for p in parts)
            ):
                parts.append(holder)
    return parts + _price_sliders(snapshot, cards, parts)


def _price_sliders(snapshot: Snapshot, cards: list[Tag], known: list[Tag]) -> list[Tag]:
    """What stands around a slider that names two prices beside a list of products: it needs no word for filters."""
    found: list[Tag] = []
    for slider in snapshot.select(SLIDERS) if cards else []:
        if any(node is part for node in slider.parents for part in (*known, *found)):
            continue
        around = itertools.takewhile(
            lambda node: node.name not in ("body", "main") and not _holds(node, cards), slider.parents
        )
        holder = next(reversed(list(around)[:PART_LEVELS]), None)
        if holder is not None and is_visible(holder) and len(read_prices(text_of(holder))) >= LEAST_PRICES:
            found.append(holder)
    return found


def _holder_of(snapshot: Snapshot, heading: Tag, cards: list[Tag]) -> Tag | None:
    """The smallest element around a heading that holds choices too; it ends where the products begin."""
    for node in list(heading.parents)[:PART_LEVELS]:
        if node.name in ("body", "main", "header", "nav") or _holds(node, cards):
            break
        if node.select_one(FIELDS) is not None or any(
            _narrows_list(snapshot, a) for a in node.find_all("a", href=True)
        ):
            return node
    return heading.parent


def _holds(node: Tag, cards: list[Tag]) -> bool:
    return any(node is card or any(node is above for above in card.parents) for card in cards)


def _narrows_list(snapshot: Snapshot, link: Tag) -> bool:
    url = urlsplit(snapshot.address(link))
    return bool(url.query) and url.path == urlsplit(snapshot.url).path


def _counted_parts(snapshot: Snapshot, cards: list[Tag], known: list[Tag]) -> list[Tag]:
    """Lists of choices that each tell how many products they leave, beside the products that they narrow."""
    items: dict[int, tuple[Tag, set[str]]] = {}
    for choice in snapshot.select_visible("label, li, a[href]") if cards else []:
        text = text_of(choice)
        if COUNTED.fullmatch(text) is None or _holds(choice, cards) or not _is_choice(snapshot, choice):
            continue
        outside = not stands_in(choice)
        if not outside or any(node is other for node in choice.parents for other in (*cards, *known)):
            continue
        holder = next((p for p in choice.parents if text_of(p) != text), None)
        if holder is not None:
            items.setdefault(id(holder), (holder, set()))[1].add(text)
    lists = [holder for holder, texts in items.values() if len(texts) >= LEAST_COUNTED]
    return [
        holder.parent if holder.parent is not None and not _holds(holder.parent, cards) else holder
        for holder in lists
        if holder.name not in ("body", "main") and not _holds(holder, cards)
    ]


def _is_choice(snapshot: Snapshot, tag: Tag) -> bool:
    if any(_narrows(box) for box in tag.select("input[type=checkbox], [role=checkbox]")):
        return True
    links = [tag] if tag.name == "a" else tag.find_all("a", href=True)
    return any(_narrows_list(snapshot, link) for link in links)


def _titled(control: Tag, part: Tag) -> tuple[Tag, Tag] | None:
    """The nearest title above a control and the element below the title that holds the control."""
    inner = control
    for _ in range(LEVELS):
        for head in inner.find_previous_siblings():
            if isinstance(head, Tag) and _is_title(head, inner):
                return head, inner
        if inner.parent is None or inner.parent is part.parent:
            return None
        inner = inner.parent
    return None


def _is_title(head: Tag, inner: Tag) -> bool:
    if head.name not in TITLE_TAGS or attr(head, "role") in ("checkbox", "radio", "option", "slider"):
        return False
    if not _names(head):
        return False
    # Choices stand beside each other in one element each; their words are no title of the next.
    peers = head.name == inner.name and head.name in ("button", "label", "span")
    return not peers and head.select_one(PICKED) is None


def _names(head: Tag) -> bool:
    text = text_of(head)
    return 1 < len(text) <= LONGEST_TITLE and LETTERS.search(text) is not None and read_price(text) is None


def _kind(words: Vocabulary, group: FilterGroup) -> str | None:
    title = group.title
    names = " ".join(attr(tag, "name") for tag in group.find_all(["input", "select"]))
    choices = [t for t in group.find_all(CHOICES) if group.folded or is_usable(t) or t.get("data-ux-clip")]
    slides = any(t.select_one(SLIDERS) is not None or t.name == "input" for t in group.contents)
    if (
        words.grade("price", title) >= 0.8
        or load_list_rules().names_price(names)
        or _by_price(group, choices)
    ):
        return "price"
    if words.grade("brand", title) >= 0.8:
        return "brand"
    if any(words.grade(key, title) >= 0.8 for key in ("category_root", "sort", "filter", "menu", "view_all")):
        return None
    marks = " ".join(
        f"{attr(tag, 'class')} {attr(tag, 'id')}" for tag in [group.head.parent, *group.contents] if tag
    )
    if not (choices or slides) or re.search(r"categor", marks, re.IGNORECASE):
        return None
    return "rating" if words.grade("rating", title) >= 0.8 else "spec"


def _by_price(group: FilterGroup, choices: list[Tag]) -> bool:
    """Whether the choices are spans of prices, or a slider stands between two prices."""
    if any(tag.select_one(SLIDERS) is not None for tag in group.contents):
        return sum(len(read_prices(text_of(tag))) for tag in group.contents) >= LEAST_PRICES
    spans = {text for tag in choices if len(text := text_of(tag)) <= 2 * LONGEST_TITLE and read_prices(text)}
    return len(spans) >= LEAST_PRICES
