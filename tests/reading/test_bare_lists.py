from tests.snapshots import snapshot_of
from ux_audit.catalog import choose_vocabulary
from ux_audit.reading.bare_lists import find_bare_cards

FRAME = '<header><a href="/">Shop</a></header><div class="side"><a href="/about">About the shop</a></div>'
LISTED = '<main><h1>Lamps</h1><p><a href="/help/sizes">Which size?</a></p><ul><li><a href="/p/1">Desk lamp</a></li><li><a href="/p/2">Floor lamp</a></li></ul></main>'


def names(body: str, home: str | None) -> list[str]:
    listing = snapshot_of(FRAME + body, url="http://shop.example/lamps")
    elsewhere = snapshot_of(FRAME + home, url="http://shop.example/") if home is not None else None
    return [card.title for card in find_bare_cards(listing, choose_vocabulary("en", ""), elsewhere)]


def test_links_that_only_this_page_shows_may_be_products_those_of_one_shape_first() -> None:
    assert names(LISTED, "") == ["Desk lamp", "Floor lamp", "Which size?"]


def test_what_the_home_page_shows_too_is_the_shops_frame() -> None:
    assert names(LISTED, '<a href="/p/2">Floor lamp</a>') == ["Which size?", "Desk lamp"]


def test_without_another_page_to_compare_every_link_outside_the_frame_may_be_one() -> None:
    assert names(LISTED, None) == ["Desk lamp", "Floor lamp", "About the shop", "Which size?"]


def test_actions_and_pictures_lead_to_no_product() -> None:
    others = '<ul><li><a href="/cart/add/1">Add it</a></li><li><a href="/media/lamp.jpg">View large</a></li><li><a href="http://other.example/p">Elsewhere</a></li></ul>'
    assert names(others, "") == []
