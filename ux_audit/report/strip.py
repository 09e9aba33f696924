"""The journey: stages as columns, devices as rows, the difference in words."""

from collections.abc import Sequence

from ux_audit.model import Device, Journey, Step
from ux_audit.report.draft import DEVICES, Draft, path_of, quoted
from ux_audit.report.legs import STAGES, steps_at, wait_for
from ux_audit.report.verdict import reached_payment, stop_reason
from ux_audit.report.view import DeviceTotals, JourneyView, StepCell, StepColumn, StepRow, Window

# A wait is marked when it is half as long again as the other device's and shoppers can feel the difference.
SLOWER_BY = 1.5
FELT_MS = 500
PRESSING = ("press", "submit", "choose")


def write_journey(draft: Draft) -> JourneyView | None:
    """Return the strip and its table, or None when nothing was walked."""
    journeys = draft.audit.journeys
    if not any(journey.steps for journey in journeys.values()):
        return None
    devices = [device for device in DEVICES if device in journeys]
    stages = _stages(list(journeys.values()))
    columns = [_column(draft, n, stage, devices) for n, stage in enumerate(stages, 1)]
    return JourneyView(
        totals=tuple(_totals(draft, journeys[device]) for device in devices),
        columns=tuple(columns),
        rows=tuple(_row(draft, device, step) for device in devices for step in journeys[device].steps),
    )


def _stages(journeys: Sequence[Journey]) -> list[str]:
    """All stages of the walks, and those that were still to come when one ended before payment."""
    seen = {step.stage for journey in journeys for step in journey.steps} | {one.reached for one in journeys}
    if any(not reached_payment(journey) for journey in journeys):
        seen |= {"home", "listing", "product", "cart", "address", "payment"}
    return [stage for stage in STAGES if stage in seen]


def _column(draft: Draft, n: int, stage: str, devices: Sequence[Device]) -> StepColumn:
    steps = {device: steps_at(draft.legs(device), stage) for device in devices}
    waits = {device: wait_for(draft.legs(device), (stage,)) for device in devices}
    difference, marked = _difference(draft, steps, waits)
    return StepColumn(
        n=n,
        title=draft.texts.name("stage", stage),
        cells=tuple(_cell(draft, device, stage, steps[device], waits) for device in devices),
        difference=difference,
        marked=marked,
    )


def _cell(
    draft: Draft, device: Device, stage: str, steps: list[Step], waits: dict[Device, float | None]
) -> StepCell:
    say = draft.texts.say
    caption = say(f"device.{device}")
    if not steps:
        return StepCell(
            device=device,
            caption=caption,
            window=None,
            time="",
            cost="",
            empty=_why_empty(draft, device, stage),
        )
    step = _telling(draft, device, steps)
    name = say("journey.picture", device=caption, stage=draft.texts.name("stage", stage))
    visit_id = draft.shots.of_step(step, device)
    window = draft.show_screen(visit_id, name, step.box)
    if window is not None and visit_id is not None:
        draft.step_visits.add(visit_id)
        window = _press_note(draft, window, step)
    wait = waits[device]
    return StepCell(
        device=device,
        caption=caption,
        window=window,
        time=draft.figures.seconds(wait) if wait is not None else "",
        cost=_cost(draft, device, steps),
        slow=_is_slow(device, waits),
        empty=None if window else say("journey.no_picture"),
    )


def _telling(draft: Draft, device: Device, steps: list[Step]) -> Step:
    """The step whose picture stands for the stage: the last drawn press, else the last picture."""
    shown = [step for step in steps if draft.shots.of_step(step, device)]
    pressed = [step for step in shown if step.box is not None and step.action in PRESSING]
    return (pressed or shown or steps)[-1]


def _press_note(draft: Draft, window: Window, step: Step) -> Window:
    if step.box is None or window.frame is not None:
        return window
    if step.first_screen or step.box.bottom <= window.height:
        return window
    note = draft.texts.say("journey.pressed_below", y=draft.figures.pixels(step.box.y))
    return window.model_copy(update={"pressed_below": note})


