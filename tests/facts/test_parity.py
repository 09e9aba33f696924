from dataclasses import replace

from tests.facts.walks_by_hand import Look, walk_of
from ux_audit.facts.parity import observe_parity
from ux_audit.facts.walk import seen
from ux_audit.model import Evidence, Fact

ALL = {
    "product.reviews_visible": True,
    "product.returns_info": True,
    "product.gallery_images": 6,
    "product.specs_count": 8,
    "listing.filters": True,
}


def facts(**changed: object) -> dict[str, Fact]:
    values = ALL | {name.replace("__", "."): value for name, value in changed.items()}
    evidence = Evidence(visit="", page="", text="30 days to return")
    return {name: seen(value, evidence) for name, value in values.items()}  # type: ignore[arg-type]


def compare(phone: dict[str, Fact], page: str = "<h1>Lamp</h1>", path: str = "/lamp") -> object:
    desktop = walk_of([Look("product", "<h1>Lamp</h1>", "/lamp")])
    mobile = replace(walk_of([Look("product", page, path)]), device="mobile")
    found = observe_parity({"desktop": desktop, "mobile": mobile}, {"desktop": facts(), "mobile": phone})
    return found["mobile"]["mobile.parts_missing"].value


def test_the_same_on_both_misses_nothing() -> None:
    assert compare(facts()) == []


def test_what_the_phone_lacks_is_named() -> None:
    phone = facts(product__reviews_visible=False, product__gallery_images=2)
    assert compare(phone) == ["reviews", "photos"]


def test_what_could_not_be_seen_is_not_compared() -> None:
    assert compare(facts(product__reviews_visible=None)) == []


def test_what_is_folded_on_the_phone_is_not_missing() -> None:
    folded = "<h1>Lamp</h1><details><p hidden>30 days to return, label in the box</p></details>"
    assert compare(facts(product__returns_info=False), folded) == []
    assert compare(facts(product__returns_info=False)) == ["returns"]


def test_other_products_are_not_compared() -> None:
    assert compare(facts(product__reviews_visible=False), path="/chair") is None


def test_one_device_alone_tells_nothing() -> None:
    found = observe_parity({"mobile": walk_of([])}, {"mobile": facts()})
    assert found["mobile"]["mobile.parts_missing"].value is None
