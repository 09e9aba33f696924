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


def test_a_breadcrumb_is_found_by_its_name_and_missing_without_links() -> None:
    crumb = '<nav aria-label="Breadcrumb"><a href="/">Home</a> / <a href="/lamps/">Lamps</a> / <span>Nordlys</span></nav>'
    found = find_breadcrumb(snapshot_of(crumb), choose_vocabulary("en", ""))
    assert found is not None
    assert found.links == ("Home", "Lamps")
    assert find_breadcrumb(snapshot_of("<p>Home / Lamps</p>"), choose_vocabulary("en", "")) is None
