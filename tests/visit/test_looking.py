"""Pictures, requests and accessibility of one look at a page."""

import io
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import Browser, Page

from tests.visit.traps.server import TrapShop
from ux_audit.visit.axe import run_axe
from ux_audit.visit.devices import Identity, context_options
from ux_audit.visit.network import RequestLog
from ux_audit.visit.shots import TALLEST_PX, Shot, save_shot, take_shot

PAGES = Path(__file__).parent / "pages"


@pytest.fixture(scope="module")
def shop() -> Iterator[TrapShop]:
    with TrapShop(PAGES) as shop:
        yield shop


@pytest.fixture
async def page(browser: Browser) -> AsyncIterator[Page]:
    context = await browser.new_context(**context_options("mobile", browser.version, Identity()))
    yield await context.new_page()
    await context.close()


async def test_a_page_is_pictured_to_the_cap(page: Page, shop: TrapShop, tmp_path: Path) -> None:
    await page.goto(f"{shop.url}pages/busy.html")
    shot = await take_shot(page)
    assert shot is not None
    await save_shot(shot, tmp_path / "shot.webp")
    with Image.open(tmp_path / "shot.webp") as image:
        assert image.format == "WEBP"
        assert image.height == pytest.approx(TALLEST_PX * shot.scale, abs=2)
        assert image.width == pytest.approx(412 * shot.scale, abs=2)


async def test_typed_values_are_hidden_in_masked_pictures(page: Page, shop: TrapShop, tmp_path: Path) -> None:
    await page.goto(f"{shop.url}pages/busy.html")
    box = await page.locator("input").bounding_box()
    assert box is not None
    darkest = {}
    for masked in (False, True):
        shot = await take_shot(page, masked=masked)
        assert shot is not None
        with Image.open(io.BytesIO(shot.content)) as image:
            inside = (box["x"] + 6, box["y"] + 6, box["x"] + box["width"] - 6, box["y"] + box["height"] - 6)
            darkest[masked] = image.crop(tuple(map(int, inside))).convert("L").getextrema()[0]
    assert darkest[False] < 60 < 200 < darkest[True]


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Springfield <b>is here</b></p>",
        "<p>to <b>spring</b>field</p>",
        "<iframe srcdoc='<body style=\"color:red;font:30px&#32;sans-serif\">Springfield' style='border:0;width:400px;height:90px'></iframe>",
        "<script>document.body.attachShadow({mode: 'open'}).innerHTML = '<p>Springfield</p>'</script>",
        # What grows with the screen stands elsewhere on a picture of the whole page.
        "<div style='height: 100vh'></div><p>Springfield</p><div style='height: 3000px'></div>",
    ],
)
async def test_what_was_typed_is_black_wherever_the_page_repeats_it(page: Page, markup: str) -> None:
    await page.set_content(f"<body style='color: #c00; background: #fff; font: 30px sans-serif'>{markup}")
    plain, masked = await take_shot(page), await take_shot(page, typed={"Spring", "Springfield", "12"})
    assert plain is not None
    assert masked is not None
    assert _red_px(plain) > 300
    assert _red_px(masked) < _red_px(plain) * (0.6 if "here" in markup or "to " in markup else 0.01)


def _red_px(shot: Shot) -> int:
    with Image.open(io.BytesIO(shot.content)) as image:
        red, green, _ = image.convert("RGB").split()
        return sum(r > 150 and g < 90 for r, g in zip(red.tobytes(), green.tobytes(), strict=True))


async def test_requests_and_script_errors_are_taken_once(page: Page, shop: TrapShop) -> None:
    log = RequestLog(page)
    await page.goto(f"{shop.url}pages/busy.html")
    await page.wait_for_timeout(300)
    records = log.take()
    assert next(record.kind for record in records) == "document"
    fetched = next(record for record in records if record.url.endswith("/safe/data.json"))
    assert fetched.status == 200
    assert fetched.mime == "text/plain"
    assert fetched.body_bytes == 2
    assert fetched.started_ms is not None
    assert not fetched.third_party
    assert "broken on purpose" in log.take_script_errors()[0]
    assert log.take() == ()
    assert log.take_script_errors() == ()


async def test_accessibility_violations_name_their_elements(page: Page, shop: TrapShop) -> None:
    await page.goto(f"{shop.url}pages/busy.html")
    found = {violation.id: violation for violation in await run_axe(page) or ()}
    assert found["color-contrast"].selectors == ("p:nth-child(2)",)
    assert found["image-alt"].impact == "critical"
    assert found["label"].nodes == 1
