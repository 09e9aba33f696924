import pytest

from tests.snapshots import snapshot_of
from ux_audit.catalog import choose_vocabulary
from ux_audit.reading.menus import find_breadcrumb, find_category_links

MENU = """<header><nav><ul>
<li><a href="/">Home</a></li>
<li><a href="/shop/">Shop</a><ul>
  <li><a href="/shop/lamps/">Lamps</a><ul><li><a href="/shop/lamps/desk/">Desk lamps</a></li></ul></li>
  <li><a href="/shop/home-garden/">Home &amp; Garden</a></li></ul></li>
<li><a href="/blog/">Blog</a></li><li><a href="/account/">My account</a></li></ul></nav></header>"""


def levels(html: str, url: str = "http://shop.example/") -> dict[str, int]:
    return {
        link.text: link.level
        for link in find_category_links(snapshot_of(html, url=url), choose_vocabulary("en", ""))
    }


def test_roots_pages_and_the_word_home_alone_are_no_categories() -> None:
    assert levels(MENU) == {"Lamps": 1, "Desk lamps": 2, "Home & Garden": 1}


def test_an_address_that_holds_all_others_is_a_root() -> None:
    links = "".join(
        f'<a href="/catalogue/{name}/">{name}</a>' for name in ("lamps", "chairs", "tables", "beds")
    )
    found = levels(f'<nav><a href="/catalogue/">Oak Shop</a>{links}</nav>')
    assert found == dict.fromkeys(("lamps", "chairs", "tables", "beds"), 1)


def test_a_link_that_only_narrows_the_page_is_no_category() -> None:
    html = '<aside><a href="/lamps/?colour=red">Red</a><a href="/chairs/">Chairs</a></aside>'
    assert levels(html, "http://shop.example/lamps/") == {"Chairs": 1}


@pytest.mark.parametrize(
    "path",
    ["/recover-password/", "/shop/talks/resend/", "/shop/login", "/forgot", "/mon-compte/", "/orders/"],
)
def test_what_leads_to_an_account_or_an_order_is_no_category(path: str) -> None:
    assert levels(f'<nav><a href="{path}">Something</a><a href="/lamps/">Lamps</a></nav>') == {"Lamps": 1}


def test_what_stands_with_a_field_for_a_password_is_no_category() -> None:
    form = '<form><input name="user"><input type="password"></form>'
    box = f'<ul class="dropdown-menu" hidden><li>{form}</li><li><a href="/x1/">Trouble?</a></li></ul>'
    categories = "".join(f'<li><a href="/{name}/">{name}</a></li>' for name in ("lamps", "chairs", "beds"))
    menu = f'<nav><ul class="dropdown">{categories}<li><a href="#">Sign in</a>{box}</li></ul></nav>'
    assert levels(menu) == dict.fromkeys(("lamps", "chairs", "beds"), 1)


def test_products_in_boxes_named_after_categories_are_no_categories() -> None:
    cards = "".join(
        f'<div class="product-card category-view"><a href="/p/{n}"><img src="/{n}.jpg"><span>Lamp no {n}</span> {price}</a>{after}</div>'
        for n, price, after in (("1", "€84.00", ""), ("2", "", "<p>€42.00</p>"))
    )
    tile = '<div class="category-tile"><a href="/chairs/">Chairs</a></div>'
    assert levels(f"<main>{cards}{tile}</main>") == {"Chairs": 1}


def test_a_sum_beside_the_menu_makes_no_products_of_categories() -> None:
    assert levels('<nav><a href="/lamps/">Lamps</a><span>Cart €0.00</span></nav>') == {"Lamps": 1}


def test_a_breadcrumb_is_found_by_its_name_and_missing_without_links() -> None:
    crumb = '<nav aria-label="Breadcrumb"><a href="/">Home</a> / <a href="/lamps/">Lamps</a> / <span>Nordlys</span></nav>'
    found = find_breadcrumb(snapshot_of(crumb), choose_vocabulary("en", ""))
    assert found is not None
    assert found.links == ("Home", "Lamps")
    assert find_breadcrumb(snapshot_of("<p>Home / Lamps</p>"), choose_vocabulary("en", "")) is None
