import pytest

from tests.facts.walks_by_hand import Look, walk_of
from ux_audit.facts.cart_options import observe_cart_options
from ux_audit.facts.price_trail import observe_price_trail
from ux_audit.model import Fact

ADDED = {"before": "desktop/01-product", "added_title": "Lamp"}
DATA = '<script type="application/ld+json">{{"@type": "Product", "name": "Lamp", "offers": {{"@type": "Offer", "price": "{}", "priceCurrency": "GBP"}}}}</script>'


def product(price: str = "£40.00", more: str = "") -> str:
    return f"<main><h1>Lamp</h1><p class='price'>{price}</p><form>{more}<button>Add to cart</button></form></main>"


def cart(price: str = "£40.00", rows: str = "", note: str = "") -> str:
    return (
        "<main><h1>Cart</h1><table><tr class='line'><td><a href='/lamp'>Lamp</a>"
        f"{note}</td><td><input name='quantity' value='1'></td><td>{price}</td><td><button>Remove</button></td></tr></table>"
        f"<table>{rows}</table></main>"
    )


def rows(**amounts: str) -> str:
    return "".join(
        f"<tr><th>{name.replace('_', ' ').capitalize()}</th><td>£{amount}</td></tr>"
        for name, amount in amounts.items()
    )


def walk(page: str, in_cart: str, last: str = "") -> dict[str, Fact]:
    looks = [
        Look("product", page, "/lamp"),
        Look("added", page, "/lamp", ADDED),
        Look("cart", in_cart, "/cart"),
    ]
    looks += [Look("payment", last, "/checkout")] if last else []
    return observe_price_trail(walk_of(looks))


def test_equal_prices_are_no_mismatch() -> None:
    facts = walk(product(more=DATA.format("40.00")), cart())
    assert facts["product.price_sources"].value == 2
    assert facts["product.price_mismatches"].value == 0


@pytest.mark.parametrize(
    ("page", "in_cart"),
    [(product("£44.00"), cart()), (product(more=DATA.format("39.00")), cart())],
    ids=["cart", "structured data"],
)
def test_another_price_is_one(page: str, in_cart: str) -> None:
    assert walk(page, in_cart)["product.price_mismatches"].value == 1


def test_a_price_named_on_the_page_or_a_discount_explains_the_other() -> None:
    both = product("£48.00", "<p>£40.00 excl. VAT</p>")
    assert walk(both, cart())["product.price_mismatches"].value == 0
    assert walk(product("£44.00"), cart(rows=rows(discount="4.00")))["product.price_mismatches"].value is None


def test_delivery_and_tax_are_no_growth() -> None:
    last = f"<main><table>{rows(subtotal='40.00', delivery='4.90', total='44.90')}</table></main>"
    facts = walk(product(), cart(rows=rows(total="40.00")), last)
    assert facts["trust.price_growth_share"].value == 0
    assert facts["trust.late_fees"].value == []


def test_a_fee_at_the_end_is_late_and_one_in_the_cart_is_not() -> None:
    last = f"<main><table>{rows(subtotal='40.00', service_fee='3.00', total='43.00')}</table></main>"
    late = walk(product(), cart(rows=rows(total="40.00")), last)["trust.late_fees"]
    early = walk(product(), cart(rows=rows(service_fee="3.00", total="43.00")), last)["trust.late_fees"]
    assert (late.value, early.value) == (["Service fee"], [])


def test_what_no_row_explains_is_growth() -> None:
    last = f"<main><table>{rows(subtotal='40.00', total='46.00')}</table></main>"
    assert walk(product(), cart(rows=rows(total="40.00")), last)["trust.price_growth_share"].value == 0.15


def options(page: str, in_cart: str) -> dict[str, Fact]:
    return observe_cart_options(
        walk_of(
            [
                Look("product", page, "/lamp"),
                Look("added", page, "/lamp", ADDED),
                Look("cart", in_cart, "/cart"),
            ]
        )
    )


COLOURS = "<label for=c>Colour</label><select id=c name=colour><option>Forest green</option><option>Clay red</option></select>"


@pytest.mark.parametrize(
    ("note", "shown", "way"),
    [
        (" <small>Clay red</small>", True, "link"),
        (" <small>Clay red</small> <button>Edit</button>", True, "in-place"),
        ("", False, "link"),
    ],
)
def test_the_line_names_its_option_or_not(note: str, shown: bool, way: str) -> None:
    facts = options(product(more=COLOURS), cart(note=note))
    assert facts["cart.line_has_options"].value is True
    assert (facts["cart.options_shown"].value, facts["cart.options_change"].value) == (shown, way)


def test_goods_without_options_are_left_out() -> None:
    facts = options(product(), cart())
    assert facts["cart.line_has_options"].value is False
    assert facts["cart.options_shown"].value is None
