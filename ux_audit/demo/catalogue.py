"""What the embedded shop sells, from catalogue.yaml."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ux_audit.model import Model, Text
from ux_audit.yaml_files import read_yaml

DATA = Path(__file__).with_name("catalogue.yaml")
PHOTOS = 6


class Category(Model):
    """A place in the tree; `line` holds the slugs from the department down to itself."""

    slug: str
    name: Text
    line: tuple[str, ...]
    children: tuple["Category", ...] = ()

    def below(self) -> Iterator["Category"]:
        """Yield this category and all under it."""
        yield self
        for child in self.children:
            yield from child.below()


class Product(Model):
    """One product; `price` in pounds, `stock` by colour slug."""

    slug: str
    name: Text
    kind: Text
    line: tuple[str, ...]
    brand: str
    place: Text
    price: float
    shape: str
    purpose: Text
    about: tuple[Text, ...]
    specs: tuple[tuple[Text, Text], ...]
    material: str
    stock: dict[str, int]
    stars: dict[int, int]
    sold: int

    @property
    def rating(self) -> float:
        """The mean of its stars, 1–5."""
        return round(sum(star * n for star, n in self.stars.items()) / self.reviews, 1)

    @property
    def reviews(self) -> int:
        """How many reviews it has."""
        return sum(self.stars.values())


class Catalogue(Model):
    """The tree, the products in order, and the data both are made of."""

    departments: tuple[Category, ...]
    products: tuple[Product, ...]
    data: dict[str, Any]

    def category(self, slug: str) -> Category | None:
        """Return the category of this slug, or None."""
        return next((c for top in self.departments for c in top.below() if c.slug == slug), None)

    def product(self, slug: str) -> Product | None:
        """Return the product of this slug, or None."""
        return next((p for p in self.products if p.slug == slug), None)


@cache
def load_catalogue(deep: bool = False) -> Catalogue:
    """Return the catalogue; `deep` adds two levels more below one category."""
    data, _ = read_yaml(DATA)
    tree = data["tree"]
    departments = tuple(_category(slug, node, (), data if deep else {}) for slug, node in tree.items())
    products: list[Product] = []
    for department, top in tree.items():
        for middle, node in top["children"].items():
            for place, (slug, leaf) in enumerate(node["children"].items()):
                line = (department, middle, slug)
                products += [
                    _product(data, line, leaf, place, n, len(products) + n)
                    for n in range(len(data["brands"]))
                ]
    return Catalogue(departments=departments, products=tuple(products), data=data)


def _category(slug: str, node: dict[str, Any], above: tuple[str, ...], data: dict[str, Any]) -> Category:
    line = (*above, slug)
    children = dict(node.get("children", {}))
    extra = data.get("deep_tree", {})
    if extra.get("below") == slug:
        children.update(extra["children"])
    return Category(
        slug=slug,
        name=Text.model_validate(node["name"]),
        line=line,
        children=tuple(_category(name, child, line, data) for name, child in children.items()),
    )


def _product(
    data: dict[str, Any], line: tuple[str, ...], leaf: dict[str, Any], place: int, n: int, number: int
) -> Product:
    brand = data["brands"][(n + 2 * (number // 5)) % len(data["brands"])]
    models = data["models"][(number // 5 + place) % len(data["models"])]
    model, one = models[n], leaf["one"]
    low, high = leaf["price"]
    price = float(round(low + (high - low) * ((n * 3 + 1) % 5) / 4))
    name = {"en": f"{model['en']} {one['en']}", "zh": f"{model['zh']}{one['zh']}"}
    words = {
        language: {
            "model": model[language], "one": one[language], "brand": brand["name"], "place": brand["place"][language],
            "for": leaf["for"][language],
        }
        for language in ("en", "zh")
    }  # fmt: skip
    material = data["materials"][(number + place) % len(data["materials"])]
    colours = [c["slug"] for c in data["colours"]]
    return Product(
        slug=re.sub(r"\W+", "-", name["en"].lower()),
        name=Text.model_validate(name),
        kind=Text.model_validate(one),
        line=line,
        brand=brand["name"],
        place=Text.model_validate(brand["place"]),
        price=price,
        shape=leaf["shape"],
        purpose=Text.model_validate(leaf["for"]),
        about=tuple(
            Text(en=part["en"].format_map(words["en"]), zh=part["zh"].format_map(words["zh"]))
            for part in data["about"]
        ),
        specs=_specs(data, number, material, brand),
        material=material["slug"],
        stock={colours[(number + k) % 5]: (18, 7, 0)[k] for k in range(3)},
        stars={5: 18 + number % 9, 4: 7 + number % 4, 3: 2, 2: 1, 1: number % 2},
        sold=300 + number * 17 % 900,
    )


def _specs(
    data: dict[str, Any], number: int, material: dict[str, Any], brand: dict[str, Any]
) -> tuple[tuple[Text, Text], ...]:
    names = data["specs"]
    width, height, depth = 30 + number * 7 % 90, 20 + number * 11 % 100, 25 + number * 5 % 60
    cm = {"width": width, "height": height, "depth": depth}
    values = {key: {"en": f"{n} cm", "zh": f"{n}厘米"} for key, n in cm.items()}
    weight = 0.4 + number * 13 % 90 / 10
    values["weight"] = {"en": f"{weight:.1f} kg", "zh": f"{weight:.1f}千克"}
    values["material"] = {"en": material["en"], "zh": material["zh"]}
    values["made_in"] = brand["place"]
    return tuple(
        (Text.model_validate(label), Text.model_validate(values.get(key) or names[key]["value"]))
        for key, label in ((key, {"en": item["en"], "zh": item["zh"]}) for key, item in names.items())
    )
