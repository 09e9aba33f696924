"""The control lock alone: every pair of controls that say the same and do the opposite."""

import pytest
from bs4 import Tag

from tests.snapshots import snapshot_of
from ux_audit.catalog import choose_vocabulary, load_kill_list
from ux_audit.model import Stage
from ux_audit.reading.controls import find_controls
from ux_audit.reading.verdict import Purpose, Verdict, judge_control, judge_filling

CART = """
<h1>{cart}</h1><table><tr><td><a href="/p/lamp">Lamp</a></td><td><input name="quantity" value="1"></td><td>20.00</td></tr></table>
<p>Total 20.00</p><form action="/checkout/" method="get"><button id="go">{words}</button></form>
"""
REVIEW = """
<h1>Checkout</h1><p>Total 24.00</p><form action="/checkout/step" method="post"><button id="go">{words}</button></form>
"""
# Words that lead to the checkout in the cart and place the order in the checkout.
SAME_WORDS = [
    ("pl", "Zamawiam"), ("es", "Realizar pedido"), ("fr", "Commander"), ("ko", "주문하기"),
    ("it", "Ordina"), ("de", "Bestellung abschicken"), ("nl", "Plaats bestelling"),
]  # fmt: skip
COMMITS = [
    ("en", "Place order"), ("en", "Confirm order"), ("en", "Next: Place Order"), ("en", "Pay now"), ("en", "Place order, pay instore"),
    ("de", "Zahlungspflichtig bestellen"), ("de", "Jetzt kaufen"), ("fr", "Payer maintenant"), ("es", "Pagar ahora"),
    ("ja", "注文を確定する"), ("ja", "今すぐ支払う"), ("zh-CN", "提交订单"), ("zh-CN", "立即支付"), ("zh-TW", "送出訂單"),
    ("ko", "지금 결제하기"), ("pt", "Fazer pedido"), ("it", "Effettua ordine"), ("nl", "Bestelling plaatsen"), ("pl", "Zamawiam"),
]  # fmt: skip


def judge(
    html: str,
    *,
    language: str = "en",
    stage: Stage = "address",
    purpose: Purpose = "next",
    url: str = "http://shop.example/checkout/",
    known: bool = False,
) -> Verdict:
    snapshot = snapshot_of(html, url=url, language=language)
    target = snapshot.soup.find(id="go")
    control = next(c for c in find_controls(snapshot) if c.tag is target)
    vocabulary = choose_vocabulary(language, "")
    return judge_control(
        control,
        snapshot,
        stage=stage,
        purpose=purpose,
        vocabulary=vocabulary,
        kill_list=load_kill_list(),
        known=known,
    )


@pytest.mark.parametrize(("language", "words"), [*SAME_WORDS, *COMMITS])
def test_words_that_commit_are_refused_in_a_checkout(language: str, words: str) -> None:
    assert not judge(REVIEW.format(words=words), language=language).allowed


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Checkout"), ("pl", "Zamawiam"), ("es", "Realizar pedido"), ("fr", "Commander"), ("ko", "결제하기"), ("ja", "注文確認画面へ"),
     ("it", "Pagamento"), ("nl", "Betalen"), ("zh-CN", "结算"), ("de", "Zur Kasse")],
)  # fmt: skip
def test_the_same_words_lead_on_from_a_cart(language: str, words: str) -> None:
    verdict = judge(
        CART.format(words=words, cart="Cart"),
        language=language,
        stage="cart",
        purpose="checkout",
        url="http://shop.example/cart/",
    )
    assert verdict.allowed, verdict.why


