"""What a walk would press, found out without pressing anything: pages are opened by their addresses alone."""

from dataclasses import dataclass

from ux_audit.catalog import choose_vocabulary
from ux_audit.reading.buy_button import rank_buy_buttons
from ux_audit.reading.cards import Card, find_cards
from ux_audit.reading.controls import Goal, Ranked, rank_controls
from ux_audit.reading.fields import find_fields
from ux_audit.reading.menus import find_category_links
from ux_audit.reading.snapshot import Snapshot, is_usable, selector_of, text_of
from ux_audit.reading.variants import choose_options
from ux_audit.reading.verdict import Purpose
from ux_audit.visit.journey.acting import find_refusal
from ux_audit.visit.journey.browse import choose_categories, choose_products, visit_home
from ux_audit.visit.journey.session import Session

MOST_CANDIDATES = 3


@dataclass(frozen=True)
class PlannedPress:
    """One press a walk would make: on which page, for what, on which control, and the runners-up.

    `label` is "" when nothing was found; `refused` says why a lock would refuse it; `score` is 0..1.
    """

    page: str
    url: str
    goal: str
    label: str = ""
    selector: str = ""
    score: float = 0.0
    refused: str = ""
    others: tuple[str, ...] = ()


async def plan_presses(session: Session) -> list[PlannedPress]:
    """Look at the home page, a category and a product and return what would be pressed there.

    Raises WalkEnd when the home page does not load.
    """
    home = await visit_home(session)
    session.vocabulary = choose_vocabulary(home.snapshot.language, text_of(home.snapshot.body)[:5000])
    planned = [
        _plan(session, home.snapshot, "home", "menu", "browse"),
        _plan_search(session, home.snapshot),
        _plan(session, home.snapshot, "home", "cart", "cart"),
    ]
    links = find_category_links(home.snapshot, session.vocabulary)
    chosen = choose_categories(home.snapshot, links, session.plan.listings)
    told = session.plan.pages.get("listing")
    categories = {told: "told in the settings"} if told else {link.url: link.text for link in chosen}
    card: Card | None = None
    for url, name in {**categories, home.visit.final_url: "home page"}.items():
        if await session.open(url) is None:
            continue
        session.enter("listing")
        listing = await session.snapshot()
        card = next(iter(choose_products(find_cards(listing, session.vocabulary), 1)), None)
        if card is not None:
            planned.append(PlannedPress("home", home.visit.final_url, "category", name or url, score=1.0))
            planned.append(_plan(session, listing, "category", "filter", "browse"))
            planned.append(PlannedPress("category", url, "product", card.title or card.url, score=1.0))
            break
    address = session.plan.pages.get("product") or (card.url if card is not None else "")
    return [*planned, *await _plan_product(session, address)]


async def _plan_product(session: Session, url: str) -> list[PlannedPress]:
    if not url or await session.open(url) is None:
        return [PlannedPress("product", url, "product")]
    session.enter("product")
    snapshot = await session.snapshot()
    buttons = rank_buy_buttons(snapshot, session.vocabulary)
    near = buttons[0].control.box if buttons else None
    choices = choose_options(snapshot, session.vocabulary, near)
    chosen = [
        PlannedPress("product", snapshot.url, f"option “{choice.group}”", choice.value, score=1.0)
        for choice in choices
    ]
    return [*chosen, _planned(session, snapshot, "product", "add_to_cart", "add", buttons)]


def _plan(session: Session, snapshot: Snapshot, page: str, goal: Goal, purpose: Purpose) -> PlannedPress:
    ranked = rank_controls(snapshot, goal, session.vocabulary)
    return _planned(session, snapshot, page, goal, purpose, ranked)


def _planned(
    session: Session, snapshot: Snapshot, page: str, goal: str, purpose: Purpose, ranked: list[Ranked]
) -> PlannedPress:
    if not ranked:
        return PlannedPress(page, snapshot.url, goal)
    best, *others = ranked[:MOST_CANDIDATES]
    refusal = find_refusal(session, snapshot, best.control, purpose)
    return PlannedPress(
        page,
        snapshot.url,
        goal,
        label=best.control.label,
        selector=selector_of(best.control.tag),
        score=best.score,
        refused=refusal.why if refusal else "",
        others=tuple(f"{other.control.label} ({other.score:.2f})" for other in others),
    )


def _plan_search(session: Session, snapshot: Snapshot) -> PlannedPress:
    fields = [
        f for f in find_fields(snapshot, session.vocabulary) if f.scope == "search" and is_usable(f.tag)
    ]
    if not fields:
        return _plan(session, snapshot, "home", "search_open", "browse")
    field = fields[0]
    label = field.label or field.name or "search"
    return PlannedPress("home", snapshot.url, "search field", label, selector_of(field.tag), 1.0)
