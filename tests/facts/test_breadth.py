from tests.facts.walks_by_hand import Look, walk_of
from ux_audit.facts.breadth import observe_breadth


def menu(*names: str) -> str:
    links = "".join(f"<li><a href='/category/{n}'>{name}</a></li>" for n, name in enumerate(names))
    return f"<header><nav><ul>{links}</ul></nav></header><h1>Shop</h1>"


def breadth(page: str) -> dict[str, object]:
    facts = observe_breadth(walk_of([Look("home", page, "/")]))
    return {name.partition(".")[2]: fact.value for name, fact in facts.items()}


def test_categories_side_by_side_are_counted() -> None:
    assert breadth(menu("Chairs", "Tables", "Lamps"))["siblings_max"] == 3


def test_numbers_in_the_menu_tell_how_much_each_holds() -> None:
    found = breadth(menu("Chairs (4)", "Tables (30)", "Lamps (2)", "Rugs (51)"))
    assert (found["leaves_counted"], found["leaves_under_10_share"]) == (4, 0.5)


def test_without_numbers_the_share_is_not_known() -> None:
    assert breadth(menu("Chairs", "Tables", "Lamps"))["leaves_under_10_share"] is None


def test_without_categories_nothing_is_known() -> None:
    assert breadth("<h1>Shop</h1>")["siblings_max"] is None
