from tests.snapshots import snapshot_of
from ux_audit.catalog import choose_vocabulary
from ux_audit.reading.cards import find_card_groups, find_cards

LONE = """<main><h1>Lampe</h1><p>49,00 €</p>
<section><h2>{heading}</h2><ul><li><a href="/p/birne"><img alt="Birne" src="b.jpg" ux-box="20,400,200,200"></a>
<h3><a href="/p/birne">Birne</a></h3><p>5,00 €</p><form action="/cart"><input type="hidden" name="id">{field}<button>In den Warenkorb</button></form></li></ul></section></main>"""


def headings(body: str) -> list[str]:
    snapshot = snapshot_of(body, url="http://shop.example/p/lampe", language="de")
    return [group.heading for group in find_card_groups(snapshot, choose_vocabulary("de", ""))]


def test_one_recommended_product_with_its_own_cart_button_is_a_list() -> None:
    assert headings(LONE.format(heading="Passendes Zubehör", field="")) == ["Passendes Zubehör"]


def test_the_products_own_form_makes_no_card() -> None:
    own = LONE.replace("<section><h2>{heading}</h2>", "<section>").format(field="<select><option>1</select>")
    assert headings(own) == []


def test_a_gallerys_links_to_pictures_are_no_cards() -> None:
    thumbs = "".join(
        f'<li ux-box="{n}00,90,90,90"><a href="/media/product/lamp-{n}.{{end}}"><img src="/t{n}.jpg" ux-box="{n}00,90,80,80" alt="Lamp {n}"></a></li>'
        for n in range(1, 5)
    )
    assert headings(f"<h1>Lamp</h1><h2>Views</h2><ul>{thumbs}</ul>".replace("{end}", "jpg")) == []
    assert headings(f"<h1>Lamp</h1><h2>Views</h2><ul>{thumbs}</ul>".replace("{end}", "html")) == ["Views"]


def titles(body: str) -> list[str]:
    snapshot = snapshot_of(body, url="http://shop.example/lamps")
    return [card.title for card in find_cards(snapshot, choose_vocabulary("en", ""))]


def rows(*texts: str) -> str:
    lines = "".join(f'<li ux-box="20,{n}00,600,30">{text}</li>' for n, text in enumerate(texts, 1))
    return f"<main><h1>Lamps</h1><ul>{lines}</ul></main>"


def test_names_and_prices_in_rows_are_a_list_where_nothing_is_pictured() -> None:
    told = rows('<a href="/p/1">Desk lamp</a> $20.00', '<a href="/p/2">Floor lamp</a> $30.00')
    assert titles(told) == ["Desk lamp", "Floor lamp"]


def test_ranges_of_prices_to_filter_by_are_no_products() -> None:
    assert titles(rows('<a href="?under=20">Under $20</a>', '<a href="?under=50">Under $50</a>')) == []
    elsewhere = rows(
        '<a href="/lamps/a"><b>$0</b> - <b>$20</b></a>', '<a href="/lamps/b"><b>$20</b> - <b>$50</b></a>'
    )
    assert titles(elsewhere) == []


def test_the_lines_of_a_cart_are_no_list_of_products() -> None:
    lines = rows(
        '<a href="/p/1">Desk lamp</a> <input name="qty" value="1" ux-box="300,100,40,20"> <button>Remove</button> $20.00',
        '<a href="/p/2">Floor lamp</a> <input name="qty" value="1" ux-box="300,200,40,20"> <button>Remove</button> $30.00',
    )
    assert titles(lines + "<p>Total <b>$50.00</b></p>") == []


def test_a_card_that_is_one_link_is_called_by_its_name_without_the_price() -> None:
    card = '<li ux-box="{n}00,100,90,200"><a href="/p/{n}"><img src="{n}.jpg" ux-box="{n}00,100,80,80"><p>Lamp {n} X</p><span>£2{n}.00</span></a></li>'
    snapshot = snapshot_of(f"<h1>Lamps</h1><ul>{''.join(card.format(n=n) for n in range(1, 5))}</ul>")
    assert [card.title for card in find_cards(snapshot, choose_vocabulary("en", ""))] == [
        "Lamp 1 X", "Lamp 2 X", "Lamp 3 X", "Lamp 4 X",
    ]  # fmt: skip
