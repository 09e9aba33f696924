import pytest

from tests.facts.walks_by_hand import Look, walk_of
from ux_audit.facts.listing import observe_listing
from ux_audit.model.fact import FactValue

SLIDER = """<h1>Kameras</h1><aside class="filters"><h3>Filter</h3><div><div>{title}</div><div><div>
<div><input type="range" hidden min="5" max="99"><input type="range" hidden></div><div><span>5,00 €</span><span>99,00 €</span></div>
</div></div></div></aside>"""
SPANS = """<h1>カメラ</h1><form class="refine"><fieldset><legend>ご予算</legend><label><input type="checkbox" name="r">¥1,000～¥5,000</label>
<label><input type="checkbox" name="r">¥5,000～¥9,000</label></fieldset></form>"""
PROPERTY = """<h1>Lampes</h1><div class="facets"><h4>Couleur</h4><ul><li><label><input type="checkbox" name="c">Rouge</label></li>
<li><label><input type="checkbox" name="c">Bleu</label></li></ul><h4>Marque</h4><ul><li><a href="/m/1">Lumo</a></li></ul></div>"""
FOLDED = """<h1>Lamper</h1><div class="facets"><details><summary>Farve</summary><ul hidden><li><label><input type="checkbox">Rød</label></li></ul></details>
<details><summary>Price</summary><div hidden><input type="number"><input type="number"></div></details></div>"""
ORDERED = """<h1>Lampen</h1><select name="o"><option>Neueste<option>Preis aufsteigend<option>Preis absteigend</select>"""
CATEGORIES = """<h1>Lamps</h1><aside class="filters"><h3>Categories</h3><ul><li><a href="/c/1">Desk</a></li></ul></aside>"""


CARDS = "<ul>" + "".join(
    f'<li><a href="/p/{n}"><img src="/{n}.jpg" ux-box="0,{n}00,200,90"><h3>Lamp {n}</h3></a><p>£{n}0.00</p></li>' for n in range(1, 5)
) + "</ul>"  # fmt: skip
BOXED = """<h1>Lamps</h1><div><div><div><span>Filters</span></div></div><div>
<div><h3>Categories</h3><div><div><button role="checkbox"></button><label>Desk</label></div><div><button role="checkbox"></button><label>Floor</label></div></div></div>
{groups}</div></div>"""
AVAILABLE = """<div><h3>Availability</h3><div><div><button role="checkbox"></button><label>In stock only</label></div>
<div><button role="checkbox"></button><label>Featured</label></div></div></div>"""
RANGE = """<div><h3>Price Range</h3><div><span role="slider"></span><div><span>$0</span><span>$500</span></div></div></div>"""
COUNTED = """<h1>Lamps</h1><div><section><div><h4>Material</h4></div><ul>{choices}</ul></section><section>{cards}</section></div>"""
LABELS = "<li><label><input type='checkbox'>Oak (11)</label></li><li><label><input type='checkbox'>Elm (4)</label></li>"
FACETS = "<li><a href='/lamps?wood=1'>Oak (11)</a></li><li><a href='/lamps?wood=2'>Elm (4)</a></li>"
TREE = "<li><a href='/desk'>Desk (11)</a></li><li><a href='/floor'>Floor (4)</a></li>"


def listing(body: str, language: str) -> dict[str, FactValue]:
    facts = observe_listing(walk_of([Look("listing", body, "/lamps")], language=language))
    return {name.removeprefix("listing."): fact.value for name, fact in facts.items()}


@pytest.mark.parametrize("title", ["Preis", "Preisspanne", "Budget"])
def test_a_slider_between_two_prices_narrows_by_price_though_its_inputs_are_hidden(title: str) -> None:
    facts = listing(SLIDER.format(title=title), "de")
    assert (facts["filters"], facts["filter_price"], facts["filter_spec"]) == (True, True, False)


def test_spans_of_prices_narrow_by_price_whatever_their_title_says() -> None:
    assert listing(SPANS, "ja")["filter_price"] is True


def test_properties_and_makers_are_told_apart() -> None:
    facts = listing(PROPERTY, "fr")
    assert (facts["filter_spec"], facts["filter_brand"], facts["filter_price"]) == (True, True, False)


def test_folded_groups_are_filters_though_their_choices_are_hidden() -> None:
    facts = listing(FOLDED, "en")
    assert (facts["filter_spec"], facts["filter_price"]) == (True, True)
    tree = FOLDED.replace('<input type="checkbox">', "").replace(
        '<input type="number">', "<a href='/c/2'>C</a>"
    )
    assert listing(tree, "en")["filter_spec"] is False


