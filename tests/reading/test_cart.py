from tests.snapshots import snapshot_of
from ux_audit.catalog import choose_vocabulary
from ux_audit.reading.cart import read_cart

CART = """<h1>Your cart</h1><table><thead><tr class="line"><th>Product</th><th>Price</th></tr></thead><tbody>
<tr class="line"><td><a href="/p/lamp">Copper lamp</a></td><td>£20.00</td><td><input type="number" name="quantity" value="1"><button>Remove</button></td></tr>
<tr class="line"><td>Gift wrapping</td><td>£4.90</td></tr>
<tr class="{sum}"><td>Subtotal</td><td>£24.90</td></tr></tbody></table>"""


def lines(html: str) -> list[str]:
    return [line.title for line in read_cart(snapshot_of(html), choose_vocabulary("en", "")).lines]


def test_a_line_that_cannot_be_changed_is_a_line_too() -> None:
    assert lines(CART.format(sum="sum")) == ["Copper lamp", "Gift wrapping"]


def test_a_sum_is_no_line_though_it_looks_like_one() -> None:
    assert lines(CART.format(sum="line")) == ["Copper lamp", "Gift wrapping"]


def test_rows_without_a_class_are_not_taken_for_lines() -> None:
    assert lines(CART.replace(' class="line"', "").format(sum="sum")) == ["Copper lamp"]
