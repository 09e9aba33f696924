"""What the embedded shop sells: catalogue.yaml, in the words of a language."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ux_audit.demo.languages import Language, load_language
from ux_audit.model import Model
from ux_audit.yaml_files import read_yaml

DATA = Path(__file__).with_name("catalogue.yaml")
PHOTOS = 6
Rgb = tuple[int, int, int]


class Category(Model):
    """A place in the tree; `line` holds the slugs from the department down to itself."""

    slug: str
    name: str
    line: tuple[str, ...]
    children: tuple["Category", ...] = ()

    def below(self) -> Iterator["Category"]:
        """Yield this category and all under it."""
        yield self
        for child in self.children:
            yield from child.below()


class Product(Model):
    """One product; `number` counts them, `price` is in the language's currency, `stock` by colour slug."""

    number: int
    slug: str
    name: str
    line: tuple[str, ...]
    brand: str
    price: float
    shape: str
    about: tuple[str, ...]
    specs: tuple[tuple[str, str], ...]
    material: str
    stock: dict[str, int]
    stars: dict[int, int]
    sold: int
    also: str = ""

    @property
    def rating(self) -> float:
        """The mean of its stars, 1–5."""
        return round(sum(star * n for star, n in self.stars.items()) / self.reviews, 1)

    @property
    def reviews(self) -> int:
        """How many reviews it has."""
        return sum(self.stars.values())


class Colour(Model):
    """A colour that products come in."""

    slug: str
    name: str
    rgb: Rgb


class Review(Model):
    """What a customer says of a product."""

    stars: int
    on: date
    by: str
    title: str
    text: str


class Catalogue(Model):
    """The tree, the products in order, and what they are told apart by."""

    departments: tuple[Category, ...]
    products: tuple[Product, ...]
    brands: tuple[str, ...]
    materials: dict[str, str]
    colours: dict[str, Colour]
    reviews: tuple[Review, ...]

    def category(self, slug: str) -> Category | None:
        """Return the category of this slug, or None."""
        return next((c for top in self.departments for c in top.below() if c.slug == slug), None)

    def product(self, slug: str) -> Product | None:
        """Return the product of this slug, or None."""
        return next((p for p in self.products if p.slug == slug), None)

    def path_to(self, line: tuple[str, ...]) -> list[Category]:
        """Return the categories from the department down to a place."""
        return [found for slug in line if (found := self.category(slug)) is not None]


@cache
def load_data() -> dict[str, Any]:
    """Return what is sold, in no language."""
    data: dict[str, Any] = read_yaml(DATA)[0]
    return data


@cache
def load_catalogue(tag: str, deep: bool = False, split: bool = False) -> Catalogue:
    """Return the catalogue in a language; `deep` adds two levels below one category, `split` a category a maker and colour."""
    data, language = load_data(), load_language(tag)
    products: list[Product] = []
    for department, top in data["tree"].items():
        for middle, node in top.items():
            for place, (slug, leaf) in enumerate(node.items()):
                line = (department, middle, slug)
                products += [
                    _product(language, line, leaf, place, n, len(products) + n)
                    for n in range(len(data["brands"]))
                ]
    goods = language.goods
    departments = tuple(_categories(data["tree"], (), language, data["deep_tree"] if deep else {}))
    return Catalogue(
        departments=tuple(_split(top, language) for top in departments) if split else departments,
        products=tuple(products),
        brands=tuple(brand["name"] for brand in data["brands"]),
        materials={slug: goods.materials[slug] for slug in data["materials"]},
        colours={
            slug: Colour(slug=slug, name=goods.colours[slug], rgb=rgb)
            for slug, rgb in data["colours"].items()
        },
        reviews=tuple(
            Review(**marks, **said.model_dump())
            for marks, said in zip(data["reviews"], goods.reviews, strict=True)
        ),
    )


def _categories(
    nodes: dict[str, Any], above: tuple[str, ...], language: Language, deep: dict[str, Any]
) -> Iterator[Category]:
    for slug, node in nodes.items():
        line = (*above, slug)
        children = deep.get(slug, {}) if "piece" in node else node
        name = language.goods.categories[slug]
        below = tuple(_categories(children, line, language, deep))
        yield Category(slug=slug, name=name, line=line, children=below)


def _split(top: Category, language: Language) -> Category:
    """The department with its first category cut into one for each maker in each colour, beside what it held."""
    first, *others = top.children
    cut = tuple(
        Category(
            slug=f"{brand['slug']}-{colour}-{first.slug}",
            name=f"{brand['name']} {language.goods.colours[colour]}",
            line=(*first.line, f"{brand['slug']}-{colour}-{first.slug}"),
        )
        for brand in load_data()["brands"]
        for colour in load_data()["colours"]
    )
    whole = first.model_copy(update={"children": (*first.children, *cut)})
    return top.model_copy(update={"children": (whole, *others)})


def _product(
    language: Language, line: tuple[str, ...], leaf: dict[str, Any], place: int, n: int, number: int
) -> Product:
    data, goods = load_data(), language.goods
    brand = data["brands"][(n + 2 * (number // 5)) % len(data["brands"])]
    row = (number // 5 + place) % len(data["models"])
    low, high = leaf["price"]
    material = data["materials"][(number + place) % len(data["materials"])]
    colours = list(data["colours"])
    piece = goods.pieces[line[-1]]
    words = {
        "model": goods.models[row][n], "one": piece.one, "brand": brand["name"],
        "place": goods.places[brand["slug"]], "purpose": piece.purpose,
    }  # fmt: skip
    return Product(
        number=number,
        slug=f"{data['models'][row][n]}-{leaf['piece']}",
        name=goods.name.format_map(words),
        line=line,
        brand=brand["name"],
        price=language.price(round(low + (high - low) * ((n * 3 + 1) % 5) / 4)),
        shape=leaf["shape"],
        about=tuple(part.format_map(words) for part in goods.about),
        specs=_specs(language, number, goods.materials[material], words["place"]),
        material=material,
        stock={colours[(number + k) % 5]: (18, 7, 0)[k] for k in range(3)},
        stars={5: 18 + number % 9, 4: 7 + number % 4, 3: 2, 2: 1, 1: number % 2},
        sold=300 + number * 17 % 900,
        also=piece.also,
    )


def _specs(language: Language, number: int, material: str, place: str) -> tuple[tuple[str, str], ...]:
    values = language.goods.values
    lengths = {
        "width": 30 + number * 7 % 90, "height": 20 + number * 11 % 100, "depth": 25 + number * 5 % 60,
    }  # fmt: skip
    weight = language.show_number(0.4 + number * 13 % 90 / 10)
    found = {
        **values,
        **{key: values["length"].format(n=n) for key, n in lengths.items()},
        "weight": values["weight"].format(n=weight),
        "material": material,
        "made_in": place,
    }
    return tuple((label, found[key]) for key, label in language.goods.specs.items())
