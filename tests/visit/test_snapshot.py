from pathlib import Path

import pytest
from playwright.async_api import Browser

from ux_audit.model import Device
from ux_audit.reading.snapshot import Snapshot, attr, box_of, is_usable, is_visible, name_of, text_of
from ux_audit.visit.devices import Identity, context_options
from ux_audit.visit.snapshot import capture, find_live

PAGES = Path(__file__).parent / "pages"


async def snap(browser: Browser, name: str, device: Device = "desktop") -> Snapshot:
    context = await browser.new_context(**context_options(device, browser.version, Identity()))
    page = await context.new_page()
    await page.goto((PAGES / name).as_uri())
    taken = await capture(page)
    await context.close()
    return Snapshot(taken.html)


@pytest.fixture
async def page(browser: Browser) -> Snapshot:
    return await snap(browser, "visibility.html", "mobile")


def by_html_id(snapshot: Snapshot, identity: str) -> object:
    tag = snapshot.soup.find(id=identity)
    assert tag is not None, identity
    return tag


@pytest.mark.parametrize(
    ("identity", "visible"),
    [
        ("shown", True),
        ("hidden", False),
        ("off", False),
        ("clipped", False),
        ("pale", False),
        ("buy", True),
        ("deep", True),
        ("inner", True),
        ("column", True),
        ("later", False),
    ],
)
def test_what_a_shopper_sees(page: Snapshot, identity: str, visible: bool) -> None:
    assert is_visible(by_html_id(page, identity)) is visible  # type: ignore[arg-type]


def test_a_clipped_element_says_so(page: Snapshot) -> None:
    assert attr(by_html_id(page, "clipped"), "data-ux-clip") == "1"  # type: ignore[arg-type]


def test_a_styled_radio_is_usable_by_its_label(page: Snapshot) -> None:
    radio = by_html_id(page, "styled")
    assert not is_visible(radio)  # type: ignore[arg-type]
    assert is_usable(radio)  # type: ignore[arg-type]


def test_field_state_and_marks(page: Snapshot) -> None:
    mail = by_html_id(page, "mail")
    assert attr(mail, "data-ux-value") == "a@example.com"  # type: ignore[arg-type]
    assert attr(mail, "data-ux-required") == "1"  # type: ignore[arg-type]
    assert text_of(by_html_id(page, "starred")) == "E-mail *"  # type: ignore[arg-type]
    assert "hidden-secret" not in attr(by_html_id(page, "secret"), "data-ux-value")  # type: ignore[arg-type]


def test_struck_text_and_covered_button(page: Snapshot) -> None:
    assert attr(by_html_id(page, "old"), "data-ux-strike") == "1"  # type: ignore[arg-type]
    bar = attr(by_html_id(page, "bar"), "data-ux-id")  # type: ignore[arg-type]
    assert attr(by_html_id(page, "buy"), "data-ux-cover") == bar  # type: ignore[arg-type]


def test_an_icon_has_a_name_and_a_box(page: Snapshot) -> None:
    icon = by_html_id(page, "icon")
    assert name_of(icon) == "Cart"  # type: ignore[arg-type]
    box = box_of(icon)  # type: ignore[arg-type]
    assert box is not None
    assert box.width >= 20


def test_structured_data_is_kept_and_scripts_are_not(page: Snapshot) -> None:
    assert '"@type": "Product"' in page.html
    assert "attachShadow" not in page.html


async def test_a_wide_page_scrolls_sideways(browser: Browser) -> None:
    assert (await snap(browser, "wide.html", "mobile")).sideways_px > 0
    assert (await snap(browser, "wide.html", "desktop")).sideways_px == 0


async def test_a_snapshot_id_leads_to_the_live_element(browser: Browser) -> None:
    context = await browser.new_context(**context_options("mobile", browser.version, Identity()))
    page = await context.new_page()
    await page.goto((PAGES / "visibility.html").as_uri())
    snapshot = Snapshot((await capture(page)).html)
    for identity in ("buy", "deep", "inner"):
        live = await find_live(page, attr(snapshot.soup.find(id=identity), "data-ux-id"))  # type: ignore[arg-type]
        assert live is not None
        assert await live.get_attribute("id") == identity
    await context.close()


@pytest.mark.parametrize("device", ["desktop", "mobile"])
async def test_what_lies_below_the_window_is_seen_where_it_can_be_scrolled_to(
    browser: Browser, device: Device
) -> None:
    page = await snap(browser, "standing.html", device)
    names = ("below-sticky", "below-drawer", "in-shut", "in-sheet", "below-bar")
    shown = {name: is_visible(by_html_id(page, name)) for name in names}  # type: ignore[arg-type]
    wanted = dict.fromkeys(names, False)
    assert shown == {**wanted, "below-sticky": True, "below-drawer": True}


async def test_colours_however_written_are_read_as_on_a_screen(browser: Browser) -> None:
    page = await snap(browser, "colours.html")
    drawn = {
        name: (attr(tag, "data-ux-color"), attr(tag, "data-ux-bg"))
        for name in ("new", "see-through", "none")
        if (tag := page.soup.find(id=name)) is not None
    }
    assert drawn == {
        "new": ("rgb(255, 255, 255)", "rgb(23, 23, 23)"),
        "see-through": ("rgb(18, 52, 86)", "rgba(255, 0, 0, 0.5)"),
        "none": ("rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"),
    }
