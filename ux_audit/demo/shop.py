"""The embedded shop, running on this machine."""

from collections.abc import Collection
from typing import Literal

from ux_audit.demo.app import make_app
from ux_audit.demo.flaws import check_flaws
from ux_audit.demo.serving import Served
from ux_audit.demo.state import ShopState
from ux_audit.demo.traits import check_traits


class Shop(Served):
    """The embedded shop as a context: `url` while it runs, `orders` counts presses of its order button."""

    def __init__(
        self,
        flaws: Collection[str] = (),
        language: Literal["en", "zh"] = "en",
        port: int = 0,
        traits: Collection[str] = (),
    ) -> None:
        self.state = ShopState(flaws=check_flaws(flaws), traits=check_traits(traits))
        super().__init__(make_app(self.state), port)
        if language == "zh":
            self.url += "zh/"

    @property
    def messages(self) -> int:
        """How often somebody would have been sent a code."""
        return self.state.messages

    @property
    def orders(self) -> int:
        """How often the order button was pressed."""
        return self.state.orders
