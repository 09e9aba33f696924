from tests.snapshots import snapshot_of
from ux_audit.catalog import choose_vocabulary
from ux_audit.reading.buyable import find_buyable, find_card_buttons

CARD = '<li class="product-card"><a href="/p/{n}"><img src="/{n}.jpg" width="200" height="200"><h2>Lamp {n}</h2></a>{rest}</li>'
PRICE = '<p class="price">€12.00</p>'
BUTTON = "<button>Add to cart</button>"


def test_what_a_list_puts_into_the_cart_itself_comes_first_and_what_is_sold_out_not_at_all() -> None:
    rests = (PRICE, f"{PRICE}<p>Sold out</p>{BUTTON}", PRICE + BUTTON, "", PRICE)
    cards = "".join(CARD.format(n=n, rest=rest) for n, rest in enumerate(rests))
    page = snapshot_of(f"<main><h1>Lamps</h1><ul>{cards}</ul></main>")
    english = choose_vocabulary("en", "")
    assert [card.title for card in find_buyable([page, page], english)] == ["Lamp 2", "Lamp 0", "Lamp 4"]
    assert [card.title for card, _ in find_card_buttons(page, english)] == ["Lamp 2"]
