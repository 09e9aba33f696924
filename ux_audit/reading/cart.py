"""The cart: its lines with their controls, and the rows of sums below them."""

import re
from dataclasses import dataclass, replace
from math import isclose
from weakref import WeakKeyDictionary

from bs4 import Tag

from ux_audit.catalog import Vocabulary
from ux_audit.reading.controls import SENDING
from ux_audit.reading.icons import drawing_marks
from ux_audit.reading.prices import Price, find_prices, read_price
from ux_audit.reading.snapshot import Snapshot, attr, box_of, is_usable, is_visible, name_of, text_of, ux_id
from ux_audit.reading.steppers import counts_down, counts_up
from ux_audit.reading.totals import RowKind, TotalRow, find_total_rows

__all__ = ["Cart", "CartLine", "RowKind", "TotalRow", "read_cart", "sums_up"]

QUANTITY = re.compile(r"quant|qty|goods_number|updates\[|cantidad|menge|anzahl", re.I)
REMOVE = re.compile(r"remove|delete|trash|drop_?goods|(^|[ _-])(del|bin)([ _-]|$)|quantity=0", re.I)
BUTTONS = (
    "button, a, input:is([type=button], [type=submit], [type=checkbox]), [role=button], [data-ux-pointer]"
)
NOT_FOR_THE_AMOUNT = ("wishlist", "checkout", "edit", "coupon", "add_to_cart")  # what else a line may send
# Two signs of Han, kana or hangul name a product as three letters of others do, in a text of four.
NAME = re.compile(r"(?=.{4}).*[^\W\d_]{3}|[\u3040-\u9fff\uac00-\ud7af]{2}")
PIECES = re.compile(r"[x×]?\s*\d{1,3}\s*[x×]?")
STEPPER_PX = 90  # how far a button stands from the number it changes


@dataclass(frozen=True)
class CartLine:
    """One product in the cart; ids are snapshot ids, None where there is no such control. Prices in units."""

    tag: Tag
    title: str
    url: str
    quantity: int | None
    quantity_field_id: str | None
    increase_id: str | None
    decrease_id: str | None
    remove_id: str | None
    update_id: str | None
    unit_price: float | None
    line_total: float | None


@dataclass(frozen=True)
class Cart:
    """What a page shows of the cart."""

    lines: tuple[CartLine, ...]
    rows: tuple[TotalRow, ...]
    empty: bool

    def row(self, kind: RowKind) -> TotalRow | None:
        """Return the first sum of this kind that shows an amount, else the first of this kind."""
        own = [row for row in self.rows if row.kind == kind]
        return next((row for row in own if row.amount is not None or row.free), next(iter(own), None))


_CACHE: "WeakKeyDictionary[Snapshot, dict[tuple[str, ...], Cart]]" = WeakKeyDictionary()


def read_cart(snapshot: Snapshot, vocabulary: Vocabulary) -> Cart:
    """Return the cart lines and sums that a page shows; no lines and rows on pages without a cart."""
    per_words = _CACHE.setdefault(snapshot, {})
    known = per_words.get(vocabulary.languages)
    if known is None:
        lines = _find_lines(snapshot, vocabulary)
        lines += _find_locked_lines(snapshot, vocabulary, lines)
        empty = not lines and vocabulary.find("cart_empty", snapshot.text[:20_000]) is not None
        known = per_words[vocabulary.languages] = Cart(
            tuple(lines), tuple(find_total_rows(snapshot, vocabulary, [line.tag for line in lines])), empty
        )
    return known


def sums_up(snapshot: Snapshot, vocabulary: Vocabulary, title: str) -> bool:
    """Return whether a page shows a cart's sums and this product's name, whatever can be changed there."""
    sums = {row.kind for row in read_cart(snapshot, vocabulary).rows if row.amount}
    return bool(title) and title.casefold() in snapshot.text.casefold() and sums >= {"subtotal", "total"}


def _find_lines(snapshot: Snapshot, vocabulary: Vocabulary) -> list[CartLine]:
    lines: list[CartLine] = []
    taken: set[int] = set()
    for anchor in _anchors(snapshot, vocabulary):
        row = _row_of(snapshot, anchor, vocabulary)
        if row is None or id(row) in taken or any(id(parent) in taken for parent in row.parents):
            continue
        taken.add(id(row))
        line = _read_line(snapshot, vocabulary, row)
        if line is not None:
            lines.append(line)
    update = _find_update(snapshot, vocabulary)
    return [line if line.update_id else replace(line, update_id=update) for line in lines]


