"""The embedded shop, running on this machine."""

from collections.abc import Collection

from ux_audit.demo.app import make_app
from ux_audit.demo.flaws import check_flaws
from ux_audit.demo.languages import ROOT, load_language
from ux_audit.demo.serving import Served
from ux_audit.demo.state import ShopState
from ux_audit.demo.traits import check_traits


class Shop(Served):
    """The embedded shop as a context: `url` while it runs, `orders` counts presses of its order button."""

    def __init__(
        self,
        flaws: Collection[str] = (),
        language: str = ROOT,
        port: int = 0,
        traits: Collection[str] = (),
    ) -> None:
        spoken = load_language(language)
        self.state = ShopState(check_flaws(flaws), check_traits(traits), language)
        super().__init__(make_app(self.state), port)
        self.url += f"{spoken.prefix}/".lstrip("/")

    @property
    def messages(self) -> int:
        """How often somebody would have been sent a code."""
        return self.state.messages

    @property
    def orders(self) -> int:
        """How often the order button was pressed."""
        return self.state.orders