def _why_empty(draft: Draft, device: Device, stage: str) -> str:
    journey = draft.audit.journeys[device]
    if STAGES.index(stage) <= STAGES.index(journey.reached):
        return draft.texts.say("journey.passed_by")
    walked = [
        one
        for one in _stages(list(draft.audit.journeys.values()))
        if STAGES.index(one) > STAGES.index(journey.reached)
    ]
    return stop_reason(draft, journey) if walked and stage == walked[0] else ""


def _difference(
    draft: Draft, steps: dict[Device, list[Step]], waits: dict[Device, float | None]
) -> tuple[str, bool]:
    """What the phone costs more or less than the desktop at one stage."""
    phone, desktop = waits.get("mobile"), waits.get("desktop")
    if not steps.get("mobile") or not steps.get("desktop"):
        return "", False
    say, parts = draft.texts.say, []
    if phone is not None and desktop is not None:
        sign = "+" if phone >= desktop else "−"
        parts.append(sign + draft.figures.seconds(abs(phone - desktop)))
    presses = sum(one.clicks for one in steps["mobile"]) - sum(one.clicks for one in steps["desktop"])
    if presses:
        parts.append(say("journey.presses_more" if presses > 0 else "journey.presses_fewer", n=abs(presses)))
    below = _below_only_on_phone(draft, steps)
    if below:
        parts.append(below)
    return draft.texts.join(parts), bool(below) or _is_slow("mobile", waits)


def _below_only_on_phone(draft: Draft, steps: dict[Device, list[Step]]) -> str:
    phone = _telling(draft, "mobile", steps["mobile"])
    desktop = _telling(draft, "desktop", steps["desktop"])
    if phone.first_screen is not False or desktop.first_screen is False or phone.box is None:
        return ""
    visit = draft.shots.visit(draft.shots.of_step(phone, "mobile"))
    if visit is None or phone.box.bottom <= visit.screen_height:
        return ""
    return draft.texts.say("journey.below", y=draft.figures.pixels(phone.box.bottom - visit.screen_height))


def _is_slow(device: Device, waits: dict[Device, float | None]) -> bool:
    own = waits.get(device)
    others = [wait for other, wait in waits.items() if other != device and wait is not None]
    if own is None or not others:
        return False
    return own >= SLOWER_BY * min(others) and own - min(others) >= FELT_MS


def _cost(draft: Draft, device: Device, steps: Sequence[Step]) -> str:
    clicks, fields = sum(step.clicks for step in steps), sum(step.fields for step in steps)
    parts = [draft.texts.say(f"presses.{device}", n=clicks)] if clicks else []
    parts += [draft.texts.say("fields", n=fields)] if fields else []
    return draft.texts.say("dot").join(parts)


def _totals(draft: Draft, journey: Journey) -> DeviceTotals:
    say, device = draft.texts.say, journey.device
    waits: dict[Device, float | None] = {
        key: wait_for(draft.legs(key), STAGES) for key in draft.audit.journeys
    }
    wait = waits[device]
    clicks = sum(leg.step.clicks for leg in draft.legs(device))
    return DeviceTotals(
        device=device,
        name=say(f"device.{device}"),
        presses=say(f"presses.{device}", n=clicks),
        wait=say("journey.waiting", time=draft.figures.seconds(wait)) if wait is not None else "",
        slow=_is_slow(device, waits),
        ending="" if reached_payment(journey) else stop_reason(draft, journey),
    )


def _row(draft: Draft, device: Device, step: Step) -> StepRow:
    texts = draft.texts
    target = quoted(step.target.text) if step.target else path_of(step.url)
    effect = (
        (step.effect or "") if step.verified else texts.say("journey.unverified", effect=step.effect or "—")
    )
    return StepRow(
        device=texts.say(f"device.{device}"),
        n=step.n,
        stage=texts.name("stage", step.stage),
        action=texts.name("action", step.action),
        target=target,
        effect=effect,
        cost=_cost(draft, device, [step]),
        time=draft.figures.seconds(step.duration_ms) if step.duration_ms is not None else "",
    )