def _find_locked_lines(snapshot: Snapshot, vocabulary: Vocabulary, lines: list[CartLine]) -> list[CartLine]:
    """Lines that nobody can change: elements beside a line, of its name and classes, with a name and a price."""
    known = [line.tag for line in lines]
    beside = [
        tag
        for line in known
        for tag in (line.parent.find_all(line.name, recursive=False) if line.parent else [])
        if attr(line, "class") and attr(tag, "class") == attr(line, "class") and is_visible(tag)
    ]
    found: list[CartLine] = []
    for tag in beside:
        prices = [price for price in find_prices(snapshot, tag) if not price.struck]
        title, url = _line_title(snapshot, vocabulary, tag)
        if not (prices and title) or any(tag is other for other in (*known, *(line.tag for line in found))):
            continue
        quantity = _quantity_of(tag, None)
        unit, total = _line_prices(prices, quantity)
        found.append(CartLine(tag, title, url, quantity, None, None, None, None, None, unit, total))
    named = {id(row.tag) for row in find_total_rows(snapshot, vocabulary, known)}
    return [
        line
        for line in found
        if not any(id(part) in named for part in (line.tag, *line.tag.find_all(True), *line.tag.parents))
    ]


def _anchors(snapshot: Snapshot, vocabulary: Vocabulary) -> list[Tag]:
    """Quantity fields and removal controls: what only cart lines carry."""
    controls = "input, select, a, button, [role=button], [role=spinbutton], [data-ux-pointer]"
    return [
        tag
        for tag in snapshot.select(controls)
        if is_usable(tag) and (_counts(tag, vocabulary) or _says_remove(tag, vocabulary))
    ]


def _counts(tag: Tag, vocabulary: Vocabulary) -> bool:
    if not (_is_number_field(tag) or attr(tag, "role") == "spinbutton"):
        return False
    marks = f"{attr(tag, 'name')} {attr(tag, 'id')} {attr(tag, 'class')}"
    said = attr(tag, "data-ux-label") or attr(tag, "aria-label")
    return bool(QUANTITY.search(marks)) or vocabulary.grade("quantity", said) >= 0.8


def _is_number_field(tag: Tag) -> bool:
    return tag.name in ("input", "select") and attr(tag, "type") in ("", "text", "number", "tel")


def _says_remove(tag: Tag, vocabulary: Vocabulary) -> bool:
    name = attr(tag, "data-ux-label") or name_of(tag)
    if len(name) > 40:
        return False
    if vocabulary.grade("remove", name) >= 0.8:
        return True
    marks = " ".join(attr(tag, key) for key in ("class", "id", "name", "href", "data-action", "title"))
    marks = " ".join((marks, *drawing_marks(tag)))
    return (
        bool(REMOVE.search(marks))
        and not re.search(r"coupon|voucher|wish|filter|facet", marks, re.I)
        and len(name) < 24
    )


def _is_drawn_as_removal(tag: Tag) -> bool:
    """Whether a control without letters shows a bin; what its title says may be left over from another."""
    return not text_of(tag) and any(REMOVE.search(marks) for marks in drawing_marks(tag))


def _row_of(snapshot: Snapshot, anchor: Tag, vocabulary: Vocabulary) -> Tag | None:
    """Climb from a line's control to the smallest element with a product's name and a price."""
    node: Tag | None = anchor
    for _ in range(12):
        node = node.parent if node is not None else None
        if node is None or node.name in ("body", "main", "html"):
            return None
        if node.name in ("form", "table", "tbody", "ul", "ol") and node.find("h1") is not None:
            return None
        if find_prices(snapshot, node) and _line_title(snapshot, vocabulary, node)[0]:
            return None if _is_product_form(anchor, node, vocabulary) else node
    return None


def _is_product_form(anchor: Tag, row: Tag, vocabulary: Vocabulary) -> bool:
    """Whether the quantity belongs to a product that can still be added, on its own page or in a list."""
    if row.find("h1") is not None and not _says_remove(anchor, vocabulary):
        return True
    form = anchor.find_parent("form")
    scopes = [row] + ([form] if form is not None and len(form.find_all(["button", "input"])) < 40 else [])
    return any(
        vocabulary.grade("add_to_cart", name_of(button)) >= 0.8
        for scope in scopes
        for button in scope.find_all(["button", "input", "a"])
        if is_visible(button) and len(name_of(button)) < 40 and not _is_drawn_as_removal(button)
    )


def _line_title(snapshot: Snapshot, vocabulary: Vocabulary, row: Tag) -> tuple[str, str]:
    for link in row.find_all("a", href=True):
        text = text_of(link)
        if (
            is_visible(link)
            and len(text) > 2
            and snapshot.address(link)
            and not REMOVE.search(attr(link, "href"))
            and snapshot.is_own(snapshot.address(link))
        ):
            if re.search(r"cart|basket|checkout", attr(link, "href")) and not re.search(
                r"product", attr(link, "href")
            ):
                continue
            return text, snapshot.address(link)
    for tag in row.find_all(["h1", "h2", "h3", "h4", "h5", "h6", "strong", "td", "p", "span", "div"]):
        text = text_of(tag)
        if (
            is_visible(tag)
            and len(text) < 120
            and read_price(text) is None
            and NAME.search(text)
            and vocabulary.grade("quantity", text) < 0.8
            and tag.find(["input", "button", "select"]) is None
        ):
            return text, ""
    return "", ""


