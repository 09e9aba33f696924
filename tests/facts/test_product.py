import pytest

from tests.facts.walks_by_hand import Look, walk_of
from ux_audit.facts.product import observe_product
from ux_audit.facts.reviews import observe_reviews

CART = "<div><a href='/cart'>0 Artikel: 0,00 €</a> <span>0,00 €</span></div><div><a href='/p/other'>Andere 999,00 €</a></div>"
PRODUCT = "<h1>Lampe</h1><p>49,00 €</p><button>In den Warenkorb</button>"
PARENT = "<h1>Lampe</h1><p>49,00 €</p><h2>Varianten</h2><a href='/p/lampe-rot'>Lampe rot</a> <a href='/p/lampe-blau'>Lampe blau</a>"
REVIEWED = "<h2>{count} Bewertungen</h2><ul><li class='review'><time>2.3.2026</time> Sehr schöne Lampe, hell und warm.</li></ul>"


def look(body: str, path: str) -> Look:
    return Look("product", body, path)


def test_the_price_is_neither_the_empty_carts_nor_another_products() -> None:
    facts = observe_product(walk_of([look(PRODUCT + CART, "/p/lampe")], language="de"))
    assert facts["product.price"].value == 49.0
    facts = observe_product(
        walk_of([look(PRODUCT.replace("</h1>", f"</h1>{CART}"), "/p/lampe")], language="de")
    )
    assert facts["product.price"].value == 49.0


def test_a_product_sold_by_its_versions_does_not_lack_a_cart_button() -> None:
    sights = [look(PARENT, "/p/lampe"), look(PRODUCT, "/p/vase")]
    facts = observe_product(walk_of(sights, language="de"))
    assert facts["product.add_to_cart_visible"].value is True
    assert facts["product.variants"].value is True
    bare = observe_product(walk_of([look(PRODUCT.split("<button")[0], "/p/lampe")], language="de"))
    assert bare["product.add_to_cart_visible"].value is False


def test_the_number_of_reviews_is_the_first_products() -> None:
    sights = [
        look(PRODUCT + REVIEWED.format(count=2), "/p/1"),
        look(PRODUCT + REVIEWED.format(count=31), "/p/2"),
    ]
    assert observe_reviews(walk_of(sights, language="de"))["product.reviews_count"].value == 2


@pytest.mark.parametrize(
    ("said", "stated"),
    [
        ("<div><p>30-Day Returns</p><p>No questions asked</p></div>", True),
        ("<div><p>Free returns</p><p>Within 30 days</p></div>", True),
        ("<div><p>Free returns</p></div><div><p>Within 30 days</p></div>", False),
        ("<div><p>Shipping &amp; returns</p><p>Materials</p></div>", False),
        ("<div><button>Shipping &amp; returns</button><button>Reviews (30)</button></div>", False),
        ("<div><p>Returns</p></div>", False),
    ],
)
def test_a_statement_on_returns_may_stand_in_two_lines(said: str, stated: bool) -> None:
    body = f"<main><h1>Lamp</h1><p>£49.00</p><button>Add to cart</button>{said}</main>"
    assert observe_product(walk_of([look(body, "/p/lamp")]))["product.returns_info"].value is stated
