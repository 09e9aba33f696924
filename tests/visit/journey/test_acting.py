import pytest
from PIL import Image

from tests.visit.journey.conftest import OpenSession
from tests.visit.traps.server import TrapShop
from ux_audit.reading.controls import Ranked, find_controls, rank_controls
from ux_audit.reading.fields import find_fields
from ux_audit.reading.filling import Filling
from ux_audit.reading.snapshot import Snapshot
from ux_audit.reading.verdict import Purpose
from ux_audit.visit.journey.acting import Pressed, confirm, fill, press
from ux_audit.visit.journey.session import Session, WalkEnd


async def press_words(session: Session, words: str, purpose: Purpose) -> Pressed | None:
    snapshot = await session.snapshot()
    control = next(c for c in find_controls(snapshot) if c.text == words)
    return await press(session, snapshot, Ranked(control, 0.9, ()), purpose, goal="trial")


async def test_a_press_is_recorded_with_its_place_and_time_and_confirmed_later(begin: OpenSession) -> None:
    session = await begin("press", stage="address")
    pressed = await press_words(session, "Continue", "next")
    assert pressed is not None
    assert pressed.changed
    assert not pressed.url_changed
    assert "opened" in pressed.snapshot.text
    (step,) = session.steps
    assert (step.stage, step.goal, step.clicks, step.first_screen, step.verified) == (
        "address", "trial", 1, True, False,
    )  # fmt: skip
    confirm(session, "next step shown", visit="desktop/01-step")
    assert session.steps[0].verified
    assert session.steps[0].visit == "desktop/01-step"


async def test_what_something_lies_over_is_pressed_all_the_same(begin: OpenSession) -> None:
    session = await begin("press", stage="address")
    pressed = await press_words(session, "Next", "next")
    assert pressed is not None
    assert "reached" in pressed.snapshot.text


async def test_a_busy_store_is_asked_again_after_the_time_it_asked_for(
    begin: OpenSession, shop: TrapShop
) -> None:
    shop.written["busy.html"] = "<h1>Cart</h1><a href='/busy/next'>Continue</a>"
    session = await begin("busy", stage="address")
    pressed = await press_words(session, "Continue", "next")
    assert pressed is not None
    assert "At leisure" in pressed.snapshot.text
    assert session.status == 200
    assert shop.safe["/busy/next"] == 2


async def test_a_refused_press_leaves_no_step_but_a_reason(begin: OpenSession) -> None:
    session = await begin("press", stage="address")
    assert await press_words(session, "Pay now", "next") is None
    assert await press_words(session, "Continue", "checkout") is None
    assert session.steps == []
    assert [refusal.lock for refusal in session.refused] == ["control", "stage"]
    assert "refused" in (session.folder.path / "journal.jsonl").read_text("utf-8")


async def test_a_page_that_thanks_for_the_order_ends_the_walk_and_stops_all_traffic(
    begin: OpenSession,
) -> None:
    session = await begin("press", stage="address")
    with pytest.raises(WalkEnd, match="order-confirmation-seen"):
        await press_words(session, "Save address", "next")
    assert session.guard.tripped
    assert await press_words_of(session, await session.snapshot()) == 0


async def press_words_of(session: Session, snapshot: Snapshot) -> int:
    done = [
        await press(session, snapshot, Ranked(c, 1.0, ()), "next", goal="x") for c in find_controls(snapshot)
    ]
    return sum(one is not None for one in done)


async def test_what_is_typed_is_left_by_tab_and_passwords_stay_empty(begin: OpenSession) -> None:
    session = await begin("address", stage="address")
    snapshot = await session.snapshot()
    fields = {f.name: f.ux_id for f in find_fields(snapshot, session.vocabulary)}
    keys = await fill(
        session,
        snapshot,
        [
            Filling(fields["city"], "type", "Berlin", "city"),
            Filling(fields["po"], "type", "7", None),
            Filling(fields["password"], "type", "secret", "password"),
        ],
    )
    assert keys == 7
    assert await session.page.input_value("[name=city]") == "Berlin"
    assert await session.page.input_value("[name=password]") == ""
    assert [(refusal.what, refusal.lock) for refusal in session.refused] == [("password", "data")]
    assert session.page.url.endswith("/address.html")


async def test_nothing_is_entered_at_the_payment_view(begin: OpenSession) -> None:
    session = await begin("payment", stage="payment")
    snapshot = await session.snapshot()
    method = next(f for f in find_fields(snapshot, session.vocabulary) if f.kind == "radio")
    assert await fill(session, snapshot, [Filling(method.ux_id, "check", "cod", None)]) == 0
    assert not await session.page.is_checked("[value=cod]")


@pytest.mark.parametrize("told", ["Save address", "main > button:last-of-type"])
async def test_a_control_named_in_the_settings_goes_before_what_is_found(
    begin: OpenSession, told: str
) -> None:
    session = await begin("press", stage="address", controls={"next_step": told})
    ranked = rank_controls(await session.snapshot(), "next_step", session.vocabulary)
    assert [(one.control.text, one.score) for one in ranked] == [("Save address", 1.0)]


async def test_a_control_named_in_the_settings_still_passes_the_locks(begin: OpenSession) -> None:
    session = await begin("press", stage="address", controls={"next_step": "Pay now"})
    snapshot = await session.snapshot()
    (told,) = rank_controls(snapshot, "next_step", session.vocabulary)
    assert await press(session, snapshot, told, "next", goal="trial") is None
    assert session.refused[0].lock == "control"


async def test_a_picture_shows_nothing_that_was_typed_where_the_shop_repeats_it(begin: OpenSession) -> None:
    session = await begin("press")
    await session.page.set_content(
        "<body style='margin:0;background:#fff'><p style='margin:0;color:#fff'>Audit Donotship</p>"
    )
    session.typed.add("Audit Donotship")
    look = await session.look("payment")
    await session.keep_pictures()
    with Image.open(session.folder.visit_folder(look.visit.id) / "shot.webp") as picture:
        assert max(picture.convert("L").crop((2, 2, 100, 12)).getextrema()) < 100, "blacked out"
