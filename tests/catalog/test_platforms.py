import pytest
from soupsieve import compile as compile_selector

from ux_audit.catalog import (
    load_allow_list,
    load_commit_selectors,
    load_kill_list,
    load_platforms,
    match_kill_rule,
    recognise_platform,
)

ADDRESS = (
    "step={}&billing_detail_first_name=Audit&billing_detail_street=1+Test&card_number=&card_expiry_month=11"
)
# Pairs of requests of one software that look alike: the first goes on, the second places the order.
COMMITS = [
    ("POST", "https://s.example/?wc-ajax=checkout", ""),
    ("POST", "https://s.example/wp-json/wc/store/v1/checkout", "{}"),
    ("POST", "https://s.example/checkout/", "billing_email=a&woocommerce_checkout_place_order=Place+order"),
    ("POST", "https://s.example/rest/default/V1/guest-carts/abc/payment-information", "{}"),
    ("POST", "https://s.example/rest/V1/carts/mine/payment-information", "{}"),
    ("PUT", "https://s.example/rest/V1/guest-carts/abc/order", "{}"),
    (
        "POST",
        "https://s.example/graphql",
        '{"query":"mutation { placeOrder(input: {}) { orderV2 { number } } }"}',
    ),
    ("GET", "https://s.example/checkout/onepage/saveOrder/", ""),
    ("GET", "https://s.example/module/ps_checkpayment/validation", ""),
    ("POST", "https://s.example/index.php?route=extension/opencart/payment/cod.confirm", ""),
    ("GET", "https://s.example/index.php?route=extension%2Fpayment%2Fcod%2Fconfirm", ""),
    ("POST", "https://s.example/on/demandware.store/Sites-x-Site/en/CheckoutServices-PlaceOrder", ""),
    ("POST", "https://s.example/de/checkout/order", "tos=on"),
    ("POST", "https://s.example/en-gb/checkout/preview/", "action=place_order"),
    ("PUT", "https://s.example/en_US/checkout/complete", ""),
    ("POST", "https://s.example/api/carts/8f1a/checkout", "{}"),
    ("POST", "https://s.example/api/orders", "{}"),
    ("POST", "https://s.example/shop/checkout/", ADDRESS.format(3)),
    ("POST", "https://s.example/instore/checkout_action", ""),
    ("POST", "https://s.example/store/carts/c1/complete", ""),
    (
        "POST",
        "https://s.example/graphql/",
        '{"operationName":"checkoutComplete","query":"mutation checkoutComplete {}"}',
    ),
    (
        "POST",
        "https://s.example/shop-api",
        '{"query":"mutation { addPaymentToOrder(input: {}) { __typename } }"}',
    ),
    ("POST", "https://s.example/api/graphql", '{"operationName":"SubmitForCompletion"}'),
    ("POST", "https://s.example/index.php?s=index/buy/add.html", ""),
    ("GET", "https://s.example/flow.php?step=done", ""),
    ("POST", "https://s.example/flow.php", "shipping=1&step=done"),
    ("POST", "https://s.example/checkout/OpcConfirmOrder/", ""),
    ("POST", "https://s.example/index.php?main_page=checkout_process", ""),
    ("POST", "https://s.example/checkout", "confirm_order=true"),
    ("POST", "https://s.example/index.php?_a=confirm", "proceed=1"),
    ("POST", "https://api.stripe.com/v1/payment_intents/pi_1/confirm", ""),
    ("POST", "https://www.paypal.com/v2/checkout/orders/1AB/capture", ""),
    ("GET", "https://openapi.alipay.com/gateway.do?charset=utf-8", ""),
]
HARMLESS = [
    ("POST", "https://s.example/?wc-ajax=update_order_review", "post_data="),
    ("POST", "https://s.example/rest/default/V1/guest-carts/abc/set-payment-information", "{}"),
    ("POST", "https://s.example/rest/default/V1/guest-carts/abc/shipping-information", "{}"),
    ("GET", "https://s.example/rest/default/V1/guest-carts/abc/payment-information", ""),
    ("GET", "https://s.example/modules/ps_shoppingcart/ps_shoppingcart.js", ""),
    ("GET", "https://s.example/index.php?route=checkout/checkout", ""),
    ("POST", "https://s.example/index.php?route=checkout/cart/add", "product_id=40"),
    (
        "POST",
        "https://s.example/on/demandware.store/Sites-x-Site/en/CheckoutShippingServices-SubmitShipping",
        "",
    ),
    ("GET", "https://s.example/de/checkout/confirm", ""),
    ("POST", "https://s.example/checkout/shipping-address/", "line1=1+Test"),
    ("POST", "https://s.example/checkout/shipping-method/", "method_code=free"),
    ("GET", "https://s.example/en_US/checkout/complete", ""),
    ("PUT", "https://s.example/en_US/checkout/select-payment", ""),
    ("POST", "https://s.example/api/carts/8f1a/addresses", "{}"),
    ("POST", "https://s.example/api/carts/8f1a/shippingMethods", "{}"),
    ("POST", "https://s.example/api/cart/mine/items", "{}"),
    ("POST", "https://s.example/shop/checkout/", ADDRESS.format(1)),
    ("POST", "https://s.example/customer/save", "{}"),
    ("GET", "https://s.example/checkout/payment", ""),
    ("POST", "https://s.example/index.php?s=index/buy/index.html", ""),
    ("POST", "https://s.example/index.php?s=index/buy/address.html", ""),
    ("GET", "https://s.example/flow.php?step=checkout", ""),
    ("POST", "https://s.example/cart/add", "id=1&quantity=1"),
    (
        "POST",
        "https://s.example/graphql/",
        '{"query":"mutation { checkoutEmailUpdate(email: \\"a\\") { id } }"}',
    ),
    ("GET", "https://js.stripe.com/v3/", ""),
]


