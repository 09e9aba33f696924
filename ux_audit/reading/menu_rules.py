"""What menus hold besides categories, from rules/reading/menus.yaml."""

import re
from functools import cache, cached_property

from ux_audit.catalog import read_recognition
from ux_audit.model import Model


class MenuRules(Model):
    """The whole file rules/reading/menus.yaml."""

    access_paths: str
    page_paths: str
    words: tuple[str, ...]
    whole_words: tuple[str, ...]
    sign_in_boxes: str

    @cached_property
    def access(self) -> re.Pattern[str]:
        """Addresses that are never a category."""
        return re.compile(self.access_paths, re.IGNORECASE)

    @cached_property
    def pages(self) -> re.Pattern[str]:
        """Addresses of service pages."""
        return re.compile(self.page_paths, re.IGNORECASE)

    @cached_property
    def boxes(self) -> re.Pattern[str]:
        """Marks of the element around a sign-in form and its links."""
        return re.compile(self.sign_in_boxes, re.IGNORECASE)


@cache
def load_menu_rules() -> MenuRules:
    """Read rules/reading/menus.yaml."""
    return read_recognition("menus", MenuRules)
