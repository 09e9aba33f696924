"""What a walk would press, as a table on the terminal."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table

from ux_audit.model import Device
from ux_audit.settings import CONTROLS, FILE
from ux_audit.visit.journey import PlannedPress

NOT_FOUND = "nothing found"


def print_plan(planned: Mapping[Device, Sequence[PlannedPress]]) -> None:
    """Print the presses of each device, and how to mend a wrong one."""
    console = Console()
    for device, presses in planned.items():
        table = Table(
            title=f"{device}: what a walk would press", title_justify="left", box=None, pad_edge=False
        )
        for column in ("On", "For", "Control", "Sure", "Runners-up"):
            table.add_column(column, overflow="fold")
        for press in presses:
            found = press.label or NOT_FOUND
            shown = f"{found} — refused: {press.refused}" if press.refused else found
            sure = f"{press.score:.0%}" if press.label else ""
            table.add_row(press.page, press.goal, shown, sure, ", ".join(press.others))
        console.print(table)
        console.print()
    console.print("Nothing was pressed. Cart and checkout are seen only once something lies in the cart.")
    console.print(f"Is one wrong? Name it in {FILE}, by its CSS or its words, for example:")
    console.print('  controls: {add_to_cart: "Put in basket"}', markup=False, highlight=False)
    console.print(f"Controls: {', '.join(CONTROLS)}. Pages: listing, product, cart.", highlight=False)
