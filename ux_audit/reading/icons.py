"""Icons without words that tell by their markup what a control is for."""

import re
from functools import cache

from bs4 import Tag

from ux_audit.catalog import read_recognition
from ux_audit.model import Model
from ux_audit.reading.snapshot import attr

DRAWINGS = ["svg", "use", "i", "img", "span", "path"]
MARKS = ("class", "id", "href", "xlink:href", "src", "alt", "data-icon", "aria-label", "title")


class IconRules(Model):
    """The whole file rules/reading/icons.yaml."""

    wishlist: str
    wishlist_marks: str

    def says_wishlist(self, signature: str) -> bool:
        """Return whether a control's class, id or address say that it keeps a product for later."""
        return re.search(self.wishlist_marks, signature, re.IGNORECASE) is not None


@cache
def load_icon_rules() -> IconRules:
    """Read rules/reading/icons.yaml."""
    return read_recognition("icons", IconRules)


def drawing_marks(tag: Tag) -> list[str]:
    """Return what the markup of a control's drawings says: classes, addresses, names."""
    return [mark for part in tag.find_all(DRAWINGS) for name in MARKS if (mark := attr(part, name))]


def is_wishlist_icon(tag: Tag) -> bool:
    """Return whether a control without words is drawn as what keeps a product for later."""
    pattern = re.compile(load_icon_rules().wishlist, re.IGNORECASE)
    own = [attr(tag, "class"), attr(tag, "id")]
    return any(pattern.search(marks) for marks in (*own, *drawing_marks(tag)) if marks)
