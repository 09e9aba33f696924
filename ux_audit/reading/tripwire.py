"""Signs that an order was placed after all."""

import re

from ux_audit.catalog import Vocabulary
from ux_audit.reading.snapshot import Snapshot, is_visible, text_of

CONFIRMED_PATHS = re.compile(r"/(thank-?you|thanks|order-?(received|confirmation|confirmed|success|complete)|checkout/(success|thank-?you|onepage/success|complete))([/.?#]|$)", re.I)
NUMBERED = re.compile(r"(#|no\.?|nr\.?|№|[:：])?\s*[A-Z0-9][A-Z0-9-]{3,}", re.I)


def find_order_confirmation(snapshot: Snapshot, vocabulary: Vocabulary) -> str | None:
    """Return the words or address that say an order was placed, or None.

    Thanks in a heading or message decide alone; an address or an order number needs the other to agree.
    """
    heads = [text_of(tag) for tag in snapshot.body.select("h1, h2, h3, [role=alert], [role=status]") if is_visible(tag)]
    for head in heads:
        if len(head) < 200 and vocabulary.has("order_confirmed", head):
            return head
    address = CONFIRMED_PATHS.search(snapshot.url)
    phrase = vocabulary.find("order_number", snapshot.text)
    if address and (phrase or vocabulary.find("order_confirmed", snapshot.text)):
        return snapshot.url
    return None
