"""Carts and sums on structures of many shop systems."""

import pytest

from tests.reading.pages_by_hand import read_page
from tests.snapshots import snapshot_of
from ux_audit.catalog import choose_vocabulary
from ux_audit.reading.cart import read_cart
from ux_audit.reading.discount_codes import find_code_field
from ux_audit.reading.totals import row_kind


def sums(name: str, language: str = "en") -> list[tuple[str, float | None]]:
    cart = read_cart(*read_page(name, language))
    return [(row.kind, row.amount) for row in cart.rows]


def test_a_table_of_lines_with_the_controls_of_each() -> None:
    cart = read_cart(*read_page("cart_table"))
    assert [(ln.title, ln.quantity, ln.line_total) for ln in cart.lines] == [
        ("Canvas Bag", 2, 80.0),
        ("Gift wrap", 1, 3.0),
    ]
    assert all(ln.quantity_field_id and ln.remove_id and ln.update_id for ln in cart.lines)
    assert cart.lines[0].unit_price == 40.0


def test_sums_beside_recommendations_with_a_telling_title() -> None:
    assert sums("cart_table") == [
        ("subtotal", 83.0), ("discount", 5.0), ("shipping", 5.0), ("tax", 6.64), ("total", 89.64),
    ]  # fmt: skip


def test_steppers_without_names_stand_left_and_right_of_the_number() -> None:
    snapshot, vocabulary = read_page("cart_blocks", "de")
    line = read_cart(snapshot, vocabulary).lines[0]
    less, more = snapshot.element(line.decrease_id or ""), snapshot.element(line.increase_id or "")
    assert less is not None
    assert more is not None
    assert (less["ux-box"], more["ux-box"]) == ("100,200,30,30", "180,200,30,30")
    assert line.quantity == 1
    assert line.remove_id


def test_tax_within_the_total_free_delivery_and_no_promise_taken_for_a_sum() -> None:
    assert sums("cart_blocks", "de") == [
        ("subtotal", 29.9),
        ("shipping", 0.0),
        ("total", 29.9),
        ("tax", 4.77),
    ]


def test_only_the_chosen_delivery_is_a_sum() -> None:
    assert sums("classic_checkout") == [("subtotal", 40.0), ("shipping", 5.0), ("total", 45.0)]


def test_sums_that_are_not_known_yet() -> None:
    assert sums("floating_labels") == [("subtotal", 40.0), ("shipping", None), ("total", 40.0)]


def test_definition_lists_and_remarks_behind_a_price() -> None:
    assert sums("japanese_checkout", "ja") == [("subtotal", 3000.0), ("shipping", 500.0), ("total", 3500.0)]


@pytest.mark.parametrize(
    ("label", "language", "kind"),
    [
        ("Sub total", "en", "subtotal"),
        ("Order total", "en", "total"),
        ("Total tax", "en", "tax"),
        ("Total (incl. VAT)", "en", "total"),
        ("Total discount", "en", "discount"),
        ("Sous-total", "fr", "subtotal"),
        ("Total TTC", "fr", "total"),
        ("Frais de livraison", "fr", "shipping"),
        ("Gesamtsumme", "de", "total"),
        ("Zwischensumme", "de", "subtotal"),
        ("Envío", "es", "shipping"),
        ("应付总额", "zh-CN", "total"),
        ("運費", "zh-TW", "shipping"),
        ("배송비", "ko", "shipping"),
        ("Camera with a lens", "en", "other"),
    ],
)
def test_rows_by_their_labels(label: str, language: str, kind: str) -> None:
    assert row_kind(choose_vocabulary(language, ""), label) == kind


def test_the_first_of_two_totals_is_the_sum_of_the_goods() -> None:
    snapshot, vocabulary = read_page("two_totals")
    assert [(r.kind, r.amount) for r in read_cart(snapshot, vocabulary).rows if r.amount is not None] == [
        ("subtotal", 310.0), ("shipping", 4.95), ("total", 314.95),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "is_open"), [("cart_table", True), ("classic_checkout", False), ("floating_labels", True)]
)
def test_where_codes_are_entered(name: str, is_open: bool) -> None:
    found = find_code_field(*read_page(name))
    assert found is not None
    assert found.is_open is is_open


def test_a_link_to_gift_cards_is_no_field_for_codes() -> None:
    snapshot = snapshot_of("<main><a href='/gift-cards'>Gift card</a></main>")
    assert find_code_field(snapshot, choose_vocabulary("en", "")) is None


def rows_of(*rows: tuple[str, str], language: str = "en") -> list[tuple[str, float | None]]:
    body = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in rows)
    snapshot = snapshot_of(f"<main><table>{body}</table></main>", language=language)
    found = read_cart(snapshot, choose_vocabulary(language, "")).rows
    return [(row.kind, row.amount) for row in found]


@pytest.mark.parametrize(
    ("language", "goods", "shipping", "order"),
    [("de", "Summe", "Versand", "Bestellsumme"), ("nl", "Winkelmand totaal", "Verzending", "Bestelling totaal"),
     ("pt", "Total da cesta", "Frete", "Total do pedido"), ("en", "Total", "Shipping", "Grand total")],
)  # fmt: skip
def test_a_total_before_shipping_is_the_sum_of_the_goods(
    language: str, goods: str, shipping: str, order: str
) -> None:
    found = rows_of((goods, "€ 521.00"), (shipping, "€ 4.00"), (order, "€ 525.00"), language=language)
    assert found == [("subtotal", 521.0), ("shipping", 4.0), ("total", 525.0)]


def test_a_total_that_is_repeated_is_the_sum_of_the_goods() -> None:
    assert rows_of(("Summe", "521,00 €"), ("Bestellsumme", "521,00 €"), language="de") == [
        ("subtotal", 521.0), ("total", 521.0),
    ]  # fmt: skip


def test_a_total_above_the_whole_summary_stays_one() -> None:
    assert rows_of(("Your total", "$45.00"), ("Shipping", "$5.00"), ("Total", "$45.00"))[0] == ("total", 45.0)
    found = rows_of(
        ("Order total", "$45.00"), ("Subtotal", "$40.00"), ("Shipping", "$5.00"), ("Total", "$45.00")
    )
    assert [kind for kind, _ in found] == ["total", "subtotal", "shipping", "total"]


def test_prices_without_tax_the_tax_and_their_sum_in_columns() -> None:
    head = "<tr><th>Product</th><th>Amount</th><th>Net price</th><th>VAT</th><th>Total</th></tr>"
    line = '<tr><td>Chef knife</td><td><input name="qty" value="2" ux-box="300,100,40,20"></td><td>$20.00</td><td>$4.00</td><td>$24.00</td></tr>'
    sent = "<tr><td>Shipping:</td><td></td><td>$4.50</td><td>$0.40</td><td>$4.90</td></tr>"
    end = "<tr><td>Total:</td><td></td><td></td><td></td><td>$28.90</td></tr><tr><td>Total delivery time: 1-2 days</td></tr>"
    page = f"<main><table>{head}{line}{sent}{end}</table></main>"
    cart = read_cart(snapshot_of(page), choose_vocabulary("en", ""))
    assert [(ln.unit_price, ln.line_total) for ln in cart.lines] == [(12.0, 24.0)]
    assert [(row.kind, row.amount) for row in cart.rows] == [("shipping", 4.9), ("total", 28.9)]
