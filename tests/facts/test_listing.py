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


def test_the_category_tree_is_no_filter() -> None:
    assert listing(CATEGORIES, "en")["filters"] is False


def test_a_choice_that_names_the_price_twice_changes_the_order() -> None:
    assert listing(ORDERED, "de")["sort"] is True
    assert listing(ORDERED.replace("Preis absteigend", "Marke"), "de")["sort"] is False


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
