"""Which control is taken for a goal, by its words, its markup and where it stands."""

import pytest

from tests.snapshots import snapshot_of
from ux_audit.catalog import choose_vocabulary
from ux_audit.reading.controls import rank_controls

PRODUCT = """
<header><a href="/basket/" ux-box="900,10,100,30">{cart}</a></header>
<main><h1 ux-box="20,200,600,40">Lamp</h1><p ux-box="20,250,100,30">20.00</p>
<form action="/p/lamp" method="post">{button}</form></main>
"""
FAR = 'ux-box="20,1400,100,30"'


def added_by(button: str, *, cart: str = "Cart", language: str = "en") -> list[str]:
    snapshot = snapshot_of(PRODUCT.format(button=button, cart=cart), language=language)
    found = rank_controls(snapshot, "add_to_cart", choose_vocabulary(language, ""))
    return [ranked.control.label for ranked in found]


@pytest.mark.parametrize(
    "button",
    [
        f'<button name="add_cart" {FAR}>Hop in</button>',
        f'<button id="add_to_cart" type="submit" {FAR}>Hop in</button>',
        f'<input type="submit" class="btn addtocart" value="Hop in" {FAR}>',
        f'<button class="btn-add-to-basket" {FAR}>Hop in</button>',
    ],
)
def test_a_button_is_taken_by_its_own_name_alone(button: str) -> None:
    assert added_by(button) == ["Hop in"]


@pytest.mark.parametrize(
    "button",
    [
        f'<button name="add_cart" {FAR}>Add to wish list</button>',
        f'<button class="add-to-cart" {FAR}>Compare</button>',
        f'<button class="add-to-cart add-to-wishlist" {FAR}>Hop in</button>',
        f'<button name="add_to_compare" {FAR}>Hop in</button>',
        f'<button type="button" class="add-to-cart" {FAR}>Hop in</button>',
        f'<a href="/p/lamp" class="add-to-cart" {FAR}>Hop in</a>',
    ],
)
def test_wish_lists_comparisons_and_what_sends_no_form_gain_nothing_by_such_a_name(button: str) -> None:
    assert added_by(button) == []


def test_a_form_that_fills_the_cart_does_not_name_its_other_buttons() -> None:
    form = f'<form action="/basket/add/1"><button {FAR}>Hop in</button></form>'
    snapshot = snapshot_of(f"<main><h1>Lamp</h1>{form}</main>")
    assert rank_controls(snapshot, "add_to_cart", choose_vocabulary("en", "")) == []


@pytest.mark.parametrize(
    ("language", "cart", "button"),
    [("ko", "장바구니", "장바구니 담기"), ("pl", "Do koszyka", "Dodaj do koszyka"), ("nl", "In winkelwagen", "In winkelwagen")],
)  # fmt: skip
def test_the_way_to_the_cart_in_the_header_fills_nothing(language: str, cart: str, button: str) -> None:
    assert added_by(f"<button>{button}</button>", cart=cart, language=language) == [button]


def test_a_bar_at_the_top_whose_button_names_itself_counts() -> None:
    bar = (
        '<header><form><button name="add-to-cart" ux-box="900,10,100,30">Add to cart</button></form></header>'
    )
    snapshot = snapshot_of(f"{bar}<main><h1>Lamp</h1></main>")
    assert rank_controls(snapshot, "add_to_cart", choose_vocabulary("en", ""))


def test_the_label_of_a_choice_leads_to_no_next_step() -> None:
    choice = '<label for=d data-ux-pointer=1 ux-box="20,300,200,40">Next day delivery</label><input type=radio id=d name=m>'
    button = '<button ux-box="20,400,100,40">Continue</button>'
    snapshot = snapshot_of(f"<main><h1>Delivery</h1><form>{choice}{button}</form></main>")
    ranked = rank_controls(snapshot, "next_step", choose_vocabulary("en", ""))
    assert [one.control.text for one in ranked] == ["Continue"]


@pytest.mark.parametrize(
    "button",
    [
        '<button title="Cart Page"><span class="iconify"></span><span>0</span></button>',
        '<button><span class="iconify i-solar:bag-3-linear" ux-box="900,10,20,20"></span><span>2</span></button>',
        '<button aria-label="My cart, number of items: 0"></button>',
    ],
)
def test_an_icon_with_a_number_is_told_by_its_title_or_its_drawing(button: str) -> None:
    page = f'<header><div ux-box="900,10,60,40">{button}</div></header><main><h1>Lamps</h1></main>'
    assert len(rank_controls(snapshot_of(page), "cart", choose_vocabulary("en", ""))) == 1


@pytest.mark.parametrize(("password", "found"), [("", ["Continue"]), ("<input type=password>", [])])
def test_what_only_asks_for_an_email_is_no_sign_in_whatever_it_is_called(
    password: str, found: list[str]
) -> None:
    form = f"<form><input type=email>{password}<button class='login__send'>Continue</button></form>"
    ranked = rank_controls(snapshot_of(f"<h1>Checkout</h1>{form}"), "next_step", choose_vocabulary("en", ""))
    assert [one.control.text for one in ranked] == found


@pytest.mark.parametrize(("language", "words"), [("de", "Hinzufügen 8,50 €"), ("en", "Add"), ("pl", "Dodaj")])
def test_just_add_fills_the_cart_where_nothing_says_more(language: str, words: str) -> None:
    assert added_by(f'<button ux-box="20,300,200,40">{words}</button>', language=language) == [words]
