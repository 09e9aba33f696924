"""What stands before a checkout: a choice for guests, a gate, a code to a phone."""

import pytest

from tests.snapshots import snapshot_of
from ux_audit.catalog import choose_vocabulary
from ux_audit.reading.checkout_view import CheckoutView

CODE = "<label for=t>Phone</label><input id=t type=tel><label for=c>Code</label><input id=c autocomplete=one-time-code>"


def view_of(body: str, language: str = "en") -> CheckoutView:
    return CheckoutView(snapshot_of(body, language=language), choose_vocabulary(language, ""))


def test_a_code_to_a_phone_is_a_gate_unless_guests_may_pass() -> None:
    assert view_of(f"<form>{CODE}<button>Sign in</button></form>").is_code_gate
    beside = "<a href='/checkout/guest'>Continue as guest</a>"
    assert not view_of(f"<form>{CODE}<button>Sign in</button></form>{beside}").is_code_gate
    picture = (
        "<label for=m>邮箱</label><input id=m type=email><label for=c>验证码</label><input id=c name=code>"
    )
    assert not view_of(f"<form>{picture}<button>下一步</button></form>", "zh-CN").is_code_gate
    assert view_of(f"<form>{picture}<button>获取验证码</button></form>", "zh-CN").is_code_gate
    assert not view_of("<form><label for=t>Phone</label><input id=t type=tel></form>").is_code_gate


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Check out as guest"),
        ("en", "Buy without an account"),
        ("de", "Als Gast zur Kasse"),
        ("fr", "Acheter sans compte"),
        ("es", "Pagar como invitado"),
        ("it", "Ordina senza account"),
        ("nl", "Bestel als gast"),
        ("pl", "Zamów bez rejestracji"),
        ("pt", "Continuar sem cadastro"),
        ("ja", "ゲストで購入"),
        ("ko", "비회원으로 주문하기"),
        ("zh-CN", "以游客身份结账"),
        ("zh-TW", "以訪客身分結帳"),
    ],
)
def test_one_of_several_choices_is_for_guests(language: str, text: str) -> None:
    choices = "".join(
        f"<p><label><input type=radio name=way value={n}> {label}</label></p>"
        for n, label in enumerate(("A", text))
    )
    choice = view_of(f"<form><fieldset>{choices}</fieldset></form>", language).guest_choice
    assert choice is not None
    assert choice.name == "way"


def test_what_is_pressed_says_no_error() -> None:
    button = "<button class='btn btn-danger'>Empty cart</button><a class=danger href=/x><b class=error>Undo</b></a>"
    assert view_of(f"<form>{button}</form>").errors == ()
    assert view_of(f"<p class='text-danger'>Too short</p>{button}").errors == ("Too short",)


def test_a_running_clock_makes_no_new_view() -> None:
    one, two = (view_of(f"<h2>Your cart {clock}</h2><input name=mail>") for clock in ("29:48", "0:29:47"))
    assert one.signature == two.signature != view_of("<h2>Step 2</h2><input name=mail>").signature


def test_a_button_in_unknown_words_leads_on_where_more_steps_follow() -> None:
    form = "<form><label for=c>City</label><input id=c name=city>{}</form>"
    button = "<button>Hopsasa</button>"
    (way,) = view_of(f"<p>Step 1 of 3</p>{form.format(button)}").next_controls
    assert way.control.text == "Hopsasa"
    assert view_of(f"<p>Step 3 of 3</p>{form.format(button)}").next_controls == []
    assert view_of(form.format(button)).next_controls == []
    bar = "<div role=progressbar aria-valuemax=3 aria-valuenow=3 aria-label='Checkout step'>3</div>"
    assert view_of(bar + form.format(button)).next_controls == []
    assert (
        view_of(f"<p>Step 1 of 3</p>{form.format(button + '<button>Tralala</button>')}").next_controls == []
    )


def test_where_steps_are_only_named_the_button_must_name_one() -> None:
    steps = "<ol class=steps><li class=active>Address</li><li>Delivery</li><li>Payment</li></ol>"
    form = "<form><label for=c>City</label><input id=c name=city><button>{}</button></form>"
    (way,) = view_of(steps + form.format("Hopsasa payment")).next_controls
    assert way.control.text == "Hopsasa payment"
    assert view_of(steps + form.format("Hopsasa")).next_controls == []
    assert view_of(form.format("Hopsasa payment")).next_controls == []


