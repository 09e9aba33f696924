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


ADDS = """<h1>Your cart</h1><table><tr><td>Copper lamp</td><td><button aria-label="Remove"><i class="fa fa-trash"></i></button> 1
<button aria-label="Add one more Copper lamp to your cart. You have one of them."><i class="fa fa-{icon}"></i>{shown}</button></td><td>£20.00</td></tr></table>"""


def test_a_button_drawn_as_a_plus_adds_a_piece_though_its_name_is_a_sentence() -> None:
    def adds(icon: str, shown: str = "") -> bool:
        cart = read_cart(snapshot_of(ADDS.format(icon=icon, shown=shown)), choose_vocabulary("en", ""))
        return cart.lines[0].increase_id is not None

    assert adds("plus")
    assert not adds("gift")
    assert not adds("plus", "Add a gift card for somebody you like")
    assert not adds("plus-circle")


def test_a_line_may_name_its_product_in_a_heading_and_in_two_signs() -> None:
    row = "<tr><td><h1>{}</h1></td><td>¥{}</td><td><input type=number readonly value=1></td><td><button>删除</button></td></tr>"
    table = f"<table><tbody>{row.format('木柄奶锅', '129.00')}{row.format('枕头', '89.00')}</tbody></table>"
    cart = read_cart(snapshot_of(table, language="zh-CN"), choose_vocabulary("zh-CN", ""))
    assert [(line.title, line.quantity) for line in cart.lines] == [("木柄奶锅", 1), ("枕头", 1)]


def test_the_lone_button_beside_the_removing_one_is_for_the_amount_whatever_it_says() -> None:
    def update(buttons: str) -> str | None:
        row = f'<tr><td>Copper lamp</td><td>£20.00</td><td><form><input type="number" name="qty" value="1">{buttons}</form></td></tr>'
        page = snapshot_of(f"<h1>Your cart</h1><table>{row}</table>")
        line = read_cart(page, choose_vocabulary("en", "")).lines[0]
        tag = page.element(line.update_id) if line.update_id else None
        return tag.get_text() if tag is not None else None

    remove = '<button name="remove">Remove</button>'
    assert update(f"<button>Sprememba</button>{remove}") == "Sprememba"
    assert update(f'<button type="button">Sprememba</button>{remove}') is None
    assert update(f"<button>Sprememba</button><button>Kasneje</button>{remove}") is None
    assert update("<button>Odstrani</button>") is None
    assert update(f"<button>Save for later</button>{remove}") is None
