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


BLOCKS = """<h1>Cart</h1><div class="line">{name}<p>Quantity:</p><div><span>£20.00</span>
<input name="qty-input" value="1"><button type="button" title="Add to Cart"><span class="i-solar:trash-bin"></span></button></div></div>"""


def test_a_bin_removes_though_its_title_was_left_over_from_another() -> None:
    cart = read_cart(snapshot_of(BLOCKS.format(name="<p>Copper lamp</p>")), choose_vocabulary("en", ""))
    assert [(line.title, line.quantity, line.remove_id is not None) for line in cart.lines] == [
        ("Copper lamp", 1, True)
    ]


def test_the_label_of_the_amount_is_no_product() -> None:
    assert lines(BLOCKS.format(name="")) == []


SUMS = (
    "<dl><dt>Subtotal</dt><dd>£20.00</dd><dt>Delivery</dt><dd>£4.90</dd><dt>{name}</dt><dd>{amount}</dd></dl>"
)


def test_an_unknown_row_is_the_total_when_it_is_the_sum_of_the_named_ones() -> None:
    def total(amount: str, name: str = "Przewidywane") -> float | None:
        cart = read_cart(snapshot_of(SUMS.format(name=name, amount=amount)), choose_vocabulary("en", ""))
        row = cart.row("total")
        return row.amount if row is not None else None

    assert total("£24.90") == 24.9
    assert total("£30.00") is None
    assert total("£30.00", "Total") == 30.0
