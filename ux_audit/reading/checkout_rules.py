"""What saved checkout pages give away besides their words."""

import re
from functools import cache, cached_property
from urllib.parse import urlsplit

from ux_audit.catalog import read_recognition
from ux_audit.model import Model


class CheckoutRules(Model):
    """The whole file rules/reading/checkout.yaml."""

    lookup_hosts: tuple[str, ...]
    lookup_marks: str
    chat: str
    replay: str
    personal_tax: str
    heard_about: str
    security_question: str
    show_password: str
    card_brands: tuple[str, ...]

    @cached_property
    def compiled(self) -> dict[str, re.Pattern[str]]:
        """The patterns, ready to search with."""
        texts = {name: value for name, value in self.model_dump().items() if isinstance(value, str)}
        return {
            **{name: re.compile(text, re.IGNORECASE) for name, text in texts.items()},
            "lookup_hosts": re.compile("|".join(self.lookup_hosts), re.IGNORECASE),
        }

    def matches(self, pattern: str, text: str) -> bool:
        """Return whether `text` holds what a named pattern looks for."""
        return bool(text) and self.compiled[pattern].search(text) is not None

    def is_lookup(self, url: str) -> bool:
        """Return whether an address belongs to a service that completes addresses."""
        parts = urlsplit(url)
        return self.matches("lookup_hosts", f"{parts.hostname or ''}{parts.path}?{parts.query}")

    def records_visitors(self, url: str) -> bool:
        """Return whether an address belongs to a service that records what visitors see and type."""
        return self.matches("replay", urlsplit(url).hostname or "")


@cache
def load_checkout_rules() -> CheckoutRules:
    """Read rules/reading/checkout.yaml."""
    return read_recognition("checkout", CheckoutRules)
