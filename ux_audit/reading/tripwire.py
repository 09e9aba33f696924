"""The tripwire: does this page say that an order was placed?"""

import re
from urllib.parse import urlsplit

from ux_audit.catalog import Vocabulary
from ux_audit.reading.cart import read_cart
from ux_audit.reading.snapshot import Snapshot, is_visible, lines_of, text_of

ADDRESS = re.compile(
    r"thank[-_]?you|order[-_]?(received|placed|success|complete[d]?|confirmation|confirmed)|"
    r"checkout[-_/](success|thank|confirmation|complete[d]?|done|finish)|/success\b|confirmation[-_/]?(page)?$",
    re.IGNORECASE,
)
# A number as shops print them: at least four characters with at least three digits.
NUMBER = re.compile(r"(?=(?:[^\d\n]*\d){3})[#№nNº°.:\s]*[A-Z]{0,6}[-\s]?[\dA-Z][\dA-Z-]{3,}", re.IGNORECASE)
LONGEST_LINE = 200
HEADINGS = "h1, h2, h3, [role=heading], [role=status], [role=alert]"


def find_order_confirmation(snapshot: Snapshot, vocabulary: Vocabulary) -> str | None:
    """Return the words by which a page confirms an order, or None.

    Two of three signs are needed: the shop's thanks, an order number, an address that names the confirmation.
    A cart that can still be changed speaks against it; so does a payment choice that can still be made.
    """
    thanks = _thanks(snapshot, vocabulary)
    number = _order_number(snapshot, vocabulary)
    parts = urlsplit(snapshot.url)
    address = ADDRESS.search(f"{parts.path}?{parts.query}")
    if sum(map(bool, (thanks, number, address))) < 2 and not (thanks and _is_heading(thanks, snapshot)):
        return None
    if not (thanks and number) and _still_buying(snapshot, vocabulary):
        return None
    seen = [text for text in (thanks, number, address.group(0) if address else None) if text]
    return " · ".join(seen)


def _thanks(snapshot: Snapshot, vocabulary: Vocabulary) -> str | None:
    for tag in snapshot.select_visible(HEADINGS):
        text = text_of(tag)
        if len(text) <= LONGEST_LINE and vocabulary.has("order_confirmed", text):
            return text
    return next(
        (
            line
            for line in lines_of(snapshot.body)
            if len(line) <= LONGEST_LINE and _says_thanks(line, vocabulary)
        ),
        None,
    )


def _says_thanks(line: str, vocabulary: Vocabulary) -> bool:
    return vocabulary.grade("order_confirmed", line) >= 0.8


def _is_heading(text: str, snapshot: Snapshot) -> bool:
    return any(text_of(tag) == text for tag in snapshot.select_visible("h1, h2, [role=heading]"))


def _order_number(snapshot: Snapshot, vocabulary: Vocabulary) -> str | None:
    lines = lines_of(snapshot.body)
    for line, after in zip(lines, [*lines[1:], ""], strict=False):
        if len(line) > LONGEST_LINE or not vocabulary.has("order_number", line):
            continue
        if NUMBER.search(line) and re.search(r"\d{3}", line):
            return line
        if len(after) <= 30 and NUMBER.fullmatch(after.strip()) and re.search(r"\d{3}", after):
            return f"{line} {after}"
    return None


def _still_buying(snapshot: Snapshot, vocabulary: Vocabulary) -> bool:
    lines = read_cart(snapshot, vocabulary).lines
    if any(line.quantity_field_id or line.remove_id for line in lines):
        return True
    return any(is_visible(tag) for tag in snapshot.select("input[type=radio], input[type=password]"))
