"""Categories in the menu: as shown, behind a control, or not known."""

from tests.facts.walks_by_hand import Look, walk_of
from ux_audit.facts.navigation import observe_navigation
from ux_audit.model.fact import FactValue

MENU = "<header><button aria-label=Menu aria-expanded={} class=navbar-toggler ux-box='10,10,40,40'>☰</button>{}</header>"
LINKS = "<nav><ul><li><a href='/lamps'>Lamps</a></li><li><a href='/chairs'>Chairs</a></li><li><a href='/rugs'>Rugs</a></li></ul></nav>"
PAGE = "<main><h1>Nice things</h1></main>"


def categories(*looks: Look) -> list[FactValue]:
    facts = observe_navigation(walk_of(looks))
    names = ("top_categories", "top_categories_visible", "category_depth_max")
    return [facts[f"navigation.{name}"].value for name in names]


def test_what_a_menu_holds_that_did_not_open_is_not_known() -> None:
    home = Look("home", MENU.format("false", "") + PAGE, "/")
    assert categories(home) == [None, None, None]
    assert categories(Look("home", PAGE, "/")) == [0, 0, 0]


def test_a_menu_that_draws_its_links_when_opened_names_them_though_not_in_view() -> None:
    home = Look("home", MENU.format("false", "") + PAGE, "/")
    opened = Look("home_menu", MENU.format("true", LINKS) + PAGE, "/")
    assert categories(home, opened) == [3, 0, 1]


def cart_visible(*looks: Look) -> FactValue:
    return observe_navigation(walk_of(looks))["navigation.cart_visible"].value


def test_icons_that_say_nothing_are_not_called_a_missing_cart() -> None:
    icons = "<header><button><svg></svg></button><button><svg></svg>{}</button></header>" + PAGE
    assert cart_visible(Look("home", icons.format(""), "/")) is None
    counted = Look("added", icons.format("<span>1</span>"), "/lamp")
    assert cart_visible(Look("home", icons.format(""), "/"), counted) is True
    assert cart_visible(Look("home", icons.format("<span>1</span>"), "/"), counted) is None
    uncounted = Look("added", icons.format("<span>0</span>"), "/lamp")
    assert cart_visible(Look("home", icons.format(""), "/"), uncounted) is None
    assert cart_visible(Look("home", f"<header><a href='/'>Shop</a></header>{PAGE}", "/")) is False
