"""The name of a product on its own page."""

import re

from bs4 import Tag

from ux_audit.reading.snapshot import Snapshot, text_of

NAMED = "h2, h3, h4, strong, b, span, div, p, li, [itemprop=name]"
WORD = re.compile(r"\w{3,}|[\u3040-\u9fff\uac00-\ud7af]{2}")


def find_product_name(snapshot: Snapshot, listed: str = "") -> Tag | None:
    """Return the element that names the product: the main heading, or what repeats the name from the list.

    Some shops keep the main heading for their own name: one that shares no word with the name `listed`, under which
    the product stood in the list, gives way to the element that is just this name.
    """
    heading = next(iter(snapshot.select_visible("h1")), None)
    if not listed or (heading is not None and _alike(text_of(heading), listed)):
        return heading
    wanted = listed.casefold()
    same = (tag for tag in snapshot.select_visible(NAMED) if text_of(tag).casefold() == wanted)
    return next(same, heading)


def _alike(one: str, other: str) -> bool:
    one, other = one.casefold(), other.casefold()
    return one in other or other in one or bool(set(WORD.findall(one)) & set(WORD.findall(other)))
