"""The rows of sums below a cart or beside a checkout: what each is called and what amount stands there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import isclose
from typing import Literal

from bs4 import NavigableString, Tag

from ux_audit.catalog import Vocabulary
from ux_audit.reading.prices import CODE, Price, priced_tags, read_prices
from ux_audit.reading.snapshot import Snapshot, attr, is_visible, lines_of, squeeze, text_of

RowKind = Literal["subtotal", "shipping", "tax", "discount", "fee", "total", "other"]
# "total" stands last: a total of taxes or discounts is a tax or a discount.
ROW_WORDS: tuple[tuple[RowKind, tuple[str, ...]], ...] = (
    ("subtotal", ("subtotal",)),
    ("discount", ("discount", "coupon")),
    ("tax", ("tax",)),
    ("shipping", ("shipping", "free_shipping", "pick_up")),
    ("fee", ("fee",)),
    ("total", ("total",)),
)
SUMMED: dict[RowKind, int] = {"shipping": 1, "fee": 1, "discount": -1}
CENT = 0.011  # a cent, and what its binary fraction is off
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
    named = [row for row in _with_reckoned_total(_inherit(rows)) if row.kind != "other"]
    return _name_cart_totals(_distinct(named), vocabulary)


def _with_reckoned_total(rows: list[TotalRow]) -> list[TotalRow]:
    """Where no row is named the total, the last one below the subtotal that is the sum of the named ones is it."""
    start = next((n for n, row in enumerate(rows) if row.kind == "subtotal" and row.amount), None)
    if start is None or any(row.kind == "total" and row.amount is not None for row in rows):
        return rows
    amounts = {kind: sum(row.amount or 0.0 for row in rows if row.kind == kind) for kind in SUMMED}
    before_tax = (rows[start].amount or 0.0) + sum(sign * amounts[kind] for kind, sign in SUMMED.items())
    tax = sum(row.amount or 0.0 for row in rows if row.kind == "tax")
    for place in range(len(rows) - 1, start, -1):
        row = rows[place]
        if row.kind == "other" and any(
            isclose(row.amount or 0.0, s, abs_tol=CENT) for s in (before_tax, before_tax + tax)
        ):
            return [*rows[:place], replace(row, kind="total"), *rows[place + 1 :]]
    return rows


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
    if _is_other_choice(tag):
        return None
    node: Tag | None = tag
    for _ in range(LEVELS):
        if node is None or node.name in ("body", "form", "tbody", "table", "main", "dl"):
            return None
        if node.name == "dd":
            term = node.find_previous_sibling("dt")
            return _read_row(vocabulary, price, text_of(term), node) if isinstance(term, Tag) else None
        text = text_of(node)
        if len(text) > LONGEST_ROW or node.find("img") is not None:
            return None
        said = without_prices(text)
        said = said if node is tag else BRACKETS.sub(" ", said)
        if LETTERS.search(said) and not (node is tag and _is_remark(vocabulary, price, said, tag)):
            row = _whole_row(node)
            return _read_row(vocabulary, price, _label(tag, row), row)
        node = node.parent
    return None


def _is_other_choice(tag: Tag) -> bool:
    """Whether the price belongs to a choice that is not made, such as another way of delivery."""
    for node in (tag, *list(tag.parents)[:3]):
        if attr(node, "role") == "radio":
            return attr(node, "aria-checked") != "true"
        if node.name not in ("label", "li"):
            continue
        radio = node.find("input", attrs={"type": "radio"})
        if radio is None and node.name == "label":
            radio = node.find_previous_sibling("input", attrs={"type": "radio"})
        if isinstance(radio, Tag):
            return attr(radio, "data-ux-checked") != "1"
    return False


def _is_remark(vocabulary: Vocabulary, price: Price, said: str, tag: Tag) -> bool:
    """Whether words behind a price only say what it includes; its label then stands further out."""
    first = text_of(tag).startswith(price.text)
    return first and vocabulary.grade("tax_included", said) == 1.0


def _whole_row(node: Tag) -> Tag:
    if node.name in ("td", "th") and isinstance(node.parent, Tag) and node.parent.name == "tr":
        return node.parent
    return node


def _label(tag: Tag, row: Tag) -> str:
    """The words before the price in its row: of the first cell in a table, else of the texts around it."""
    if row.name == "tr":
        first = next((cell for cell in row.find_all(["th", "td"]) if is_visible(cell)), None)
        title = lines_of(first)[:1] if first is not None else []
        if title and LETTERS.search(without_prices(title[0])):
            return without_prices(title[0])
    own = without_prices(text_of(tag))
    if LETTERS.search(own):
        return own
    before, after = _texts_around(tag, row)
    said = without_prices(" ".join(before))
    return said if LETTERS.search(said) else without_prices(" ".join(after))


def _texts_around(tag: Tag, row: Tag) -> tuple[list[str], list[str]]:
    """The visible texts of a row before and after one of its elements, one an element."""
    inside = {id(node) for node in tag.descendants}
    sides: tuple[list[str], list[str]] = ([], [])
    passed = False
    for node in row.descendants:
        if node is tag:
            passed = True
        elif isinstance(node, NavigableString) and id(node) not in inside:
            holder = node.parent
            text = squeeze(str(node))
            if text and holder is not None and (is_visible(holder) or not attr(holder, "data-ux-id")):
                sides[passed].append(text)
    return sides


def _read_row(vocabulary: Vocabulary, price: Price, label: str, row: Tag) -> TotalRow | None:
    text = text_of(row)
    prices = read_prices(text)
    kind = row_kind(vocabulary, label)
    if kind == "other":
        kind = _kind_of_cell(vocabulary, row)
    # A table may tell the price without tax, the tax and their sum in columns of their own.
    last_column = row.name == "tr" and price.text == prices[-1].text
    if kind != "tax" and len(prices) > 2 and not last_column:
        return None
    if kind == "shipping" and price.amount > 0 and vocabulary.has("free_shipping", label):
        return None  # "free delivery from 50" is a promise, not a sum
    return TotalRow(kind, label[:LONGEST_LABEL], price.amount, price.amount == 0, text, row)


def _kind_of_cell(vocabulary: Vocabulary, row: Tag) -> RowKind:
    """What the first cell of the table row around a named amount says: shipping, the method beside it."""
    around = row.find_parent("tr")
    first = around.find(["th", "td"]) if around is not None else None
    if not isinstance(first, Tag) or any(parent is first for parent in row.parents):
        return "other"
    kind = row_kind(vocabulary, text_of(first))
    return kind if kind in ("shipping", "tax") else "other"


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
        if vocabulary.has("delivery_time", text) or _heads_a_column(tag):
            continue
        if (
            tag.find(["input", "select", "button"]) is not None
            or tag.name == "label"
            or tag.find_parent("label")
        ):
            continue
        free = vocabulary.has("free", text) or vocabulary.has("free_shipping", text)
        if not free and len(lines) == 1 and tag.name != "tr":
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


def _heads_a_column(tag: Tag) -> bool:
    row = tag if tag.name == "tr" else tag.find_parent("tr")
    return row is not None and len(row.find_all("th")) > 1 and row.find("td") is None


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
    """Of two totals, the one before shipping or a "basket total" above an order's total is the sum of the goods."""
    totals = [row for row in rows if row.kind == "total"]
    if len(totals) < 2:
        return rows
    first, last = totals[0], totals[-1]
    named = vocabulary.has("cart", first.label) and not vocabulary.has("cart", last.label)
    if not named and not _is_sum_of_goods(rows, first, last):
        return rows
    return [replace(row, kind="subtotal") if row is first else row for row in rows]


def _is_sum_of_goods(rows: list[TotalRow], first: TotalRow, last: TotalRow) -> bool:
    """Whether the first total is repeated by the last, or stands before a shipping that may be the difference.

    A total that heads the whole summary holds the shipping below it already; a subtotal needs no second one.
    """
    if first.amount is None or last.amount is None or any(row.kind == "subtotal" for row in rows):
        return False
    between = rows[rows.index(first) + 1 : rows.index(last)]
    shipping = [row for row in between if row.kind == "shipping"]
    if any(row.amount for row in shipping):
        return first.amount != last.amount
    return bool(shipping) or first.amount == last.amount
