"""Redirects: every further hop of a request is decided like the request itself."""

import asyncio
import base64
import contextlib
from collections.abc import Callable
from typing import Any

from playwright.async_api import BrowserContext, CDPSession, Frame, Page
from playwright.async_api import Error as PlaywrightError

from ux_audit.reading.requests import Ruling, SeenRequest

Judge = Callable[[SeenRequest], Ruling]


class RedirectWatch:
    """Pauses the hops that a store's redirects lead to and asks `judge` about each.

    Playwright's own routes see only the first address of a request (its documentation of `route` says so), and a 307 or
    308 repeats method and body elsewhere. Chromium's protocol (Fetch.requestPaused) reports every hop, but only to those
    who listen at the frame's own target: pages, and frames that live in another process.
    """

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._heard: dict[Page | Frame, asyncio.Future[bool]] = {}

    async def cover(self, context: BrowserContext, frame: Frame | None) -> bool:
        """Listen for the hops of what `frame` sends; None (a worker) means every frame there is.

        Returns False when listening began only now: the request that is already under way goes unheard.
        Raises Playwright's Error when the page cannot be listened to.
        """
        frames = [frame] if frame is not None else [f for page in context.pages for f in page.frames]
        heard = True
        for known in frames:
            heard &= await self._hear(context, known.page)
            inner: Frame | None = known
            while inner is not None and inner.parent_frame is not None:
                heard &= await self._hear(context, inner)
                inner = inner.parent_frame
        return heard

    async def _hear(self, context: BrowserContext, sender: Page | Frame) -> bool:
        known = self._heard.get(sender)
        if known is not None and known.done():
            known.result()
            return True
        if known is None:
            listening = (
                self._hear_page(context, sender)
                if isinstance(sender, Page)
                else self._hear_frame(context, sender)
            )
            # Kept before it is awaited: the sender's other requests wait for the same session.
            known = self._heard[sender] = asyncio.ensure_future(listening)
        return await known

    async def _hear_page(self, context: BrowserContext, page: Page) -> bool:
        session = await context.new_cdp_session(page)
        target = await session.send("Target.getTargetInfo")
        await self._listen(session, target["targetInfo"]["targetId"])
        return False

    async def _hear_frame(self, context: BrowserContext, frame: Frame) -> bool:
        def forget(_: object) -> None:
            self._heard.pop(frame, None)

        try:
            session = await context.new_cdp_session(frame)
        except PlaywrightError:
            # It lives in its parent's process, where its parent's session hears it, until it is led elsewhere.
            frame.page.once("framenavigated", forget)
            return True
        session.on("close", forget)
        with contextlib.suppress(PlaywrightError):
            await self._listen(session, None)
        return False

    async def _listen(self, session: CDPSession, main_frame: str | None) -> None:
        async def rule_on(event: dict[str, Any]) -> None:
            with contextlib.suppress(PlaywrightError):
                await self._rule_on(session, event, main_frame)

        session.on("Fetch.requestPaused", rule_on)
        await session.send("Fetch.enable", {"patterns": [{"urlPattern": "*"}]})

    async def _rule_on(self, session: CDPSession, event: dict[str, Any], main_frame: str | None) -> None:
        paused = {"requestId": event["requestId"]}
        if not event.get("redirectedRequestId"):
            await session.send("Fetch.continueRequest", paused)
            return
        action = self._judge(_see(event, main_frame)).action
        if action == "allow":
            await session.send("Fetch.continueRequest", paused)
        elif action == "swallow":
            await session.send("Fetch.fulfillRequest", {**paused, "responseCode": 204})
        else:
            await session.send("Fetch.failRequest", {**paused, "errorReason": "Aborted"})


def _see(event: dict[str, Any], main_frame: str | None) -> SeenRequest:
    request = event["request"]
    entries = request.get("postDataEntries") or []
    sent = b"".join(base64.b64decode(entry.get("bytes", "")) for entry in entries)
    kind = str(event.get("resourceType", "")).lower()
    return SeenRequest(
        method=request["method"],
        url=request["url"] + request.get("urlFragment", ""),
        body=request.get("postData") or sent.decode("utf-8", "replace"),
        kind=kind,
        leaves_page=kind == "document" and event.get("frameId") == main_frame,
    )
