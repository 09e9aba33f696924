from tests.visit.journey.conftest import OpenSession


async def test_a_look_at_a_page_that_is_being_replaced_is_taken_again(begin: OpenSession) -> None:
    session = await begin("leaving")
    await session.page.evaluate("leave()")
    look = await session.look("home")
    assert look.snapshot.text == "Lamps"


async def test_a_probe_in_which_the_browser_fails_does_not_end_the_walk(begin: OpenSession) -> None:
    session = await begin("home")
    await session.try_out("back", session.page.evaluate("nothing.here"))
    noted = (session.folder.path / "journal.jsonl").read_text("utf-8")
    assert '"probe-failed"' in noted
    assert "nothing is not defined" in noted
