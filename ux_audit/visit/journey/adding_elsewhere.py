"""When none of the sampled products can be put into the cart: further products, and lists that have their own buttons."""

from ux_audit.reading.buyable import find_buyable, find_card_buttons
from ux_audit.visit.journey.adding import Added, add_product, press_add
from ux_audit.visit.journey.browse import record_product
from ux_audit.visit.journey.session import Look, Session

MORE_PRODUCTS = 5
MOST_CARDS = 3


async def add_elsewhere(session: Session, lists: list[Look], tried: list[Look]) -> Added | None:
    """Try further products that carry a price and are not sold out, then the buttons of the lists themselves."""
    known = {look.visit.final_url for look in tried}
    buyable = find_buyable([look.snapshot for look in lists], session.vocabulary)
    for card in [card for card in buyable if card.url not in known][:MORE_PRODUCTS]:
        duration = await session.open(card.url)
        if duration is None:
            continue
        look = await record_product(session, duration, title=card.title, first=False)
        added = await add_product(session, [look])
        if added is not None:
            return added
    return await _add_from_lists(session, lists)


async def _add_from_lists(session: Session, lists: list[Look]) -> Added | None:
    for look in lists:
        if (
            not find_card_buttons(look.snapshot, session.vocabulary)
            or await session.open(look.visit.final_url) is None
        ):
            continue
        session.enter("product")
        snapshot = await session.snapshot()
        for card, button in find_card_buttons(snapshot, session.vocabulary)[:MOST_CARDS]:
            price = card.price.text if card.price else ""
            added = await press_add(session, look, snapshot, [button], card.title, price)
            if added is not None and _is_in_cart(added, session):
                return added
            if added is not None:
                session.leave("cart-line-unsure", card.title)
            if await session.open(look.visit.final_url) is None:
                return None
            snapshot = await session.snapshot()
    return None


def _is_in_cart(added: Added, session: Session) -> bool:
    """Whether the shop confirms it: a list's button may as well have opened the product."""
    if added.feedback not in ("none", "page"):
        return True
    context = added.look.visit.context
    counted = context["count_after"] and context["count_after"] != context["count_before"]
    return bool(counted) or session.vocabulary.has("added", added.look.snapshot.text)
