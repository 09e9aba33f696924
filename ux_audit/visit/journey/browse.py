"""Browsing: home, categories, products."""

from collections.abc import Iterable

from ux_audit.catalog import Vocabulary
from ux_audit.model import Step, Target
from ux_audit.reading.bare_lists import find_bare_cards
from ux_audit.reading.buy_button import rank_buy_buttons
from ux_audit.reading.buyable import find_buyable
from ux_audit.reading.cards import Card, find_cards
from ux_audit.reading.controls import Control, Ranked, find_controls, rank_controls
from ux_audit.reading.menus import CategoryLink, find_category_links
from ux_audit.reading.page_kind import SURE, classify_page
from ux_audit.reading.snapshot import Snapshot, is_visible
from ux_audit.visit.journey.acting import confirm, control_at, press
from ux_audit.visit.journey.returning import Trip, find_deep_card
from ux_audit.visit.journey.session import Look, Session, WalkEnd

MOST_FURTHER = 2  # products looked at when none of the sampled ones can be bought
MOST_TRIED = 5  # links of a list without prices and pictures, until one shows a product


async def visit_home(session: Session) -> Look:
    """Open the home page and record it. Raises WalkEnd when it does not load."""
    duration = await session.open(session.plan.url, scroll=True)
    if duration is None:
        raise WalkEnd("home-did-not-load", "shop")
    session.enter("home")
    look = await session.look("home", axe=True, timing_ms={"open_ms": duration}, prior={"home": 2})
    session.record(
        Step(
            n=1, stage="home", goal="home", action="open", effect="home page shown", duration_ms=round(duration, 1),
            url=look.visit.final_url, visit=look.visit.id, screenshot=f"visits/{look.visit.id}/shot.webp",
        )
    )  # fmt: skip
    return look


def choose_categories(home: Snapshot, links: list[CategoryLink], count: int) -> list[CategoryLink]:
    """Return which categories to look at: one that a shopper sees first, then the deepest ones.

    Deterministic: document order decides among equals.
    """
    own = [
        link
        for link in links
        if link.url and home.is_own(link.url) and link.url.rstrip("/") != home.url.rstrip("/")
    ]
    if not own:
        return []
    first = next((link for link in own if link.visible and link.level == 1), own[0])
    deepest = sorted(own, key=lambda link: -link.level)
    chosen: list[CategoryLink] = []
    for link in (first, *deepest):
        if link.url not in [known.url for known in chosen]:
            chosen.append(link)
    return chosen[:count]


async def visit_listings(session: Session, home: Look) -> list[Look]:
    """Look at category pages; the first is reached by pressing where it can be seen. Best list of cards first."""
    if "listing" in session.plan.pages:
        looks = [await _open_listing(session, session.plan.pages["listing"])]
    else:
        links = find_category_links(home.snapshot, session.vocabulary)
        unfolded = None if links else await _look_into_menu(session, home)
        if unfolded is not None:
            home, links = unfolded, find_category_links(unfolded.snapshot, session.vocabulary)
        looks = []
        for n, link in enumerate(choose_categories(home.snapshot, links, session.plan.listings + 1)):
            look = (
                await _reach_listing(session, home, link)
                if n == 0
                else await _open_listing(session, link.url)
            )
            looks.append(look)
            good = [known for known in looks if known and _cards(session, known)]
            if len(good) >= session.plan.listings:
                break
        if not any(look and _cards(session, look) for look in looks):
            for url in _listing_guesses(session, home.snapshot):
                look = await _open_listing(session, url)
                looks.append(look)
                if look and _cards(session, look):
                    break
    found = [look for look in looks if look is not None]
    return sorted(found, key=lambda look: -len(_cards(session, look)))


def _cards(session: Session, look: Look | None) -> list[Card]:
    return find_cards(look.snapshot, session.vocabulary) if look else []


def _listing_guesses(session: Session, home: Snapshot) -> Iterable[str]:
    known = [url for url in session.plan.seeds if home.is_own(url)]
    roots = [
        home.address(tag)
        for tag in home.links
        if session.vocabulary.has("category_root", tag.get_text(" ", strip=True))
        and home.is_own(home.address(tag))
    ]
    return dict.fromkeys([*roots, *known][:4])


