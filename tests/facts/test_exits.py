"""Ways out of the checkout, and help on its pages."""

import pytest

from tests.facts.walks_by_hand import Look, walk_of
from ux_audit.facts.exits import observe_exits

FORM = "<main><form><label for='s'>Street</label><input id='s' name='street'><label for='c'>City</label><input id='c' name='city'></form></main>"
POLICIES = "<a href='/privacy'>Privacy</a><a href='/terms'>Terms</a><a href='/cart'>Cart</a><a href='/'>Nordhaven</a>"


def facts_of(page: str, home: str = "") -> list[object]:
    facts = observe_exits(walk_of([Look("home", f"<h1>Lamps</h1>{home}", "/"), Look("step", page)]))
    return [
        facts[name].value for name in ("checkout.exit_links", "checkout.shop_menu", "checkout.help_offered")
    ]


def test_policies_cart_and_home_are_no_exits() -> None:
    assert facts_of(f"<header>{POLICIES}</header>{FORM}") == [0, False, False]


def test_each_address_of_the_frame_counts_once() -> None:
    links = "".join(f"<a href='/c/{n}'>Lamps {n}</a>" for n in range(20))
    assert facts_of(f"<footer>{links}{links}</footer>{FORM}")[0] == 20


def test_links_that_the_home_page_has_too_are_the_frames_wherever_they_stand() -> None:
    side = "<div class='side'><a href='/sale'>Sale</a></div>"
    assert facts_of(f"{side}{FORM}", side)[0] == 1
    assert facts_of(f"{side}{FORM}")[0] == 0


def test_a_search_is_part_of_the_shops_menu() -> None:
    search = "<header><form action='/search'><input type='search' name='q'></form></header>"
    assert facts_of(search + FORM)[1] is True


@pytest.mark.parametrize(
    "help_",
    [
        "<a href='/service'>Help</a>",
        "<a href='tel:+441632960123'>01632 960123</a>",
        "<footer><p>Contact us: 01632 960123</p></footer>",
        "<ux-opaque-frame src='https://widget.intercom.io/x'></ux-opaque-frame>",
        "<header><nav hidden><a href='/contact'>Contact</a></nav></header>",
    ],
)
def test_help_is_a_link_a_number_or_a_chat(help_: str) -> None:
    assert facts_of(help_ + FORM)[2] is True


@pytest.mark.parametrize(
    "no_help",
    [
        "<details open><summary>Contact information</summary></details>",
        "<ol><li aria-current='step'><a href='/checkout/1'>Contact</a></li><li>Delivery</li><li>Payment</li></ol>",
        "<a href='#contact'>Contact</a>",
        "<footer><p>Contact us by letter</p></footer>",
    ],
)
def test_what_asks_for_the_shoppers_own_contact_is_no_help(no_help: str) -> None:
    assert facts_of(no_help + FORM)[2] is False


def test_a_page_for_signing_in_alone_tells_nothing() -> None:
    walk = walk_of([Look("entry", "sign_in")])
    assert observe_exits(walk)["checkout.exit_links"].value is None