def _read_line(snapshot: Snapshot, vocabulary: Vocabulary, row: Tag) -> CartLine | None:
    title, url = _line_title(snapshot, vocabulary, row)
    field = _quantity_field(row, vocabulary)
    buttons = [t for t in row.select(BUTTONS) if is_usable(t)]
    increase = next((t for t in buttons if counts_up(t)), None)
    decrease = next((t for t in buttons if counts_down(t)), None)
    if increase is None and decrease is None:
        decrease, increase = _flanking(row, field, buttons)
    remove = next(
        (t for t in buttons if t is not increase and t is not decrease and _says_remove(t, vocabulary)), None
    )
    update = next((t for t in buttons if vocabulary.grade("update", name_of(t)) >= 0.8), None)
    if update is None and field is not None and remove is not None:
        known = {_id(tag) for tag in (increase, decrease, remove)}
        others = [t for t in buttons if _id(t) not in known and not _says_other(t, vocabulary)]
        update = _lone_sender(field, others)
    prices = [p for p in find_prices(snapshot, row) if not p.struck]
    quantity = _quantity_of(row, field)
    if field is None and remove is None and increase is None:
        return None
    unit, total = _line_prices(prices, quantity)
    return CartLine(
        tag=row, title=title, url=url, quantity=quantity,
        quantity_field_id=ux_id(field) if field is not None else None,
        increase_id=_id(increase), decrease_id=_id(decrease), remove_id=_id(remove), update_id=_id(update),
        unit_price=unit, line_total=total,
    )  # fmt: skip


def _id(tag: Tag | None) -> str | None:
    return ux_id(tag) if tag is not None else None


def _flanking(row: Tag, field: Tag | None, buttons: list[Tag]) -> tuple[Tag | None, Tag | None]:
    """The buttons left and right of the number of pieces, when neither name nor sign tells what they do."""
    number = field if field is not None else _number_tag(row)
    middle = box_of(number) if number is not None else None
    if middle is None:
        return None, None
    left: Tag | None = None
    right: Tag | None = None
    for button in buttons:
        box = box_of(button)
        if box is None or abs(box.centre[1] - middle.centre[1]) > max(box.height, middle.height) / 2:
            continue
        if (
            len(name_of(button)) <= 1
            and abs(box.centre[0] - middle.centre[0]) <= STEPPER_PX + middle.width / 2
        ):
            left, right = (button, right) if box.centre[0] < middle.centre[0] else (left, button)
    return (left, right) if left is not None and right is not None else (None, None)


def _number_tag(row: Tag) -> Tag | None:
    for tag in row.find_all(["span", "div", "p", "td"]):
        if not isinstance(tag, Tag) or not is_visible(tag) or tag.find(["button", "input"]) is not None:
            continue
        if PIECES.fullmatch(text_of(tag)):
            return tag
    return None


def _quantity_field(row: Tag, vocabulary: Vocabulary) -> Tag | None:
    candidates = [
        t
        for t in row.select("input, select, [role=spinbutton]")
        if is_usable(t) and (_is_number_field(t) or attr(t, "role") == "spinbutton")
    ]
    named = [
        t
        for t in candidates
        if QUANTITY.search(f"{attr(t, 'name')} {attr(t, 'id')} {attr(t, 'class')}")
        or vocabulary.grade("quantity", name_of(t)) >= 0.5
    ]
    numeric = [t for t in candidates if re.fullmatch(r"\d{1,3}", attr(t, "data-ux-value"))]
    found: list[Tag] = named or numeric
    return found[0] if found else None


def _quantity_of(row: Tag, field: Tag | None) -> int | None:
    if field is not None and re.fullmatch(r"\d{1,4}", attr(field, "data-ux-value")):
        return int(attr(field, "data-ux-value"))
    number = _number_tag(row)
    return int(re.sub(r"\D", "", text_of(number))) if number is not None else None


def _line_prices(prices: list[Price], quantity: int | None) -> tuple[float | None, float | None]:
    if not prices:
        return None, None
    amounts = [p.amount for p in prices]
    total = max(amounts)
    if len(amounts) > 2 and isclose(sum(amounts) - total, total, abs_tol=0.011):
        # The price without tax and the tax stand in columns of their own.
        return round(total / (quantity or 1), 2), total
    unit = min(amounts) if quantity and quantity > 1 and len(amounts) > 1 else amounts[0]
    return unit, total


def _says_other(tag: Tag, vocabulary: Vocabulary) -> bool:
    return any(vocabulary.grade(goal, name_of(tag)) >= 0.8 for goal in NOT_FOR_THE_AMOUNT)


def _lone_sender(field: Tag, buttons: list[Tag]) -> Tag | None:
    """The one button beside the removing one that sends the amount's own form: in any language it is for the amount."""
    form = field.find_parent("form")
    senders = [
        t
        for t in buttons
        if form is not None
        and t.find_parent("form") is form
        and (attr(t, "type") in SENDING or (t.name == "button" and not attr(t, "type")))
    ]
    return senders[0] if len(senders) == 1 else None


def _find_update(snapshot: Snapshot, vocabulary: Vocabulary) -> str | None:
    for tag in snapshot.select_visible("button, input[type=submit], input[type=button], a"):
        name = name_of(tag)
        if len(name) < 40 and vocabulary.grade("update", name) >= 0.8:
            return ux_id(tag)
    return None
