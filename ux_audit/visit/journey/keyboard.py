"""Going through a product's page with the Tab key: where the focus goes and whether it can be seen. No other key is pressed."""

from ux_audit.model import Model
from ux_audit.reading.buy_button import rank_buy_buttons
from ux_audit.visit.journey.browse import is_sure_product, offers_cart
from ux_audit.visit.journey.session import Look, Session
from ux_audit.visit.snapshot import load_script

KEY = "Tab"
MOST_PRESSES = 150
LEAST_PRESSES = 40  # stops whose focus is looked at
AT_ONCE = 20  # presses between two looks at how far the key has come
TRAP_SPAN = 12  # presses in a row that, with few stops among them, show a trap


class Progress(Model):
    """How far the Tab key has come."""

    presses: int
    stops: int
    repeats: int
    left_page: bool
    reached: bool
    last_stops: int


async def visit_with_keyboard(session: Session, products: list[Look]) -> Look | None:
    """Press Tab through a product's page until its buy button and 40 stops were passed; record what was focused.

    It is the first that can be bought, else the first. Only where the page is surely a product's, before anything is
    in the cart. Leaves the page unfocused, at its top.
    """
    sure = [look for look in products if is_sure_product(look)]
    if not sure or session.stage != "product":
        return None
    product = next((look for look in sure if offers_cart(look, session.vocabulary)), sure[0])
    if not await session.go(product.visit.final_url):
        return None
    buttons = rank_buy_buttons(await session.snapshot(), session.vocabulary)
    target = buttons[0].control.ux_id if buttons else ""
    focusable: int = await session.page.evaluate(load_script("watch_keys"))
    progress = await _press_through(session, target)
    if progress is None:
        return None
    context = {name: str(value).lower() for name, value in progress.model_dump().items()}
    context |= {"target": target, "focusable": str(focusable), "product": product.visit.id}
    return await session.look("keyboard", context, pictured=False, prior={"product": 1.5})


async def _press_through(session: Session, target: str) -> Progress | None:
    progress = None
    while progress is None or progress.presses < MOST_PRESSES:
        for _ in range(AT_ONCE):
            await session.page.keyboard.press(KEY)
        progress = await _read(session, target)
        if progress is None:
            return None
        enough = progress.reached and progress.presses >= LEAST_PRESSES
        if enough or progress.left_page or progress.repeats > TRAP_SPAN:
            break
    return await _read(session, target, end=True)


async def _read(session: Session, target: str, *, end: bool = False) -> Progress | None:
    found = await session.page.evaluate(
        load_script("read_keys"), {"target": target, "end": end, "recent": TRAP_SPAN}
    )
    return None if found is None else Progress.model_validate(found)
