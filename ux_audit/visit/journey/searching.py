"""Searching as a shopper: the exact title, a typo, nonsense, in other words, and suggestions while typing."""

import time

from playwright.async_api import ElementHandle
from playwright.async_api import Error as PlaywrightError

from ux_audit.model import Purpose, Step, Target
from ux_audit.reading.controls import rank_controls
from ux_audit.reading.fields import find_fields
from ux_audit.reading.snapshot import Snapshot, is_usable, selector_of
from ux_audit.visit.journey.acting import KEY_DELAY_MS, confirm, press
from ux_audit.visit.journey.querying import Query
from ux_audit.visit.journey.session import Look, Session
from ux_audit.visit.pressing import click
from ux_audit.visit.snapshot import find_live

PREFIX_LETTERS = 5
IN_OTHER_WORDS: frozenset[Purpose] = frozenset(("search_synonym", "search_attribute", "search_service"))
CLICK_TIMEOUT_MS = 2_000
TYPING_DELAY_MS = 60  # as a quick typist; suggestion boxes wait for pauses
SUGGESTION_QUIET_MS = 800  # boxes that wait for a pause of the typist wait for 200 to 500 ms
SUGGESTION_CAP_MS = 3_500
CLOSING_CAP_MS = 1_500
CLOSING_QUIET_MS = 200


def find_search_field(snapshot: Snapshot, session: Session) -> str | None:
    """Return the id of the visible search field, or None."""
    fields = [f for f in find_fields(snapshot, session.vocabulary) if f.scope == "search"]
    typed = [f for f in fields if f.kind in ("text", "search", "combobox") and is_usable(f.tag)]
    best = min(typed, key=lambda f: f.box.y if f.box else 1e9, default=None)
    return best.ux_id if best else None


async def search_all(session: Session, start: str, queries: list[Query]) -> list[Look]:
    """Run the queries one after the other from `start`; stop at the first when there is no way to search.

    Queries in other words are only made where the search led to results before.
    """
    looks: list[Look] = []
    for n, query in enumerate(queries):
        if query.purpose in IN_OTHER_WORDS and not any(_led(look) for look in looks):
            continue
        # Results carry the search field too, as a rule.
        seen, box = await _field_in_view(session, looks[-1].snapshot) if looks else (None, None)
        if seen is None or box is None:
            if await session.open(start) is None:
                break
            seen, box = await _reach_field(session)
        if box is None:
            break
        if n == 0:
            await _watch_suggestions(session, seen, box, query)
            # A search field that lies over the page goes with its suggestions, and takes its time.
            await session.activity.settle(cap_ms=CLOSING_CAP_MS, quiet_ms=CLOSING_QUIET_MS)
            seen, box = await _reach_field(session)
        look = await _search(session, seen, box, query) if box is not None else None
        if look is None:
            session.folder.note("search-again", device=session.plan.device, query=query.text)
            look = await _search_anew(session, start, query)
        if look is not None:
            looks.append(look)
    return looks


def _led(look: Look) -> bool:
    return look.visit.context.get("left_page") == "true" or look.visit.kind == "search"


async def _search_anew(session: Session, start: str, query: Query) -> Look | None:
    if await session.open(start) is None:
        return None
    seen, box = await _reach_field(session)
    return await _search(session, seen, box, query) if box is not None else None


async def _field_in_view(session: Session, seen: Snapshot) -> tuple[Snapshot, ElementHandle | None]:
    found = find_search_field(seen, session)
    return seen, await find_live(session.page, found) if found else None


async def _reach_field(session: Session) -> tuple[Snapshot, ElementHandle | None]:
    snapshot = await session.snapshot()
    found = find_search_field(snapshot, session)
    if found is None:
        for goal in ("search_open", "menu"):
            for ranked in rank_controls(snapshot, goal, session.vocabulary)[:2]:
                pressed = await press(session, snapshot, ranked, "browse", goal="search field")
                if pressed is None:
                    continue
                snapshot = pressed.snapshot
                found = find_search_field(snapshot, session)
                if found:
                    confirm(session, "search field opened")
                    break
            if found:
                break
    return snapshot, await find_live(session.page, found) if found else None


async def _watch_suggestions(session: Session, before: Snapshot, box: ElementHandle, query: Query) -> None:
    words = query.text.split()
    prefix = max(words, key=len)[:PREFIX_LETTERS].lower() if words else query.text[:2]
    if prefix and ord(prefix[0]) > 0x2E80:
        prefix = query.text[:2]
    try:
        await click(box, CLICK_TIMEOUT_MS)
        await box.type(prefix, delay=TYPING_DELAY_MS)
    except PlaywrightError:
        return
    await session.activity.settle(cap_ms=SUGGESTION_CAP_MS, quiet_ms=SUGGESTION_QUIET_MS)
    known = " ".join(
        sorted({tag.get_text(" ", strip=True) for tag in before.links if tag.get_text(strip=True)})
    )
    await session.look("search_typing", {"query": prefix, "links_before": known[:4000]})
    try:
        await box.fill("", timeout=2000)
        await session.page.keyboard.press("Escape")
    except PlaywrightError:
        return


async def _search(session: Session, before: Snapshot, box: ElementHandle, query: Query) -> Look | None:
    url = session.page.url
    try:
        await click(box, CLICK_TIMEOUT_MS)
        await box.fill("", timeout=2000)
        await box.type(query.text, delay=KEY_DELAY_MS)
    except PlaywrightError:
        return None
    async with session.turn():
        since = time.monotonic()
        await session.page.keyboard.press("Enter")
        settled = await session.activity.settle(since)
    if session.page.url == url:
        after = await session.snapshot()
        if after.text == before.text:
            await _press_submit(session, after)
    context = {
        "query": query.text, "expect_title": query.expect_title, "expect_url": query.expect_url,
        "left_page": str(session.page.url != url).lower(), **query.context,
    }  # fmt: skip
    look = await session.look(
        query.purpose, context, timing_ms={"answer_ms": settled.duration_ms}, prior={"search": 2}
    )
    tag = look.snapshot.body
    session.record(
        Step(
            n=len(session.steps) + 1, stage=session.stage, goal=f"search “{query.text}”", action="type",
            target=Target(text="search", selector=selector_of(tag), confidence=1.0), clicks=1,
            keystrokes=len(query.text) + 1, duration_ms=round(settled.duration_ms, 1), url=url,
            effect="results shown" if session.page.url != url else "page changed",
            visit=look.visit.id, screenshot=f"visits/{look.visit.id}/shot.webp",
        )
    )  # fmt: skip
    return look


async def _press_submit(session: Session, snapshot: Snapshot) -> None:
    for ranked in rank_controls(snapshot, "search_open", session.vocabulary)[:1]:
        await press(session, snapshot, ranked, "browse", goal="search button")