@pytest.mark.parametrize(("method", "url", "body"), COMMITS)
def test_what_places_an_order_is_on_the_kill_list(method: str, url: str, body: str) -> None:
    rule = match_kill_rule(load_kill_list(), method, url, body)
    assert rule is not None
    assert rule.why


@pytest.mark.parametrize(("method", "url", "body"), HARMLESS)
def test_what_a_walk_needs_is_not(method: str, url: str, body: str) -> None:
    assert match_kill_rule(load_kill_list(), method, url, body) is None


def test_the_allow_list_names_the_steps_before_the_last() -> None:
    allowed = load_allow_list()
    assert match_kill_rule(allowed, "POST", "https://s.example/api/carts/8f1a/paymentMethods") is not None
    assert match_kill_rule(allowed, "POST", "https://s.example/api/carts/8f1a/checkout") is None
    both = [c for c in COMMITS if match_kill_rule(allowed, *c) and not match_kill_rule(load_kill_list(), *c)]
    assert both == []


def test_rules_know_their_platform() -> None:
    rule = match_kill_rule(load_kill_list(), "POST", "https://s.example/api/carts/1/checkout")
    assert rule is not None
    assert rule.platform == "evershop"
    assert len(load_platforms()) >= 20
    assert len({platform.id for platform in load_platforms()}) == len(load_platforms())


@pytest.mark.parametrize(
    ("html", "traces", "platform"),
    [
        ('<link href="//cdn.shopify.com/s/files/1/x.css">', {}, "shopify"),
        ('<meta name="generator" content="WooCommerce 9.1">', {}, "woocommerce"),
        ('<script type="text/x-magento-init">{}</script>', {}, "magento"),
        ("<p>", {"cookies": ["OCSESSID"]}, "opencart"),
        ("<p>", {"cookies": ["dwsid", "cart"]}, "salesforce-commerce"),
        ("<p>", {"headers": {"X-ShopId": "1"}}, "shopify"),
        ("<p>", {"requests": ["https://s.example/?wc-ajax=get_refreshed_fragments"]}, "woocommerce"),
        (
            '<form id="add_to_basket_form">',
            {"addresses": ["https://s.example/catalogue/hat_3/"]},
            "django-oscar",
        ),
        ('<link href="/static/css/cartridge.css">', {}, "cartridge"),
        ('<script src="/javascripts/expressCart.min.js">', {}, "expresscart"),
        ('<body id="body" class="frontStore homepage">', {}, "evershop"),
        ("<p>We also tell how to move from another shop.</p>", {}, None),
        ("<p>", {"addresses": ["https://s.example/products/hat", "https://s.example/collections/all"]}, None),
    ],
)
def test_recognition(html: str, traces: dict[str, object], platform: str | None) -> None:
    found = recognise_platform(html, **traces)  # type: ignore[arg-type]
    assert (found.platform.id if found else None) == platform
    assert found is None or found.signs


def test_two_proofs_alike_prove_nothing() -> None:
    both = '<meta name="generator" content="PrestaShop"><meta name="generator" content="nopCommerce">'
    assert recognise_platform(both) is None


def test_selectors_are_valid_css() -> None:
    assert "#place_order" in load_commit_selectors()
    for selector in load_commit_selectors():
        compile_selector(selector)
    for platform in load_platforms():
        for selectors in platform.selectors.values():
            for selector in selectors:
                compile_selector(selector)


def test_one_unverified_mark_proves_nothing_and_two_do() -> None:
    assert recognise_platform('<meta name="generator" content="CubeCart">') is None
    found = recognise_platform('<meta name="generator" content="CubeCart">', cookies=["CC_1a2b"])
    assert found is not None
    assert found.platform.id == "cubecart"
