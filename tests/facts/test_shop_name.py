"""What a shop is called, from the titles of its pages."""

import pytest

from ux_audit.facts import shop_name


@pytest.mark.parametrize(
    ("title", "others", "name"),
    [
        ("All products | Oscar Demo - ", ("Electronics | Oscar Demo - ", "Laptop | Oscar Demo -"), "Oscar Demo"),
        ("Home | Mezzanine", ("USB Cable | Mezzanine",), "Mezzanine"),
        ("北港家居｜经久耐用的家具", ("椅子｜北港家居",), "北港家居"),
        ("Nordhaven – Furniture that lasts", (), "Nordhaven"),
        ("EverShop Demo", ("Laptop",), "EverShop Demo"),
        ("", (), ""),
    ],
)  # fmt: skip
def test_the_part_that_other_titles_share_is_the_name(title: str, others: tuple[str, ...], name: str) -> None:
    assert shop_name(title, others) == name
