"""What the running shop remembers."""

from dataclasses import dataclass, field

CartKey = tuple[str, str]
SEEN_KEPT = 6


@dataclass
class Session:
    """One shopper: pieces by product and colour slug, products seen (newest first), and what the checkout was told."""

    cart: dict[CartKey, int] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)

    def look_at(self, slug: str) -> None:
        """Remember a product as the one seen last."""
        self.seen = [slug, *(other for other in self.seen if other != slug)][:SEEN_KEPT]


@dataclass
class ShopState:
    """The flaws that are on, the shoppers by their cookie, and the presses of the order button."""

    flaws: frozenset[str]
    orders: int = 0
    sessions: dict[str, Session] = field(default_factory=dict)