@pytest.mark.parametrize(
    ("language", "steps", "present", "button", "leads"),
    [
        ("en", ("Order", "Address", "Payment"), 1, "Confirm", True),
        ("en", ("Order", "Address", "Review"), 1, "Confirm", False),
        ("en", ("Cart", "Address", "Payment"), 2, "Confirm", False),
        ("en", ("Cart", "Address", "Payment"), None, "Confirm", False),
        ("en", ("Cart", "Address", "Payment"), 1, "Confirm the order", False),
        ("en", ("Cart", "Address", "Payment"), 1, "Place order", False),
        ("zh-CN", ("订单", "地址", "付款"), 1, "确认", True),
        # Shops in China take the order first and the payment after it.
        ("zh-CN", ("购物车", "确认订单", "付款"), 1, "确认", False),
        ("zh-CN", ("购物车", "填写订单", "付款"), 1, "确认", False),
    ],
)
def test_a_bare_confirm_leads_on_only_where_the_page_tells_that_paying_comes_later(
    language: str, steps: tuple[str, ...], present: int | None, button: str, leads: bool
) -> None:
    items = "".join(
        f"<li{' class=active' if n == present else ''}>{step}</li>" for n, step in enumerate(steps)
    )
    field = "<form><label for=c>City</label><input id=c name=city autocomplete=address-level2></form>"
    html = f"<ol class=steps>{items}</ol>{field}<a role=button data-ux-pointer=1>{button}</a>"
    view = CheckoutView(snapshot_of(html, language=language), choose_vocabulary(language, ""))
    assert [way.control.text for way in view.next_controls] == ([button] if leads else [])


@pytest.mark.parametrize("said", ["You can also check out without registration.", "Please sign in."])
def test_a_box_beside_the_sign_in_whose_words_are_for_guests_holds_their_way(said: str) -> None:
    gate = (
        "<main><h1>Checkout</h1><form><label for=e>E-mail</label><input id=e name=email>"
        "<label for=p>Password</label><input id=p type=password><button>Log in</button></form>"
        f'<div><h2>New here</h2><p>{said}</p><a href="/checkout/address/" ux-box="20,400,120,40">Checkout</a></div></main>'
    )
    guests = [ranked.control.text for ranked in view_of(gate).guest_controls]
    assert guests == (["Checkout"] if "without" in said else [])


def test_a_page_for_an_address_alone_is_left_by_saving_it() -> None:
    form = "<form><label for=s>Street address</label><input id=s name=address1><label for=c>City</label><input id=c name=city>{}</form>"
    saving = form.format("<button>Save</button><button type=button>Cancel</button>")
    assert [way.control.text for way in view_of(saving).next_controls] == ["Save"]
    assert view_of(form.format("<button>Save 10 %</button>")).next_controls == []
    assert (
        view_of(
            "<form><label for=n>Note</label><input id=n name=note><button>Save</button></form>"
        ).next_controls
        == []
    )


EMAIL = "<form><label for=m>E-mail</label><input id=m type=email required>{button}</form>"
ORDER = "<h2>Payment</h2><form><button>Place order</button></form>"


def ways_on(body: str) -> list[str]:
    return [ranked.control.text for ranked in view_of(body).next_controls]


def test_who_one_is_can_be_saved_first_where_nothing_to_pay_with_is_shown() -> None:
    asking = EMAIL.format(button="<button>Save</button>")
    assert ways_on(asking + ORDER) == ["Save"]
    assert not view_of(asking + ORDER).shows_payment
    paying = "<form><label><input type=radio name=payment checked>Credit card</label><label><input type=radio name=payment>PayPal</label></form>"
    assert view_of(asking + paying + ORDER).shows_payment


def test_an_email_alone_is_sent_by_its_forms_one_button_whatever_it_shows() -> None:
    assert ways_on(EMAIL.format(button="<button aria-label=''><i class=arrow></i></button>")) == [""]
    assert ways_on(EMAIL.format(button="<button>Los</button><button>Zurück</button>")) == []
    assert ways_on(EMAIL.format(button="<input type=password><button>Los</button>")) == []
    assert ways_on(EMAIL.format(button="<button>Send code</button>")) == []


def test_a_number_alone_may_be_asked_to_send_a_code_to_it() -> None:
    assert ways_on("<form><label for=t>Phone</label><input id=t type=tel><button>Los</button></form>") == []


STEPS = "<ul><li class='{}'><a href='/checkout'>Address</a></li><li class='{}'>Payment</li><li>Confirmation</li></ul>"
METHODS = "<form><label><input type=radio name=shipping checked>Standard delivery</label><label><input type=radio name=shipping>Express</label><button>Confirm</button></form>"


def test_the_step_that_the_shop_marks_as_paying_is_the_payment_view_where_nothing_surely_leads_on() -> None:
    assert view_of(STEPS.format("first", "active") + METHODS).shows_payment
    assert not view_of(STEPS.format("active", "") + METHODS).shows_payment
    leading = METHODS.replace("Confirm", "Continue")
    assert not view_of(STEPS.format("first", "active") + leading).shows_payment
