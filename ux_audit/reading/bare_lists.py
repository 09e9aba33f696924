"""Lists that only name what they sell: links of one shape that this page alone shows, to try where no card is found."""

from collections import defaultdict

from bs4 import Tag

from ux_audit.catalog import Vocabulary
from ux_audit.reading.addresses import PICTURE, page_key
from ux_audit.reading.cards import NAMED, Card, is_action, signature
from ux_audit.reading.menus import find_category_links
from ux_audit.reading.snapshot import FRAME, Snapshot, box_of, is_visible, stands_in, text_of

LONGEST_NAME = 160  # letters
ANCESTORS = 3  # so many elements around a link tell its shape


def find_bare_cards(snapshot: Snapshot, vocabulary: Vocabulary, elsewhere: Snapshot | None) -> list[Card]:
    """Return what may be products, the largest list first: whether they are, only their pages tell.

    Links that the page `elsewhere` shows too belong to the shop's frame.
    """
    known = {page_key(snapshot.url), ""}
    known |= {page_key(link.url) for link in find_category_links(snapshot, vocabulary)}
    if elsewhere is not None:
        known |= {page_key(elsewhere.address(tag)) for tag in elsewhere.links}
    alike: dict[tuple[object, ...], list[Card]] = defaultdict(list)
    for link in snapshot.links:
        address, name = snapshot.address(link), text_of(link)
        key = page_key(address)
        if key in known or not _may_lead_to_a_product(snapshot, link, address) or len(name) > LONGEST_NAME:
            continue
        if NAMED.search(name):
            known.add(key)
            alike[_shape(link)].append(Card(link, link, address, name, None, None, False, box_of(link)))
    return [card for group in sorted(alike.values(), key=len, reverse=True) for card in group]


def _may_lead_to_a_product(snapshot: Snapshot, link: Tag, address: str) -> bool:
    return (
        is_visible(link)
        and snapshot.is_own(address)
        and not stands_in(link, [*FRAME, "aside"])
        and not is_action(link)
        and not PICTURE.search(address)
    )


def _shape(link: Tag) -> tuple[object, ...]:
    around = [link, *list(link.parents)[:ANCESTORS]]
    return tuple((tag.name, signature(tag)) for tag in around)
