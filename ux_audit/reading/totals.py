"""The rows of sums below a cart or beside a checkout: what each is called and what amount stands there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from bs4 import Tag

from ux_audit.catalog import Vocabulary
from ux_audit.reading.prices import CODE, Price, priced_tags, read_prices
from ux_audit.reading.snapshot import Snapshot, attr, is_visible, lines_of, squeeze, text_of

RowKind = Literal["subtotal", "shipping", "tax", "discount", "fee", "total", "other"]
# "total" stands last: a total of taxes or discounts is a tax or a discount.
ROW_WORDS: tuple[tuple[RowKind, tuple[str, ...]], ...] = (
    ("subtotal", ("subtotal",)),
    ("discount", ("discount",)),
    ("tax", ("tax",)),
    ("shipping", ("shipping", "free_shipping", "pick_up")),
    ("fee", ("fee",)),
    ("total", ("total",)),
)
LONGEST_LABEL = 60
LONGEST_ROW = 140
LONGEST_LOOSE = 32  # a label in which the word stands somewhere inside is at most this long
LEVELS = 4
BRACKETS = re.compile(r"[(\[（【][^)\]）】]*[)\]）】]")
CURRENCY = re.compile(rf"\b({CODE})\b")
LETTERS = re.compile(r"[^\W\d_]")
MESSAGES = re.compile(
    r"(^|[ _-])(alert|message|messages|toast|notice|notification)s?([ _-]|$)", re.IGNORECASE
)


@dataclass(frozen=True)
class TotalRow:
    """One sum: what it is, the label printed, the amount (None when no number is there), if it says free.

    Amounts are positive; a discount is subtracted. `text` is the whole row as read.
    """

    kind: RowKind
    label: str
    amount: float | None
    free: bool
    text: str
    tag: Tag


def find_total_rows(snapshot: Snapshot, vocabulary: Vocabulary, lines: Iterable[Tag]) -> list[TotalRow]:
    """Return the rows of sums outside the product lines, in document order."""
    inside = {id(line) for line in lines}
    rows = [
        row
        for price, tag in priced_tags(snapshot)
        if not price.struck
        and not _is_elsewhere(tag, inside)
        and (row := _priced_row(vocabulary, price, tag))
    ]
    anchors = [row.tag for row in rows if row.kind in ("total", "subtotal")]
    rows += _unpriced_rows(snapshot, vocabulary, anchors, inside, {id(row.tag) for row in rows})
    order = {id(tag): place for place, tag in enumerate(snapshot.body.find_all(True))}
    rows.sort(key=lambda row: order.get(id(row.tag), 0))
    named = [row for row in _inherit(rows) if row.kind != "other"]
    return _name_cart_totals(_distinct(named), vocabulary)


def _inherit(rows: list[TotalRow]) -> list[TotalRow]:
    """An amount without a telling name right below the heading of shipping or tax belongs to that heading."""
    found: list[TotalRow] = []
    for row in rows:
        above = found[-1] if found else None
        if (
            row.kind == "other"
            and above is not None
            and above.kind in ("shipping", "tax")
            and above.amount is None
        ):
            found[-1] = replace(row, kind=above.kind)
        else:
            found.append(row)
    return found


def _is_elsewhere(tag: Tag, inside: set[int]) -> bool:
    for node in (tag, *tag.parents):
        if id(node) in inside or node.name in ("header", "nav", "footer", "select", "h1"):
            return True
        if attr(node, "role") in ("alert", "status", "banner") or MESSAGES.search(attr(node, "class")):
            return True
    return False


def without_prices(text: str) -> str:
    """Return a text without the prices and currency codes in it."""
    for price in read_prices(text):
        text = text.replace(price.text, " ", 1)
    return squeeze(CURRENCY.sub(" ", text))


def _priced_row(vocabulary: Vocabulary, price: Price, tag: Tag) -> TotalRow | None:
    node: Tag | None = tag
    for _ in range(LEVELS):
        if node is None or node.name in ("body", "form", "tbody", "table", "main"):
            return None
        text = text_of(node)
        if len(text) > LONGEST_ROW or node.find("img") is not None:
            return None
        rest = without_prices(text)
        said = BRACKETS.sub(" ", rest) if node is not tag else rest
        if LETTERS.search(said) and not _is_remark(vocabulary, said, node, tag):
            return _read_row(vocabulary, price, tag, _whole_row(node))
        node = node.parent
    return None


def _is_remark(vocabulary: Vocabulary, said: str, node: Tag, tag: Tag) -> bool:
    """Whether the words only say what the price includes; the label then stands further out."""
    return node is tag and vocabulary.grade("tax_included", said) >= 0.8 and not said.startswith(("(", "（"))


def _whole_row(node: Tag) -> Tag:
    if node.name in ("td", "th") and isinstance(node.parent, Tag) and node.parent.name == "tr":
        return node.parent
    return node


def _label(price: Price, tag: Tag, row: Tag) -> str:
    if row.name == "tr":
        first = next((cell for cell in row.find_all(["th", "td"]) if is_visible(cell)), None)
        title = lines_of(first)[:1] if first is not None else []
        if title and LETTERS.search(without_prices(title[0])):
            return without_prices(title[0])
    if tag.name == "dd" or tag.find_parent("dd") is not None:
        value = tag if tag.name == "dd" else tag.find_parent("dd")
        term = value.find_previous_sibling("dt") if value is not None else None
        if isinstance(term, Tag):
            return text_of(term)
    lines = lines_of(row)
    place = next((n for n, line in enumerate(lines) if price.text and price.text in line), None)
    if place is not None:
        own = without_prices(lines[place])
        if LETTERS.search(own):
            return own
        before = [line for line in lines[:place] if LETTERS.search(without_prices(line))]
        if before:
            return without_prices(_nearest_label(before))
    return without_prices(text_of(row))


def _nearest_label(before: list[str]) -> str:
    # A remark in brackets below the label belongs to it.
    for line in reversed(before):
        if not line.startswith(("(", "（", "[")):
            return line
    return before[-1]


def _read_row(vocabulary: Vocabulary, price: Price, tag: Tag, row: Tag) -> TotalRow | None:
    text = text_of(row)
    prices = read_prices(text)
    label = _label(price, tag, row)
    if len(prices) > 2:
        label = without_prices(text_of(tag)) or label
    kind = row_kind(vocabulary, label)
    if kind != "tax" and len(prices) > 2:
        return None
    amount = price.amount
    if kind != "tax" and len(prices) == 2 and row is not tag and tag.name not in ("td", "th", "dd"):
        amount = prices[-1].amount if vocabulary.has("tax_included", text) else price.amount
    if kind == "shipping" and amount > 0 and vocabulary.has("free_shipping", label):
        return None  # "free delivery from 50" is a promise, not a sum
    if kind == "tax" and not LETTERS.search(label):
        return None
    return TotalRow(kind, label[:LONGEST_LABEL], amount, amount == 0, text, row)


def row_kind(vocabulary: Vocabulary, label: str) -> RowKind:
    """Return what a row is by its label; "other" for a label that names no sum."""
    bare = squeeze(BRACKETS.sub(" ", label)) or label.strip("()（）[]【】 ")
    if not bare or len(bare) > LONGEST_LABEL + 20:
        return "other"
    grades = {kind: max(vocabulary.grade(key, bare) for key in keys) for kind, keys in ROW_WORDS}
    if grades["subtotal"] >= 0.8:
        return "subtotal"
    if grades["total"] == 1.0:
        return "total"
    if vocabulary.has("tax_included", bare) and grades["total"] >= 0.5:
        return "total"
    least = 0.5 if len(bare) <= LONGEST_LOOSE else 0.8
    return next((kind for kind, _ in ROW_WORDS if grades[kind] >= least), "other")


def _unpriced_rows(
    snapshot: Snapshot, vocabulary: Vocabulary, anchors: list[Tag], inside: set[int], known: set[int]
) -> list[TotalRow]:
    """Rows of shipping, tax or discount without an amount: "free", "calculated at checkout"."""
    blocks = {id(block) for anchor in anchors for block in _blocks_around(anchor)}
    found: list[TotalRow] = []
    for tag in snapshot.select_visible("tr, li, dt, div, p, span, td, th, h3, h4, label"):
        text = text_of(tag)
        if not text or len(text) > LONGEST_LABEL or read_prices(text) or _is_elsewhere(tag, inside):
            continue
        if any(id(node) in known for node in (tag, *tag.parents)) or not _within(tag, blocks):
            continue
        lines = lines_of(tag)
        kind = row_kind(vocabulary, lines[0])
        if kind not in ("shipping", "tax") or vocabulary.grade("shipping_estimate", text) >= 0.8:
            continue
        if tag.find(["input", "select", "button"]) is not None:
            continue
        free = vocabulary.has("free", text) or vocabulary.has("free_shipping", text)
        if not free and len(lines) == 1 and tag.name not in ("tr", "dt"):
            beside = tag.find_next_sibling()
            value = text_of(beside) if isinstance(beside, Tag) and is_visible(beside) else ""
            if len(value) > LONGEST_LABEL or read_prices(value):
                continue
            free = vocabulary.has("free", value)
            text = squeeze(f"{text} {value}")
            known = known | {id(beside)}
        known = known | {id(tag)}
        found.append(TotalRow(kind, lines[0][:LONGEST_LABEL], 0.0 if free else None, free, text, tag))
    return found


def _blocks_around(anchor: Tag) -> list[Tag]:
    blocks = []
    for parent in list(anchor.parents)[:LEVELS]:
        if (
            not isinstance(parent, Tag)
            or parent.name in ("body", "main", "html")
            or len(text_of(parent)) > 600
        ):
            break
        blocks.append(parent)
    return blocks


def _within(tag: Tag, blocks: set[int]) -> bool:
    return any(id(parent) in blocks for parent in tag.parents)


def _distinct(rows: list[TotalRow]) -> list[TotalRow]:
    seen: dict[tuple[str, float | None, str], TotalRow] = {}
    for row in rows:
        seen.setdefault((row.kind, row.amount, row.label.casefold()), row)
    return list(seen.values())


def _name_cart_totals(rows: list[TotalRow], vocabulary: Vocabulary) -> list[TotalRow]:
    """A "basket total" above an order's total is the sum of the goods."""
    totals = [row for row in rows if row.kind == "total"]
    if len(totals) < 2:
        return rows
    first = totals[0]
    if not vocabulary.has("cart", first.label) or vocabulary.has("cart", totals[-1].label):
        return rows
    return [replace(row, kind="subtotal") if row is first else row for row in rows]