@pytest.mark.parametrize(
    "form",
    [
        '<form action="/checkout/preview/" method="post"><button id="go">Continue</button></form>',
        '<form action="/flow.php?step=done" method="post"><input type="image" id="go" src="bnt_subOrder.gif"></form>',
        '<form action="/checkout" method="post"><input type="hidden" name="step" value="done"><button id="go"></button></form>',
        '<form action="/x" method="post"><button id="go" class="btn-place-order">OK</button></form>',
        '<a id="go" href="/flow.php?step=done">Continue</a>',
        '<form method="post"><label for="n">Card number</label><input id="n" name="cc-number" autocomplete="cc-number"><button id="go">Continue</button></form>',
        '<button id="go" class="paypal-button">PayPal</button>',
        # A checkout of one step: whatever its button says, it is the last.
        '<h2>Step 1 of 1</h2><form method="post"><label for="c">City</label><input id="c" name="city"><button id="go">Next</button></form>',
        '<fieldset><label><input type="radio" name="payment" value="card">Credit card</label><label><input type="radio" name="payment" '
        'value="cod">Cash on delivery</label></fieldset><form method="post"><button id="go">Continue</button></form>',
    ],
)
def test_where_it_leads_and_what_stands_around_decide_too(form: str) -> None:
    assert not judge(f"<h1>Checkout</h1>{form}").allowed


def test_a_plain_next_step_is_allowed() -> None:
    html = '<h1>Address</h1><form method="post"><label for="c">City</label><input id="c" name="city"><button id="go">Continue</button></form>'
    verdict = judge(html)
    assert verdict.allowed, verdict.why


def test_a_bare_confirm_is_refused_unless_paying_surely_comes_later() -> None:
    form = '<form method="post"><label for="c">City</label><input id="c" name="city"><button id="go">Confirm</button></form>'
    steps = "<ol class=steps><li>Cart</li><li class=active>Address</li><li>Payment</li></ol>"
    assert judge(steps + form).allowed
    assert not judge(form).allowed
    assert not judge(steps.replace("Payment", "Review") + form).allowed


@pytest.mark.parametrize(
    ("action", "method", "known", "allowed"),
    [
        ("/shop/calc", "post", True, False),
        ("/shop/calc", "post", False, True),
        ("/shop/calc", "get", True, True),
        ("/checkout/onepage", "post", True, True),
        ("/cart", "post", True, True),
    ],
)
def test_a_known_shoppers_cart_is_posted_to_a_checkout_only(
    action: str, method: str, known: bool, allowed: bool
) -> None:
    html = (
        CART.format(words="结算购物车", cart="购物车")
        .replace("/checkout/", action)
        .replace('"get"', f'"{method}"')
    )
    verdict = judge(
        html, language="zh-CN", stage="cart", purpose="checkout", url="http://shop.example/cart/", known=known
    )
    assert verdict.allowed == allowed, verdict.why


def test_a_cart_that_asks_for_payment_is_not_left_by_its_button() -> None:
    html = (
        CART.format(words="Checkout", cart="Cart")
        + '<label for="n">Card number</label><input id="n" name="card" autocomplete="cc-number">'
    )
    assert not judge(html, stage="cart", purpose="checkout", url="http://shop.example/cart/").allowed


@pytest.mark.parametrize(
    ("field", "allowed"),
    [
        ('<fieldset><legend>Payment</legend><label><input type="radio" id="go" name="payment" value="cod">Cash on delivery</label>'
         '<label><input type="radio" name="payment" value="card">Credit card</label></fieldset>', False),
        ('<label for="go">When</label><select id="go" onchange="fetch(\'/checkout/complete\', {method: \'POST\'})"><option>now</option></select>', False),
        ('<form data-url="/api/orders"><label for="go">City</label><input id="go" name="city"></form>', False),
        ('<label for="go">Delivery</label><select id="go" name="shipping_method" onchange="load(\'/checkout/shipping-rates\')"><option>Post</option></select>', True),
        ('<label for="go">City</label><input id="go" name="city">', True),
    ],
)  # fmt: skip
def test_a_mere_change_may_place_the_order(field: str, allowed: bool) -> None:
    snapshot = snapshot_of(f"<h1>Checkout</h1>{field}", url="http://shop.example/checkout/")
    tag = snapshot.soup.find(id="go")
    assert isinstance(tag, Tag)
    verdict = judge_filling(tag, snapshot, vocabulary=choose_vocabulary("en", ""), kill_list=load_kill_list())
    assert verdict.allowed == allowed, verdict.why


