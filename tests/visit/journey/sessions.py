"""A shopper's session on one page, without the walk that leads there."""

from collections.abc import Iterable
from pathlib import Path

from playwright.async_api import BrowserContext

from ux_audit.catalog import choose_vocabulary, load_kill_list, load_shopper
from ux_audit.model import Device, Stage, WalkLevel
from ux_audit.store import RunFolder
from ux_audit.visit.guard import Guard
from ux_audit.visit.journey.plan import Lock, WalkPlan
from ux_audit.visit.journey.session import Session
from ux_audit.visit.network import RequestLog
from ux_audit.visit.settle import Activity


async def open_session(
    context: BrowserContext,
    folder: Path,
    url: str,
    *,
    stage: Stage = "home",
    device: Device = "desktop",
    level: WalkLevel = "payment",
    without: Iterable[Lock] = (),
    pages: dict[str, str] | None = None,
    controls: dict[str, str] | None = None,
) -> Session:
    """Open `url` in a session that stands at `stage`, with the locks `without` switched off."""
    plan = WalkPlan(
        url=url,
        device=device,
        level=level,
        kill_list=load_kill_list(),
        load_shopper=load_shopper,
        pages=pages or {},
        controls=controls or {},
        without=frozenset(without),
    )
    guard = Guard(plan.kill_list, holds="network" not in plan.without)
    page = await guard.open_page(context)
    session = Session(
        page=page,
        plan=plan,
        folder=RunFolder.create(folder),
        guard=guard,
        vocabulary=choose_vocabulary("en", ""),
        activity=Activity(page),
        requests=RequestLog(page),
    )
    assert await session.open(url) is not None, session.errors
    session.enter(stage)
    return session