async def _reach_listing(session: Session, home: Look, link: CategoryLink) -> Look | None:
    control = next((c for c in find_controls(home.snapshot) if c.ux_id == link.ux_id), None)
    if control is None and home.snapshot.screen_width < 800:
        control = await _open_menu(session, home.snapshot, link)
    if control is not None:
        current = await session.snapshot()
        pressed = await press(
            session, current, Ranked(control, 1.0, ("category",)), "browse", goal="category"
        )
        if pressed is not None and pressed.url_changed:
            return await _record_listing(session, pressed.duration_ms)
    return await _open_listing(session, link.url)


async def _look_into_menu(session: Session, home: Look) -> Look | None:
    """Open the menu of a home page that names no category: some draw theirs only then. None where it shows none."""
    for ranked in rank_controls(home.snapshot, "menu", session.vocabulary)[:1]:
        pressed = await press(session, home.snapshot, ranked, "browse", goal="menu")
        if (
            pressed is not None
            and not pressed.url_changed
            and find_category_links(pressed.snapshot, session.vocabulary)
        ):
            look = await session.look("home_menu")
            confirm(session, "menu opened", visit=look.visit.id)
            return look
    return None


async def _open_menu(session: Session, home: Snapshot, link: CategoryLink) -> Control | None:
    for ranked in rank_controls(home, "menu", session.vocabulary)[:2]:
        pressed = await press(session, home, ranked, "browse", goal="menu")
        if pressed is None:
            continue
        control = next((c for c in find_controls(pressed.snapshot) if c.href and c.href == link.url), None)
        if control is not None:
            confirm(session, "menu opened")
            return control
    return None


async def _open_listing(session: Session, url: str) -> Look | None:
    duration = await session.open(url)
    return None if duration is None else await _record_listing(session, duration)


async def _record_listing(session: Session, duration_ms: float) -> Look:
    first = "listing" not in session.reached
    early = find_cards(await session.snapshot(), session.vocabulary)
    await session.scroll()
    context = {"urls_before_scrolling": " ".join(card.url for card in early)}
    look = await session.look(
        "listing", context, axe=first, timing_ms={"open_ms": duration_ms}, prior={"listing": 1}
    )
    session.enter("listing")
    confirm(session, "category shown", visit=look.visit.id)
    return look


def choose_products(cards: list[Card], count: int) -> list[Card]:
    """Return `count` products spread over the list: the first, the last and between, no address twice."""
    unique = list({card.url: card for card in cards if card.url}.values())
    if len(unique) <= count:
        return unique
    places = [round(n * (len(unique) - 1) / (count - 1)) for n in range(count)] if count > 1 else [0]
    return [unique[place] for place in dict.fromkeys(places)]


async def visit_products(session: Session, lists: list[Look]) -> list[Look]:
    """Look at sampled products: the first by pressing its card, the others by address."""
    if "product" in session.plan.pages:
        duration = await session.open(session.plan.pages["product"], scroll=True)
        return [] if duration is None else [await record_product(session, duration, title="", first=True)]
    cards = [(look, card) for look in lists for card in find_cards(look.snapshot, session.vocabulary)]
    if not cards:
        return await _try_bare_cards(session, lists)
    chosen = choose_products([card for _, card in cards], session.plan.products)
    looks: list[Look] = []
    if not chosen:
        return await _visit_by_pressing(session, cards)
    deep = find_deep_card(chosen, lists[0], session.vocabulary)
    if deep is not None:
        # Last, so that the list that one comes back to can be used at once.
        chosen = [*(card for card in chosen if card is not deep), deep]
    for n, card in enumerate(chosen):
        source = next(look for look, known in cards if known is card)
        trip = Trip(session, source, card) if card is deep else None
        goal = "sampled product" if n else "product"
        duration = await _press_card(session, source, card, goal, trip) if n == 0 or trip else None
        arrived = duration is not None
        if duration is None:
            duration = await session.open(card.url)
        if duration is None:
            continue
        if arrived:
            # Opening an address takes away what lies over its page; a press leaves it there.
            await session.clear_overlays()
        if trip is not None and arrived:
            trip.arrive()
        await session.scroll()
        looks.append(await record_product(session, duration, title=card.title, first=n == 0))
        if trip is not None and arrived:
            await session.try_out("back", trip.go_back())
    return [*looks, *await _visit_until_buyable(session, lists, looks)]


