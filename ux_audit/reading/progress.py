"""The marks by which a checkout shows how far one has come."""

import re
from dataclasses import dataclass
from itertools import pairwise

from bs4 import Tag

from ux_audit.catalog import Vocabulary
from ux_audit.reading.snapshot import Snapshot, attr, box_of, is_visible, name_of, text_of

# The steps in the order in which shops take them, with the words that name each.
STEPS: tuple[tuple[str, int], ...] = (
    ("cart", 0), ("sign_in", 1), ("step_contact", 1), ("step_address", 2), ("step_delivery", 3),
    ("step_payment", 4), ("step_review", 5),
)  # fmt: skip
INNER = frozenset((2, 3, 4))
DELIVERING = frozenset((1, 2, 3))
PAYMENT = 4
BARS = re.compile(
    r"progress|stepper|(^|[\s_-])steps?([\s_-]|$)|step-?(bar|list|nav)|wizard|breadcrumb", re.IGNORECASE
)
MARKED = re.compile(
    r"(^|[\s_-])(active|current|is-active|is-current|selected|completed?|done|visited|previous|disabled|on)"
    r"([\s_-]|$)",
    re.IGNORECASE,
)
PRESENT = re.compile(r"(^|[\s_-])(active|current|is-active|is-current|selected)([\s_-]|$)", re.IGNORECASE)
PLACE_TOKENS = re.compile(r"\d|^(first|last|odd|even|next|prev)$")
LEADING = re.compile(r"^[\s\d.)#:/›>→-]+")
ITEMS = ("li", "a", "span", "div", "button", "td", "p")
HEADS = "h1, h2, h3, h4, h5, button, [role=button], [role=heading], summary, legend, dt"
LEAST_STEPS, MOST_STEPS = 2, 8
LONGEST_STEP = 40
LONGEST_COUNT = 60
ROW_PX = 40  # steps of one row differ less than this in height
FOLDED_PX = 40  # nothing but a margin stands between a folded panel's head and the next


@dataclass(frozen=True)
class Progress:
    """A progress indicator: its element, its steps (0 when it tells none), whether it counts, and names the last.

    `pays_later`: it surely shows one at the contact, address or delivery, with paying among the steps to come.
    `pays_here`: the one step that is marked as the present one is for paying.
    """

    tag: Tag
    total: int
    counted: bool = False
    is_last: bool = False
    pays_later: bool = False
    pays_here: bool = False


def find_progress(snapshot: Snapshot, vocabulary: Vocabulary) -> Progress | None:
    """Return the progress indicator, or None.

    "Step 1 of 3", a bar, named steps with the present one marked, or numbered heads of an accordion; numbered
    headings on one open page are none.
    """
    return (
        _counted(snapshot, vocabulary)
        or _bar(snapshot, vocabulary)
        or _listed(snapshot, vocabulary)
        or _accordion(snapshot, vocabulary)
    )


def _counted(snapshot: Snapshot, vocabulary: Vocabulary) -> Progress | None:
    for tag in snapshot.select_visible("h1, h2, h3, h4, p, span, div, li, strong, small"):
        text = text_of(tag)
        if len(text) > LONGEST_COUNT or not any(c.isdigit() for c in text) or _is_elsewhere(tag):
            continue
        if vocabulary.has("progress", text):
            numbers = re.findall(r"\d+", text)
            counted = len(numbers) > 1
            last = counted and numbers[0] == numbers[-1]
            return Progress(tag, int(numbers[-1]) if counted else 0, counted, last)
    return None


def _bar(snapshot: Snapshot, vocabulary: Vocabulary) -> Progress | None:
    for tag in snapshot.select_visible("[role=progressbar], progress"):
        most = attr(tag, "aria-valuemax") or attr(tag, "max")
        few = bool(re.fullmatch(r"[2-8]", most))
        if few or vocabulary.has("progress", name_of(tag)) or _step_of(vocabulary, name_of(tag)) is not None:
            return Progress(tag, int(most) if few else 0)
    return None


def _is_elsewhere(tag: Tag) -> bool:
    return tag.find_parent(["footer"]) is not None


def _step_of(vocabulary: Vocabulary, text: str) -> int | None:
    """The place in the usual order of the step that a short text names, None when it names none."""
    bare = LEADING.sub("", text)
    best = max(((vocabulary.grade(key, bare), place) for key, place in STEPS), default=(0.0, 0))
    return best[1] if best[0] >= 0.5 else None


def names_step(text: str, vocabulary: Vocabulary) -> bool:
    """Return whether a short text, as on a button, names a step of a checkout after the cart."""
    return (_step_of(vocabulary, text) or 0) in INNER


