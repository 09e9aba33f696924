from tests.snapshots import snapshot_of
from ux_audit.catalog import choose_vocabulary
from ux_audit.reading.cards import find_card_groups

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
