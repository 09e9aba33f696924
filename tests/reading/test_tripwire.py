import pytest

from ux_audit.catalog import choose_vocabulary
from ux_audit.reading.snapshot import Snapshot
from ux_audit.reading.tripwire import find_order_confirmation


def page(url: str, body: str) -> Snapshot:
    numbered = body.replace("<", "\0").split("\0")
    marked = "".join(
        f"<{part.replace('>', f' data-ux-id={n} data-ux-vis=1>', 1)}"
        if part and part[0] not in "/!"
        else f"<{part}"
        for n, part in enumerate(numbered[1:], 10)
    )
    head = f'<html data-ux-url="{url}"><body data-ux-id="1" data-ux-vis="1">'
    return Snapshot(f"{head}{numbered[0]}{marked}</body></html>")


@pytest.mark.parametrize(
    ("language", "path", "body"),
    [
        ("en", "/checkout/thank-you/", "<h1>Thank you</h1><p>Order number: 100012</p>"),
        ("en", "/x", "<h1>Thank you for your order</h1><p>We will write to you.</p>"),
        ("de", "/checkout/onepage/success/", "<p>Bestellnummer</p><p>#000000123</p>"),
        ("de", "/ende", "<h2>Vielen Dank für Ihre Bestellung!</h2><p>Bestellnummer: 2024-8871</p>"),
        ("zh-CN", "/flow.php?step=done", "<p>订单提交成功</p><p>订单号：2024112300017</p>"),
        ("fr", "/order-received/77", "<p>Merci pour votre commande</p>"),
    ],
)
def test_a_confirmation_is_seen(language: str, path: str, body: str) -> None:
    found = find_order_confirmation(
        page(f"https://shop.example{path}", body), choose_vocabulary(language, "")
    )
    assert found


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/cart", "<h1>Your cart</h1><p>Thank you for shopping with us</p><p>Total $20.00</p>"),
        ("/cart", "<h1>Cart</h1><p>Have an order number? Track your order</p>"),
        (
            "/checkout/payment",
            "<h1>Payment</h1><p>You will get an order number by e-mail. Order number 1234</p>",
        ),
        ("/checkout/confirmation", "<h1>Check your order</h1><label><input type=radio name=pay>Card</label>"),
        ("/help/orders", "<h1>Help</h1><p>After “Thank you for your order” appears you get a mail.</p>"),
        ("/reviews/success-stories", "<h1>Success stories</h1>"),
        ("/product/thank-you-card", "<h1>Thank you card</h1><p>$ 3.50</p>"),
    ],
)
def test_no_false_alarm(path: str, body: str) -> None:
    assert (
        find_order_confirmation(page(f"https://shop.example{path}", body), choose_vocabulary("en", ""))
        is None
    )


def test_a_page_without_words_confirms_nothing() -> None:
    assert (
        find_order_confirmation(page("http://shop.example/", "<input>"), choose_vocabulary("en", "")) is None
    )
