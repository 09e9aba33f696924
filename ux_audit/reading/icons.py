"""Icons without words that tell by their markup what a control is for."""

import re
from functools import cache
from typing import Any

from bs4 import Tag

from ux_audit.catalog import read_yaml
from ux_audit.model import Model
from ux_audit.reading.snapshot import attr
from ux_audit.resources import find_resources

DRAWINGS = ["svg", "use", "i", "img", "span", "path"]
MARKS = ("class", "id", "href", "xlink:href", "src", "alt", "data-icon", "aria-label", "title")


class IconRules(Model):
    """The whole file rules/reading/icons.yaml."""

    wishlist: str


@cache
def load_icon_rules() -> IconRules:
    """Read rules/reading/icons.yaml."""
    data: Any = read_yaml(find_resources("rules") / "reading" / "icons.yaml")[0]
    return IconRules.model_validate(data)


def is_wishlist_icon(tag: Tag) -> bool:
    """Return whether a control without words is drawn as what keeps a product for later."""
    pattern = re.compile(load_icon_rules().wishlist, re.IGNORECASE)
    own = [attr(tag, "class"), attr(tag, "id")]
    inner = [attr(part, mark) for part in tag.find_all(DRAWINGS) for mark in MARKS]
    return any(pattern.search(marks) for marks in (*own, *inner) if marks)
