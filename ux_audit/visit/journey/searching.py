"""Searching as a shopper: the exact title, a typo, nonsense, and suggestions while typing."""

import re
import time
from dataclasses import dataclass

from playwright.async_api import ElementHandle
from playwright.async_api import Error as PlaywrightError

from ux_audit.model import Purpose, Step, Target
from ux_audit.reading.controls import rank_controls
from ux_audit.reading.fields import find_fields
from ux_audit.reading.snapshot import Snapshot, is_usable, selector_of
from ux_audit.visit.journey.acting import confirm, press
from ux_audit.visit.journey.session import Look, Session
from ux_audit.visit.pressing import click
from ux_audit.visit.snapshot import find_live

NONSENSE = "qzxwvkjqpt"
PREFIX_LETTERS = 5
CLICK_TIMEOUT_MS = 2_000
TYPING_DELAY_MS = 60  # as a quick typist; suggestion boxes wait for pauses
SUGGESTION_QUIET_MS = 800  # boxes that wait for a pause of the typist wait for 200 to 500 ms
SUGGESTION_CAP_MS = 3_500
CLOSING_CAP_MS = 1_500
CLOSING_QUIET_MS = 200
LEAST_WORD = 5  # engines forgive one typo from four or five letters on (Algolia 4, Meilisearch 5)


@dataclass(frozen=True)
class Query:
    """What is searched for, and which product it should find."""

    purpose: Purpose
    text: str
    expect_title: str = ""
    expect_url: str = ""


def misspell(title: str) -> str | None:
    """Return `title`'s longest word with one inner letter wrong, or None when no word is long enough.

    The first letter is untouched. The changed letter is replaced by a neighbour in the alphabet; CJK words drop to None.
    """
    words = [word for word in re.findall(r"[^\W\d_]+", title) if word.isascii() or ord(word[0]) < 0x0590]
    word = max(words, key=len, default="")
    if len(word) < LEAST_WORD:
        return None
    place = len(word) // 2
    wrong = "x" if word[place].lower() != "x" else "z"
    return (word[:place] + wrong + word[place + 1 :]).lower()


def find_search_field(snapshot: Snapshot, session: Session) -> str | None:
    """Return the id of the visible search field, or None."""
    fields = [f for f in find_fields(snapshot, session.vocabulary) if f.scope == "search"]
    typed = [f for f in fields if f.kind in ("text", "search", "combobox") and is_usable(f.tag)]
    best = min(typed, key=lambda f: f.box.y if f.box else 1e9, default=None)
    return best.ux_id if best else None


async def search_all(session: Session, start: str, queries: list[Query]) -> list[Look]:
    """Run the queries one after the other from `start`; stop at the first when there is no way to search."""
    looks: list[Look] = []
    for n, query in enumerate(queries):
        # Results carry the search field too, as a rule.
        field = await _field_in_view(session) if n else None
        if field is None:
            if await session.open(start) is None:
                break
            field = await _reach_field(session)
        if field is None:
            break
        if n == 0:
            await _watch_suggestions(session, field, query)
            # A search field that lies over the page goes with its suggestions, and takes its time.
            await session.activity.settle(cap_ms=CLOSING_CAP_MS, quiet_ms=CLOSING_QUIET_MS)
            field = await _reach_field(session)
        look = await _search(session, field, query) if field is not None else None
        if look is None:
            session.folder.note("search-again", device=session.plan.device, query=query.text)
            look = await _search_anew(session, start, query)
        if look is not None:
            looks.append(look)
    return looks


async def _search_anew(session: Session, start: str, query: Query) -> Look | None:
    if await session.open(start) is None:
        return None
    field = await _reach_field(session)
    return await _search(session, field, query) if field is not None else None


async def _field_in_view(session: Session) -> ElementHandle | None:
    found = find_search_field(await session.snapshot(), session)
    return await find_live(session.page, found) if found else None


async def _reach_field(session: Session) -> ElementHandle | None:
    snapshot = await session.snapshot()
    found = find_search_field(snapshot, session)
    if found is None:
        for goal in ("search_open", "menu"):
            for ranked in rank_controls(snapshot, goal, session.vocabulary)[:2]:
                pressed = await press(session, snapshot, ranked, "browse", goal=goal)
                if pressed is None:
                    continue
                snapshot = pressed.snapshot
                found = find_search_field(snapshot, session)
                if found:
                    confirm(session, "search field opened")
                    break
            if found:
                break
    return await find_live(session.page, found) if found else None


async def _watch_suggestions(session: Session, field: ElementHandle, query: Query) -> None:
    words = query.text.split()
    prefix = max(words, key=len)[:PREFIX_LETTERS].lower() if words else query.text[:2]
    if prefix and ord(prefix[0]) > 0x2E80:
        prefix = query.text[:2]
    before = await session.snapshot()
    try:
        await click(field, CLICK_TIMEOUT_MS)
        await field.type(prefix, delay=TYPING_DELAY_MS)
    except PlaywrightError:
        return
    await session.activity.settle(cap_ms=SUGGESTION_CAP_MS, quiet_ms=SUGGESTION_QUIET_MS)
    known = " ".join(
        sorted({tag.get_text(" ", strip=True) for tag in before.links if tag.get_text(strip=True)})
    )
    await session.look("search_typing", {"query": prefix, "links_before": known[:4000]})
    try:
        await field.fill("", timeout=2000)
        await session.page.keyboard.press("Escape")
    except PlaywrightError:
        return


async def _search(session: Session, field: ElementHandle, query: Query) -> Look | None:
    url = session.page.url
    before = await session.snapshot()
    try:
        await click(field, CLICK_TIMEOUT_MS)
        await field.fill("", timeout=2000)
        await field.type(query.text, delay=15)
    except PlaywrightError:
        return None
    async with session.turn():
        since = time.monotonic()
        await session.page.keyboard.press("Enter")
        settled = await session.activity.settle(since)
    after = await session.snapshot()
    if after.url == before.url and after.text == before.text:
        await _press_submit(session, after)
    context = {
        "query": query.text, "expect_title": query.expect_title, "expect_url": query.expect_url,
        "left_page": str(session.page.url != url).lower(),
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