def test_a_heading_in_a_box_of_its_own_speaks_for_the_choices_below() -> None:
    facts = listing(BOXED.format(groups=RANGE + AVAILABLE) + CARDS, "en")
    assert (facts["filters"], facts["filter_price"], facts["filter_spec"]) == (True, True, True)
    assert listing(BOXED.format(groups="") + CARDS, "en")["filters"] is False


def test_a_heading_without_choices_is_no_filter() -> None:
    assert listing(f"<h1>Lamps</h1><div><span>Filters</span></div>{CARDS}", "en")["filters"] is False


@pytest.mark.parametrize(("choices", "narrows"), [(LABELS, True), (FACETS, True), (TREE, False)])
def test_choices_that_tell_how_many_products_they_leave_are_filters(choices: str, narrows: bool) -> None:
    facts = listing(COUNTED.format(choices=choices, cards=CARDS), "en")
    assert (facts["filters"], facts["filter_spec"]) == (narrows, narrows)
    assert listing(COUNTED.format(choices=choices, cards=""), "en")["filters"] is False


def test_the_category_tree_is_no_filter() -> None:
    assert listing(CATEGORIES, "en")["filters"] is False


def test_a_choice_that_names_the_price_twice_changes_the_order() -> None:
    assert listing(ORDERED, "de")["sort"] is True
    once = ORDERED.replace("Preis absteigend", "Marke")
    assert listing(once.replace("Neueste", "Alle"), "de")["sort"] is False


def test_a_choice_of_orders_is_told_from_one_of_collections() -> None:
    choice = "<h1>Lamps</h1><select name='o'><option>{}<option>{}<option>Other</select>"
    assert listing(choice.format("Newest", "Name A-Z"), "en")["sort"] is True
    assert listing(choice.format("Newest", "Most popular"), "en")["sort"] is False


@pytest.mark.parametrize(
    "order", ["Name A-Z", "Z–A", "Newest", "Price: low to high", "Price: Low to High", "Preis ↑", "新着順"]
)
def test_a_closed_list_that_shows_an_order_changes_it(order: str) -> None:
    control = f"<div><button role='combobox'><span>{order}</span></button></div>"
    assert listing(f"<h1>Lamps</h1>{control}{CARDS}", "en")["sort"] is True
    assert listing(f"<h1>Lamps</h1><p>{order}</p>{CARDS}", "en")["sort"] is False
    assert listing(f"<header>{control}</header><h1>Lamps</h1>{CARDS}", "en")["sort"] is False


@pytest.mark.parametrize(
    "name", ["Price", "English", "Quiz", "Lamps A-Z of all the makers that we have ever known"]
)
def test_other_closed_lists_change_no_order(name: str) -> None:
    control = f"<div><button role='combobox'>{name}</button></div>"
    assert listing(f"<h1>Lamps</h1>{control}{CARDS}", "en")["sort"] is False


@pytest.mark.parametrize(
    ("early", "paging"), [("/p/1 /p/2", "endless"), ("/p/1 /p/2 /p/3 /p/4", "all"), ("", "all")]
)
def test_a_list_that_grew_while_scrolling_goes_on_by_itself(early: str, paging: str) -> None:
    cards = "".join(
        f'<li><a href="/p/{n}"><img src="/{n}.jpg" ux-box="0,{n}00,200,90"><h3>Lamp {n}</h3></a><p>£{n}0.00</p></li>'
        for n in range(1, 5)
    )
    urls = " ".join(f"http://shop.example{path}" for path in early.split())
    look = Look("listing", f"<h1>Lamps</h1><ul>{cards}</ul>", "/lamps", {"urls_before_scrolling": urls})
    assert observe_listing(walk_of([look]))["listing.paging"].value == paging


def test_a_head_within_the_content_is_not_the_pages() -> None:
    listed = f"<header>Shop</header><main><header><a role='button' href='#'>Sort by: Featured</a></header><h1>Lamps</h1>{CARDS}</main>"
    assert listing(listed, "en")["sort"] is True


def test_a_slider_between_two_prices_needs_no_word_for_filters() -> None:
    side = f"<main><div><div>{RANGE}</div><div>{CARDS}</div></div></main>"
    assert listing(side, "en")["filter_price"] is True
    assert listing(side.replace("$", ""), "en")["filter_price"] is False
