"""What the running shop remembers."""

from dataclasses import dataclass, field

# The one account there is: its user name and password.
MEMBER = ("member@nordhaven.example", "harbour-keys-7")
CartKey = tuple[str, str]
SEEN_KEPT = 6


@dataclass
class Session:
    """One shopper: pieces by product and colour slug, products seen (newest first), what the checkout was told,
    whether it let them in (as a guest), and whether they signed in."""

    cart: dict[CartKey, int] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)
    admitted: bool = False
    member: bool = False

    def look_at(self, slug: str) -> None:
        """Remember a product as the one seen last."""
        self.seen = [slug, *(other for other in self.seen if other != slug)][:SEEN_KEPT]


@dataclass
class ShopState:
    """The flaws and traits that are on, the language that is visited, the shoppers by their cookie, the presses of the order button, the codes sent."""

    flaws: frozenset[str]
    traits: frozenset[str] = frozenset()
    language: str = "en"
    orders: int = 0
    messages: int = 0
    sessions: dict[str, Session] = field(default_factory=dict)