async def _visit_until_buyable(session: Session, lists: list[Look], seen: list[Look]) -> list[Look]:
    """Where none of the products seen can be put into the cart, look at further ones until one can."""
    looks: list[Look] = []
    if any(offers_cart(look, session.vocabulary) for look in seen):
        return looks
    opened = {look.visit.url for look in seen} | {look.visit.final_url for look in seen}
    buyable = find_buyable([look.snapshot for look in lists], session.vocabulary)
    for card in [card for card in buyable if card.url not in opened][:MOST_FURTHER]:
        duration = await session.open(card.url, scroll=True)
        if duration is None:
            continue
        looks.append(await record_product(session, duration, title=card.title, first=False))
        if offers_cart(looks[-1], session.vocabulary):
            break
    return looks


def offers_cart(look: Look, vocabulary: Vocabulary) -> bool:
    """Return whether a product's page was shown and puts it into the cart."""
    return look.is_shown and bool(rank_buy_buttons(look.snapshot, vocabulary))


async def _try_bare_cards(session: Session, lists: list[Look]) -> list[Look]:
    """Look at what may be products where no list shows prices or pictures; pages of another kind are left."""
    looks: list[Look] = []
    home = lists[-1]
    for source in lists:
        elsewhere = None if source is home else home.snapshot
        for card in find_bare_cards(source.snapshot, session.vocabulary, elsewhere)[:MOST_TRIED]:
            duration = await session.open(card.url, scroll=True)
            if duration is None:
                continue
            shown = classify_page(await session.snapshot(), session.vocabulary)
            if shown.kind == "product" and shown.confidence >= SURE:
                looks.append(await record_product(session, duration, title=card.title, first=not looks))
            if len(looks) >= session.plan.products:
                return looks
        if looks:
            break
    return looks


async def _visit_by_pressing(session: Session, cards: list[tuple[Look, Card]]) -> list[Look]:
    """Look at products that only a script opens: their cards have no address."""
    looks: list[Look] = []
    for source, card in cards[:: max(1, len(cards) // session.plan.products)][: session.plan.products]:
        if await session.open(source.visit.final_url) is None:
            continue
        snapshot = await session.snapshot()
        alike = [c for c in find_cards(snapshot, session.vocabulary) if c.title == card.title]
        tag = next((c.link or c.image or c.tag for c in alike), None)
        if tag is None:
            continue
        control = Ranked(control_at(snapshot, tag), 1.0, ("product card",))
        pressed = await press(session, snapshot, control, "browse", goal="product")
        if pressed is None or not pressed.url_changed:
            continue
        await session.scroll()
        looks.append(await record_product(session, pressed.duration_ms, title=card.title, first=not looks))
    return looks


async def _press_card(
    session: Session, source: Look, card: Card, goal: str, trip: Trip | None
) -> float | None:
    if card.link is None or not await session.go(source.visit.final_url):
        return None
    snapshot = await session.snapshot()
    control = next((c for c in find_controls(snapshot) if c.href == card.url and is_visible(c.tag)), None)
    if control is None:
        return None
    if trip is not None:
        trip.leave()
    pressed = await press(session, snapshot, Ranked(control, 1.0, ("product card",)), "browse", goal=goal)
    return pressed.duration_ms if pressed is not None and pressed.url_changed else None


async def record_product(session: Session, duration_ms: float, *, title: str, first: bool) -> Look:
    """Record the product's page in view; the step that led to the first one is confirmed."""
    context = {"expect_title": title} if title else {}
    look = await session.look(
        "product", context, axe=first, timing_ms={"open_ms": duration_ms}, prior={"product": 1.5}
    )
    if not look.is_shown:
        return look
    session.enter("product")
    if first and session.steps:
        if session.steps[-1].goal != "product":
            session.record(
                Step(
                    n=len(session.steps) + 1, stage="product", goal="product", action="open", clicks=1,
                    target=Target(text=title, selector="", confidence=look.visit.kind_confidence),
                    duration_ms=round(duration_ms, 1), url=look.visit.final_url,
                )
            )  # fmt: skip
        confirm(session, "product shown", visit=look.visit.id)
    return look


def is_sure_product(look: Look) -> bool:
    """Return whether a look is surely a product's page."""
    return look.visit.kind == "product" and look.visit.kind_confidence >= SURE


async def visit_again(session: Session, products: list[Look]) -> Look | None:
    """Look at the first product again after others were seen, to learn whether they are offered again."""
    if len(products) < 2:
        return None
    if await session.open(products[0].visit.final_url, scroll=True) is None:
        return None
    seen = " ".join(look.visit.final_url for look in products)
    return await session.look("product_again", {"seen_urls": seen})