@pytest.mark.parametrize(
    "control",
    [
        '<a id="go" href="/checkout/do">Continue</a>',
        '<a id="go" href="weixin://wxpay/bizpayurl?pr=1">继续</a>',
        '<a id="go" href="https://www.paypal.com/checkoutnow">Continue</a>',
        '<button id="go" onclick="send(\'/checkout/purchase\')">Continue</button>',
        '<button id="go" data-endpoint="/api/v1/orders/submit">Continue</button>',
        '<form method="post"><button id="go" formaction="/checkout/complete">Continue</button></form>',
        '<a id="go" href="#">Place order</a>',
        '<button id="go">Alipay</button>',
    ],
)
def test_addresses_in_the_markup_and_wallets_are_refused_in_a_checkout(control: str) -> None:
    assert not judge(
        f'<h1>Address</h1><label for="c">City</label><input id="c" name="city">{control}'
    ).allowed


@pytest.mark.parametrize(
    ("language", "words", "purpose", "allowed"),
    [
        ("pt", "Comprar sem cadastro", "guest", True), ("pl", "Kup bez rejestracji", "guest", True), ("pl", "Kup teraz", "guest", False),
        ("es", "Comprar", "next", False), ("de", "Kaufen", "checkout", False), ("ko", "구매하기", "checkout", True),
        ("ja", "購入手続きに進む", "checkout", True), ("zh-CN", "购买", "checkout", False),
    ],
)  # fmt: skip
def test_buying_at_once_is_told_from_words_that_only_begin_so(
    language: str, words: str, purpose: Purpose, allowed: bool
) -> None:
    page = CART.format(cart="Cart", words=words)
    verdict = judge(page, language=language, stage="cart", purpose=purpose, url="http://shop.example/cart/")
    assert verdict.allowed is allowed


@pytest.mark.parametrize(
    ("around", "purpose", "allowed"),
    [
        ("", "guest", True),
        ("", "next", False),
        ('<label for="c">Ville</label><input id="c" name="city">', "guest", False),
    ],
)
def test_ordering_as_a_guest_is_a_way_in_only_before_anything_is_asked(
    around: str, purpose: Purpose, allowed: bool
) -> None:
    page = f'<h1>Bonjour</h1>{around}<a id="go" href="/invite">Commander en tant qu’invité</a>'
    assert judge(page, language="fr", stage="entry", purpose=purpose).allowed is allowed


@pytest.mark.parametrize(
    ("control", "allowed"),
    [
        ('<a id="go" href="/checkout-dispatcher/">Checkout</a>', True),
        ('<a id="go" href="/checkout-dispatcher/" onclick="send()">Checkout</a>', False),
        ('<a id="go" href="/checkout-dispatcher/" data-method="post">Checkout</a>', False),
        ('<a id="go" href="#">Checkout</a>', False),
        ('<button id="go">Checkout</button>', False),
    ],
)
def test_a_cart_that_reckons_a_fee_for_the_way_to_pay_is_left_by_a_link(control: str, allowed: bool) -> None:
    cart = CART.format(words="Update", cart="Cart").replace('id="go"', "")
    paying = '<label for=p>Payment method</label><select id=p name="payment_method"><option>Invoice</option><option>PayPal</option></select>'
    html = f"{cart}<form>{paying}{control}</form>"
    verdict = judge(html, stage="cart", purpose="checkout", url="http://shop.example/cart/")
    assert verdict.allowed == allowed, verdict.why


def test_the_only_control_that_buys_may_be_pressed_by_whom_the_shop_does_not_know() -> None:
    page = "<main><h1>Lamp</h1><p>20,00</p><button id=go type=button>Comprar</button>{more}</main>"

    def buys(more: str = "", *, known: bool = False) -> bool:
        html = page.format(more=more)
        return judge(
            html, language="pt", stage="product", purpose="add", url="http://shop.example/lamp", known=known
        ).allowed

    assert buys()
    assert not buys(known=True)
    assert not buys("<button>Adicionar ao carrinho</button>")
