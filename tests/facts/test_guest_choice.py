"""How the way for guests stands beside signing in."""

import pytest

from tests.facts.walks_by_hand import Look, walk_of
from ux_audit.facts.guest_choice import observe_guest_choice

SIGN_IN = (
    "<form><label>E-mail <input type=email name=email></label><label>Password <input type=password name=password></label>"
    "<button ux-box='20,300,200,40'>Sign in</button></form>"
)
FORM = (
    "<form><label for='e'>E-mail</label><input id='e' type='email' name='email'>"
    "<label for='s'>Street</label><input id='s' name='street'><label for='c'>City</label><input id='c' name='city'></form>"
)


def guest(tag: str, box: str, words: str = "Continue as guest") -> str:
    address = " href='/checkout/guest'" if tag == "a" else " type='button'"
    return f"<div><{tag}{address} ux-box='{box}'>{words}</{tag}></div>"


def facts_of(*looks: Look) -> list[object]:
    facts = observe_guest_choice(walk_of(looks))
    return [facts[f"checkout.guest_{name}"].value for name in ("way", "first", "size_share", "named")]


@pytest.mark.parametrize(
    ("way", "seen"),
    [
        (guest("button", "400,300,200,40"), ["button", True, 1.0, True]),
        (guest("button", "20,600,200,40"), ["button", False, 1.0, True]),
        (guest("a", "20,600,100,20"), ["link", False, 0.25, True]),
    ],
)
def test_place_shape_and_size_are_compared_with_signing_in(way: str, seen: list[object]) -> None:
    assert facts_of(Look("entry", SIGN_IN + way)) == seen


def test_an_open_form_is_no_choice() -> None:
    assert facts_of(Look("entry", FORM)) == ["open", None, None, None]


def test_a_way_that_comes_after_the_mail_address_is_not_first() -> None:
    asks = Look(
        "entry",
        "<form><label for='e'>E-mail</label><input id='e' type='email' name='email'><button>Continue</button></form>",
    )
    assert facts_of(asks, Look("step", SIGN_IN + guest("button", "20,100,200,40")))[:2] == ["button", False]


def test_in_a_list_the_first_or_the_chosen_one_is_first() -> None:
    radio = "<label><input type=radio name=way value={0}{1}> {2}</label>"
    texts = [
        ("register", "", "Register"),
        ("guest", " checked", "Continue as guest"),
        ("known", "", "I have an account"),
    ]
    rows = "".join(radio.format(*text) for text in texts)
    assert facts_of(Look("entry", f"<form><fieldset><legend>How</legend>{rows}</fieldset></form>")) == [
        "choice",
        True,
        1.0,
        True,
    ]
    rows = rows.replace(" checked", "")
    assert (
        facts_of(Look("entry", f"<form><fieldset><legend>How</legend>{rows}</fieldset></form>"))[1] is False
    )


def test_a_page_for_signing_in_alone_leaves_it_open() -> None:
    assert facts_of(Look("entry", SIGN_IN)) == [None] * 4
