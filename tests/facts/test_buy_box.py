import pytest

from tests.facts.walks_by_hand import Look, walk_of
from ux_audit.facts.product import observe_product
from ux_audit.model.fact import FactValue

PRODUCT = "<main><section>{above}<div><h1>Nordlys lamp</h1>{beside}</div><p>£49.00</p>{stepper}<button>Add to cart</button></section>{below}</main>"
STEPPER = "<div><button {down}>{minus}</button><span>1</span><button {up}>{plus}</button></div>"
SIGNS = {"down": "", "up": "", "minus": "-", "plus": "+"}
ICONS = {
    "down": "aria-label='Decrease quantity'",
    "up": "aria-label='Increase quantity'",
    "minus": "<svg></svg>",
    "plus": "<svg></svg>",
}
HEART = "<button><svg class='{marks}'></svg></button>"
OTHERS = "<h2>You may also like</h2><ul>" + "".join(
    f"<li><a href='/p/{n}'><img src='/{n}.jpg' ux-box='0,900,200,90'><h3>Lamp {n}</h3></a><p>£{n}0.00</p>{HEART.format(marks='lucide-heart')}</li>"
    for n in range(1, 4)
)


def product(above: str = "", beside: str = "", stepper: str = "", below: str = "") -> dict[str, FactValue]:
    body = PRODUCT.format(above=above, beside=beside, stepper=stepper, below=below)
    facts = observe_product(walk_of([Look("product", body, "/p/nordlys")]))
    return {name.removeprefix("product."): fact.value for name, fact in facts.items()}


@pytest.mark.parametrize("marks", [SIGNS, ICONS], ids=["signs", "icons"])
def test_two_buttons_around_a_number_choose_the_amount(marks: dict[str, str]) -> None:
    assert product(stepper=STEPPER.format(**marks))["quantity_selector"] is True


def test_a_zoom_a_pager_and_a_lone_number_choose_no_amount() -> None:
    zoom = STEPPER.format(**SIGNS).replace(">1<", ">100<")
    pager = STEPPER.format(down="", up="", minus="‹", plus="›")
    for stepper in (zoom, pager, "<span>1</span>", ""):
        assert product(stepper=stepper)["quantity_selector"] is False


@pytest.mark.parametrize(
    "marks", ["lucide lucide-heart", "fa fa-heart-o", "bi bi-heart", "icon-heart", "icon-favourite"]
)
def test_a_heart_beside_the_heading_keeps_the_product(marks: str) -> None:
    assert product(beside=HEART.format(marks=marks))["wishlist"] is True


def test_hearts_of_other_products_of_the_header_and_other_icons_keep_nothing() -> None:
    assert product(below=OTHERS)["wishlist"] is False
    header = f"<header>{HEART.format(marks='icon-heart')}</header>"
    assert product(above=header)["wishlist"] is False
    for marks in ("lucide-share", "lucide-heart-pulse", "hearth"):
        assert product(beside=HEART.format(marks=marks))["wishlist"] is False
