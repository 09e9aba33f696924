"""The count that stands by the cart control."""

import re

from ux_audit.catalog import Vocabulary
from ux_audit.reading.controls import rank_controls
from ux_audit.reading.prices import read_price
from ux_audit.reading.snapshot import Snapshot, is_visible, text_of

COUNT = re.compile(r"(?<![\d.,])\d{1,3}(?![\d.,]*\d)")


def read_cart_badge(snapshot: Snapshot, vocabulary: Vocabulary) -> str | None:
    """Return the text by the cart control that can change when a product is added ("2", "£12.00"), else None.

    A bare count wins over a total; an empty text means that the control was found and carries neither.
    """
    found: str | None = None
    for ranked in rank_controls(snapshot, "cart", vocabulary)[:4]:
        control = ranked.control
        if control.region not in ("header", "main"):
            continue
        text = control.text
        parent = control.tag.parent
        if parent is not None and is_visible(parent):
            around = text_of(parent)
            if len(around) <= len(text) + 24:
                text = f"{text} {around}"
        price = read_price(text)
        bare = text.replace(price.text, " ") if price else text
        count = COUNT.search(bare)
        if count:
            return count.group(0)
        found = found or (price.text if price else "")
    return found
