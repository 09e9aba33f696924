from tests.facts.walks_by_hand import Look, walk_of
from ux_audit.facts.narrowing import observe_narrowing

CARD = '<li><a href="/p/{n}"><img src="/{n}.png" width="200" height="200"><h3>Lamp {n}</h3></a><span>£{n}9.00</span></li>'
BOX = '<label><input type="{kind}" name="brand" value="{v}"{on}> {v} ({n})</label>'


def page(numbers: range, total: int, *, picked: str = "", kind: str = "checkbox") -> str:
    boxes = "".join(
        BOX.format(kind=kind, v=v, n=n, on=' checked data-ux-checked="1"' if v == picked else "")
        for v, n in (("Acme", 4), ("Bolt", 6))
    )
    form = f'<form class="filters"><fieldset><legend>Brand</legend>{boxes}</fieldset></form>'
    return f"<main>{form}<p>{total} products</p><ul>{''.join(CARD.format(n=n) for n in numbers)}</ul></main>"


def filtered(after: str, path: str = "/c?brand=Acme", **said: str) -> dict[str, object]:
    context = {
        "before": "desktop/01-listing",
        "group": "Brand",
        "choice": "Acme",
        "count": "4",
        "sent": "true",
    }
    looks = [
        Look("listing", page(range(1, 11), 10), "/c"),
        Look("filtered", after, path, {**context, **said}),
    ]
    return {name: fact.value for name, fact in observe_narrowing(walk_of(looks)).items()}


def test_a_filter_that_does_all_it_should() -> None:
    facts = filtered(page(range(1, 5), 4, picked="Acme"))
    assert facts["listing.filter_works"] is True
    assert facts["listing.filter_count_right"] is True
    assert facts["listing.filter_shown"] is True
    assert facts["listing.filter_in_address"] is True
    assert facts["listing.filter_multiselect"] is True


def test_what_a_filter_may_lack() -> None:
    facts = filtered(page(range(1, 8), 7, kind="radio"), "/c")
    assert facts["listing.filter_count_right"] is False
    assert facts["listing.filter_shown"] is False
    assert facts["listing.filter_in_address"] is False
    assert facts["listing.filter_multiselect"] is False


def test_a_list_that_stays_fails_only_when_a_number_says_that_it_should_not() -> None:
    same = page(range(1, 11), 10, picked="Acme")
    assert filtered(same)["listing.filter_works"] is False
    assert filtered(same, count="")["listing.filter_works"] is None
    assert filtered(same, sent="false")["listing.filter_works"] is None
    assert filtered(same, count="10")["listing.filter_works"] is None


def test_links_combine_when_they_keep_what_was_chosen() -> None:
    def linked(address: str) -> str:
        links = f'<li><a href="/c">Acme (4)</a></li><li><a href="{address}">Bolt (6)</a></li>'
        group = f'<aside class="filters"><h3>Brand</h3><ul>{links}</ul></aside>'
        return (
            f"<main>{group}<p>4 products</p><ul>{''.join(CARD.format(n=n) for n in range(1, 5))}</ul></main>"
        )

    assert filtered(linked("/c?brand=Acme&amp;brand=Bolt"))["listing.filter_multiselect"] is True
    assert filtered(linked("/c?brand=Bolt"))["listing.filter_multiselect"] is False


def back(body: str, **said: str) -> dict[str, object]:
    context = {
        "before": "desktop/01-listing",
        "card_url": "http://shop.example/p/3",
        "by_script": "false",
        "kept_alive": "false",
    }
    looks = [
        Look("listing", page(range(1, 11), 10), "/c"),
        Look("listing_back", body, "/c", {**context, **said}),
    ]
    return {name: fact.value for name, fact in observe_narrowing(walk_of(looks)).items()}


def test_a_list_that_forgot_the_product_fails_only_where_no_browser_could_have_kept_it() -> None:
    assert back(page(range(1, 11), 10))["listing.back_state"] == "kept"
    low = page(range(1, 40), 40)
    assert back(low, card_url="http://shop.example/p/30")["listing.back_state"] == "moved"
    assert back(low, card_url="http://shop.example/p/30", kept_alive="true")["listing.back_state"] is None
    other = page(range(20, 31), 10)
    assert back(other)["listing.back_state"] == "reset"
    assert back(other, kept_alive="true")["listing.back_state"] is None
    assert back(other, kept_alive="true", by_script="true")["listing.back_state"] == "reset"


def test_nothing_tried_is_nothing_known() -> None:
    assert {fact.value for fact in observe_narrowing(walk_of([])).values()} == {None}


def test_of_a_rating_one_value_at_a_time_is_asked_and_its_number_is_not_looked_for_in_others() -> None:
    boxes = "".join(
        f'<label><input type="checkbox" name="r" value="{v}"> {v} ({n})</label>' for v, n in ((4, 5), (5, 4))
    )
    after = page(range(1, 6), 5).replace(
        "<form", f'<form class="filters"><h3>Rating</h3>{boxes}</form><form', 1
    )
    looks = {"group": "Rating", "choice": "4", "count": "5"}
    facts = filtered(after, **looks)
    assert facts["listing.filter_works"] is True
    assert facts["listing.filter_multiselect"] is None
    assert (
        filtered(page(range(1, 6), 5) + "<p>14 days to return</p>", **looks)["listing.filter_shown"] is False
    )
