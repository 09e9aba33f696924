"""Going back from a product to the list it was found in."""

from dataclasses import dataclass

from ux_audit.catalog import Vocabulary
from ux_audit.reading.cards import Card, find_cards
from ux_audit.reading.list_total import is_long
from ux_audit.visit.journey.session import Look, Session


def find_deep_card(chosen: list[Card], listing: Look, vocabulary: Vocabulary) -> Card | None:
    """Return the last of the chosen cards that lies below the first screen of a long list; never the first chosen."""
    page = listing.snapshot
    if listing.visit.purpose != "listing" or not is_long(page, vocabulary):
        return None
    listed = {id(card) for card in find_cards(page, vocabulary)}
    below = [
        card for card in chosen[1:] if id(card) in listed and card.box and card.box.y > page.screen_height
    ]
    return below[-1] if below else None


@dataclass
class Trip:
    """The way from a list to a product and back."""

    session: Session
    source: Look
    card: Card
    documents: int = 0
    by_script: bool = False

    def leave(self) -> None:
        """Note how many documents there were before the card is pressed."""
        self.documents = self.session.activity.documents

    def arrive(self) -> None:
        """Note, on the product's page, whether a script showed it in the list's own document."""
        self.by_script = self.session.activity.documents == self.documents

    async def go_back(self) -> Look | None:
        """Go back as the browser's button does, and record the list as it is then; None where another page comes."""
        if not await self.session.go_back():
            return None
        context = {
            "before": self.source.visit.id,
            "card_url": self.card.url,
            "card_title": self.card.title,
            "by_script": str(self.by_script).lower(),
            "kept_alive": str(not self.session.forbids_keeping).lower(),
        }
        return await self.session.look("listing_back", context, pictured=False, prior={"listing": 1})