def _listed(snapshot: Snapshot, vocabulary: Vocabulary) -> Progress | None:
    for tag in snapshot.select_visible("ol, ul, nav, div, tr, p, [role=tablist]"):
        steps = _named_steps(tag, vocabulary)
        if steps and _marks_present(tag, steps):
            present = _find_present(steps)
            return Progress(
                tag,
                len(steps),
                is_last=_ends_here(steps, present, vocabulary),
                pays_later=_pays_later(steps, present, vocabulary),
                pays_here=len(present) == 1 and _step_of(vocabulary, text_of(present[0])) == PAYMENT,
            )
    return None


def _find_present(steps: list[Tag]) -> list[Tag]:
    """The steps that are marked as the present one, by what they say or else by their class."""
    told = [step for step in steps if any(map(_says_present, (step, *step.find_all(True))))]
    return told or [step for step in steps if PRESENT.search(attr(step, "class"))]


def _pays_later(steps: list[Tag], present: list[Tag], vocabulary: Vocabulary) -> bool:
    """Whether the only step marked, or else the only bold one, asks where to deliver, and a later one is for paying."""
    bold = [s for s in steps if s.get("data-ux-bold") or s.find(attrs={"data-ux-bold": "1"})]
    here = present or bold
    if len(here) != 1:
        return False
    place = steps.index(here[0])
    asks = _step_of(vocabulary, text_of(here[0])) in DELIVERING
    return asks and any(_step_of(vocabulary, text_of(step)) == PAYMENT for step in steps[place + 1 :])


def _ends_here(steps: list[Tag], present: list[Tag], vocabulary: Vocabulary) -> bool:
    """Whether the last step alone is marked as the present one, and it is for paying or a last look."""
    place = _step_of(vocabulary, text_of(steps[-1]))
    return present == steps[-1:] and place is not None and place >= PAYMENT


def _says_present(tag: Tag) -> bool:
    return attr(tag, "aria-current") not in ("", "false") or attr(tag, "aria-selected") == "true"


def _named_steps(tag: Tag, vocabulary: Vocabulary) -> list[Tag]:
    """The children, if they are short texts that name steps of a checkout in their usual order."""
    if _is_elsewhere(tag) or tag.find(["input", "select", "textarea", "table"]) is not None:
        return []
    children = [c for c in tag.find_all(ITEMS, recursive=False) if isinstance(c, Tag)]
    items = [c for c in children if is_visible(c) and re.search(r"[^\W\d_]", text_of(c))]
    if not LEAST_STEPS <= len(items) <= MOST_STEPS or any(len(text_of(i)) > LONGEST_STEP for i in items):
        return []
    found = [place for item in items if (place := _step_of(vocabulary, text_of(item))) is not None]
    kinds = set(found)
    ordered = all(a <= b for a, b in pairwise(found))
    if len(found) * 2 < len(items) or len(kinds) < LEAST_STEPS or not kinds & INNER or not ordered:
        return []
    boxes = [box for item in items if (box := box_of(item))]
    in_row = len(boxes) == len(items) and max(b.y for b in boxes) - min(b.y for b in boxes) < ROW_PX
    # A column, as on phones, must be more explicit than a row: other lists name delivery and payment too.
    if not in_row and len(kinds) < 3 and not BARS.search(_marks(tag)):
        return []
    return items


def _marks(tag: Tag) -> str:
    return f"{attr(tag, 'class')} {attr(tag, 'id')} {attr(tag, 'aria-label')}"


def _marks_present(tag: Tag, items: list[Tag]) -> bool:
    """Whether a step says or looks otherwise than the rest: by attribute, class, weight, link or none."""
    if tag.select_one("[aria-current], [aria-selected=true]") is not None:
        return True
    if any(MARKED.search(attr(part, "class")) for item in items for part in (item, *item.find_all(True))):
        return True
    return len({_shape(item) for item in items}) > 1 or bool(BARS.search(_marks(tag)))


def _shape(item: Tag) -> tuple[object, ...]:
    tokens = frozenset(token for token in attr(item, "class").split() if not PLACE_TOKENS.search(token))
    link = item if item.name == "a" else item.find("a")
    colour = attr(link, "data-ux-color") if isinstance(link, Tag) else ""
    bold = attr(item, "data-ux-bold") or ("1" if item.find(attrs={"data-ux-bold": "1"}) else "")
    return tokens, isinstance(link, Tag), colour, bold


def _accordion(snapshot: Snapshot, vocabulary: Vocabulary) -> Progress | None:
    """Numbered heads of which at least one is folded."""
    heads = [
        tag
        for tag in snapshot.select_visible(HEADS)
        if re.match(r"\s*\d", text_of(tag))
        and len(text_of(tag)) <= LONGEST_STEP
        and _step_of(vocabulary, text_of(tag)) is not None
        and not _is_elsewhere(tag)
    ]
    if len(heads) < LEAST_STEPS:
        return None
    boxes = [box_of(head) for head in heads]
    folded = sum(attr(head, "aria-expanded") == "false" for head in heads)
    for this, after in pairwise(boxes):
        folded += this is not None and after is not None and 0 <= after.y - this.bottom < FOLDED_PX
    return Progress(heads[0], len(heads)) if folded else None
