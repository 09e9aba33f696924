"""Links that every page of a shop carries: its frame, wherever it stands."""

from tests.facts.walks_by_hand import Look, walk_of
from ux_audit.facts.site import observe_site

SIDE = (
    '<div class="box"><h4>Service</h4><a href="/returns">Returns</a> <a href="/contact">Contact us</a></div>'
)
HOME = f"<div><h1>Lamps</h1>{SIDE}</div>"


def value(product: str, name: str) -> object:
    looks = [Look("home", HOME, "/"), Look("product", f"<div><h1>Desk lamp</h1>{product}</div>", "/p/1")]
    return observe_site(walk_of(looks))[name].value


def test_links_in_a_box_on_every_page_are_as_good_as_a_footers() -> None:
    assert value(SIDE, "trust.returns_link") is True
    assert value(SIDE, "trust.contact") is True


def test_a_link_that_one_page_alone_carries_is_not_the_frames() -> None:
    assert value("", "trust.returns_link") is False
    assert value("", "trust.contact") is False
