import json

import pytest

from ux_audit.reading.requests import (
    LockState,
    SeenRequest,
    address_words,
    find_commit,
    is_analytics,
    is_payment_host,
    judge_request,
    mutations_of,
    site_of,
)

SHOP = "https://shop.example"
COMPLETE = {"query": "mutation C($id: ID!) { done: checkoutComplete(id: $id) { order { id } } }"}
CREATE = {"query": "mutation { checkoutCreate(input: {a: 1}) { checkout { id } } }"}
HIDDEN = {"query": "mutation M { ...F } fragment F on Mutation { finishPurchase(id: 1) { ok } }"}


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/checkout/place-order", ""),
        ("POST", "/checkout/placeOrder", ""),
        ("POST", "/api/v2/orders/confirm", ""),
        ("POST", "/shop/cart/finalize_order", ""),
        ("PUT", "/rest/V1/guest-carts/7/order", ""),
        ("POST", "/checkout/onepage/saveOrder", ""),
        ("POST", "/api/checkout/onepage/orders", ""),
        ("POST", "/index.php?route=checkout/confirm", ""),
        ("PATCH", "/checkout/update/confirm", ""),
        ("POST", "/cart/pay", ""),
        ("POST", "/checkout", "a=1&place_order=1"),
        ("POST", "/checkout", json.dumps({"action": "submitOrder"})),
        ("POST", "/flow.php", "step=done"),
        ("POST", "/graphql", json.dumps(COMPLETE)),
        ("POST", "/graphql", json.dumps([{"query": "{ me { id } }"}, HIDDEN])),
        (
            "POST",
            "/graphql",
            json.dumps({"operationName": "PlaceOrder", "extensions": {"persistedQuery": {}}}),
        ),
        ("GET", "/flow.php?step=done", ""),
        ("GET", "/order/place?id=3", ""),
        ("GET", "/place-order", ""),
    ],
)
def test_what_may_place_an_order(method: str, path: str, body: str) -> None:
    assert find_commit(SeenRequest(method, SHOP + path, body))


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/checkout/shipping-address/", "first_name=a"),
        ("POST", "/checkout/payment-details/", ""),
        ("POST", "/checkout/confirm-address", ""),
        ("POST", "/checkout/cart/updatePost/", ""),
        ("POST", "/order", "firstname=a"),
        ("POST", "/order/create-account", ""),
        ("POST", "/rest/default/V1/guest-carts/a/shipping-information", "{}"),
        ("POST", "/?wc-ajax=update_order_review", "post_data=billing_city%3DX"),
        ("POST", "/marketplace/checkout/address", ""),
        ("POST", "/graphql", json.dumps(CREATE)),
        (
            "POST",
            "/graphql",
            json.dumps({"query": "mutation { checkoutEmailUpdate(id: 1) { errors { x } } }"}),
        ),
        ("POST", "/graphql", json.dumps({"query": "query { canPlaceOrder orders { id } }"})),
        ("GET", "/checkout/confirm", ""),
        ("GET", "/checkout/payment", ""),
        ("GET", "/static/place-order.js", ""),
        ("GET", "/orders", ""),
    ],
)
def test_what_a_checkout_does_before(method: str, path: str, body: str) -> None:
    assert find_commit(SeenRequest(method, SHOP + path, body)) is None


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.shop.example/a", "shop.example"),
        ("https://a.b.shop.co.uk", "shop.co.uk"),
        ("https://shop.com.cn/", "shop.com.cn"),
        ("http://127.0.0.1:8100/", "127.0.0.1"),
        ("http://localhost/", "localhost"),
    ],
)
def test_the_site_of_an_address(url: str, site: str) -> None:
    assert site_of(url) == site


def test_words_of_an_address() -> None:
    assert (
        address_words(f"{SHOP}/Checkout/placeOrder?token=pay&route=a/b.confirm")
        == "checkout-place-order-route-a-b-confirm"
    )


def test_services_are_known_by_their_hosts() -> None:
    assert is_analytics("https://www.google-analytics.com/g/collect?v=2")
    assert is_analytics("https://hm.baidu.com/hm.gif?x=1")
    assert is_analytics("https://www.facebook.com/tr/?id=1")
    assert not is_analytics(f"{SHOP}/cart/add")
    assert not is_analytics("https://www.facebook.com/our-shop")
    assert is_payment_host("https://www.paypal.com/checkoutnow")
    assert is_payment_host("https://openapi.alipay.com/gateway")
    assert not is_payment_host("https://checkout.shop.example/")


def test_queries_are_told_from_mutations() -> None:
    assert mutations_of("a=b") is None
    assert mutations_of('{"query": "red shoes"}') is None
    assert mutations_of('{"query": "{ cart { id } }"}') == []
    assert "checkoutComplete" in (mutations_of(json.dumps(COMPLETE)) or [])


def ruling(method: str, url: str, state: LockState, *, leaves: bool = False) -> str:
    return judge_request(SeenRequest(method, url, leaves_page=leaves), state, ()).action


def test_the_stage_decides_what_else_is_refused() -> None:
    own = frozenset(("shop.example",))
    address, payment = LockState("address", sites=own), LockState("payment", frozen=True, sites=own)
    assert ruling("POST", f"{SHOP}/x", address) == "allow"
    assert ruling("POST", f"{SHOP}/x", payment) == "refuse"
    assert ruling("GET", f"{SHOP}/x", payment) == "allow"
    assert ruling("GET", f"{SHOP}/x", payment, leaves=True) == "refuse"
    assert ruling("GET", "https://bank.example/", address, leaves=True) == "refuse"
    assert ruling("GET", "https://www.paypal.com/", LockState("cart", sites=own), leaves=True) == "refuse"
    assert ruling("GET", "weixin://pay", LockState(), leaves=True) == "refuse"
    assert ruling("POST", "https://www.google-analytics.com/g/collect", address) == "swallow"
    looking = LockState("entry", may_type=False, sites=own)
    assert ruling("POST", f"{SHOP}/checkout/email", looking) == "refuse"
    assert ruling("POST", f"{SHOP}/cart/update", looking) == "allow"


@pytest.mark.parametrize(
    ("url", "body", "action"),
    [
        ("/cart/checkout", "", "allow"),
        ("/jiesuan", "", "allow"),
        ("/shop/calccart", "", "refuse"),
        ("/graphql", '{"query": "mutation { checkoutCreate { id } }"}', "allow"),
        ("/graphql", '{"query": "query { me { id } }"}', "allow"),
        ("/graphql", '{"query": "mutation { go(id: 1) }"}', "refuse"),
        ("/graphql", '{"query": "mutation { checkoutCreate { id } go(id: 1) }"}', "refuse"),
    ],
)
def test_a_known_shoppers_cart_goes_to_a_cart_or_checkout_only(url: str, body: str, action: str) -> None:
    state = LockState("cart", sites=frozenset(("shop.example",)), hands_over=True)
    assert judge_request(SeenRequest("POST", SHOP + url, body), state, ()).action == action
    assert judge_request(SeenRequest("GET", SHOP + url), state, ()).action == "allow"
    assert judge_request(SeenRequest("POST", SHOP + "/live", "", "ping"), state, ()).action == "swallow"
