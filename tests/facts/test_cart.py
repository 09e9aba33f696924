"""The cart's facts on carts written by hand."""

from tests.facts.walks_by_hand import Look, walk_of
from ux_audit.facts.cart import observe_cart
from ux_audit.model.fact import FactValue

ADDED = Look("added", "cart_table", "/cart", {"added_title": "Canvas Bag", "feedback": "page"})


def values(looks: list[Look], *names: str, language: str = "en") -> list[FactValue]:
    facts = observe_cart(walk_of(looks, language=language))
    return [facts[f"cart.{name}"].value for name in names]


def test_a_cart_with_everything_and_one_thing_not_asked_for() -> None:
    looks = [ADDED, Look("cart", "cart_table", "/cart")]
    names = (
        "add_works",
        "add_feedback",
        "quantity_editable",
        "remove",
        "discount_field",
        "discount_field_open",
    )
    assert values(looks, *names) == [True, "page", True, True, True, True]
    assert values(looks, "subtotal_shown", "shipping_cost_shown", "tax_shown", "total_shown") == [True] * 4
    assert values(looks, "unrequested_items", "arithmetic_ok") == [1, True]


def test_sums_that_do_not_add_up() -> None:
    assert values([ADDED, Look("cart", "cart_wrong", "/cart")], "arithmetic_ok") == [False]


def test_free_delivery_and_tax_within_the_total() -> None:
    looks = [Look("cart", "cart_blocks", "/warenkorb")]
    names = (
        "shipping_cost_shown",
        "tax_shown",
        "arithmetic_ok",
        "discount_field",
        "quantity_editable",
        "remove",
    )
    assert values(looks, *names, language="de") == [True, True, True, False, True, True]


def test_the_sum_follows_the_pieces_even_when_late() -> None:
    before = {"total_before": "40.0", "quantity_before": "1", "quantity_after": "2"}
    late = Look("cart_quantity", "cart_late", "/cart", {**before, "total_after": "40.0"})
    restored = Look("cart_restored", "cart_late", "/cart", {"total_after": "80.0"})
    cart = Look("cart", "cart_late", "/cart")
    assert values([cart, late, restored], "quantity_updates_total") == [True]
    assert values([cart, late], "quantity_updates_total") == [False]
    assert values([cart], "quantity_updates_total") == [None]


def test_a_fresh_notice_is_a_message_in_any_language() -> None:
    walk = [
        Look("product", "<main><h1>Bag</h1></main>", "/bag"),
        Look(
            "added",
            "<main><h1>Bag</h1><div class='toast'>Kosár frissítve</div></main>",
            "/bag",
            {"before": "desktop/01-product"},
        ),
    ]
    assert values(walk, "add_feedback") == ["message"]


def test_nothing_seen_is_nothing_claimed() -> None:
    facts = observe_cart(walk_of([]))
    assert all(fact.value is None and fact.note for fact in facts.values())
