from typing import Any

import pytest

from tests.facts.walks_by_hand import Look, walk_of
from ux_audit.facts.measuring import observe_measuring
from ux_audit.facts.repeats import observe_repeats
from ux_audit.model import Load, LoadRun, RequestRecord

SHOP = "http://shop.example/"


def observed(*requests: RequestRecord, body: str = "") -> dict[str, Any]:
    walk = walk_of([Look("home", body or "<p>Shop</p>", "/", {}, requests)])
    return {name: fact.value for name, fact in observe_measuring(walk).items()}


def sent(url: str, **more: Any) -> RequestRecord:
    return RequestRecord(url=url, **more)


@pytest.mark.parametrize(
    ("url", "fact", "tool"),
    [
        ("https://www.googletagmanager.com/gtag/js?id=G-1", "content.measurement_tools", "Google Analytics"),
        ("https://hm.baidu.com/hm.js?abc", "content.measurement_tools", "Baidu Tongji 百度统计"),
        ("https://shop.example/stats/matomo.php?idsite=1", "content.measurement_tools", "Matomo"),
        ("https://static.hotjar.com/c/hotjar-1.js", "content.heatmap_tools", "Hotjar"),
        ("https://cdn.optimizely.com/js/1.js", "content.split_test_tools", "Optimizely"),
    ],
)
def test_services_are_known_by_what_is_asked_of_them(url: str, fact: str, tool: str) -> None:
    assert observed(sent(url))[fact] == [tool]
    assert observed(body=f"<script src='{url}'></script>")[fact] == [tool]
    assert observed(sent(SHOP), sent("https://notgoogle-analytics.example/collect"))[fact] == []


def test_events_are_read_from_the_messages() -> None:
    facts = observed(
        sent("https://region1.google-analytics.com/g/collect?v=2&en=view_item", method="POST"),
        sent("https://www.facebook.com/tr?id=1&ev=AddToCart"),
        sent("https://shop.example/matomo.php?e_a=scroll"),
        sent("https://shop.example/search?q=add_to_cart"),
    )
    assert facts["content.measured_events"] == ["add_to_cart", "view_item"]


@pytest.mark.parametrize(
    ("headers", "cacheable"),
    [
        ({"cache-control": "public, max-age=300"}, True),
        ({"cache-control": "s-maxage=60, max-age=0, must-revalidate"}, True),
        ({"cache-control": "private, max-age=0", "age": "12"}, True),
        ({"cf-cache-status": "HIT"}, True),
        ({"cache-control": "no-cache, private"}, False),
        ({"x-cache": "MISS", "content-type": "text/html"}, False),
        ({}, None),
    ],
)
def test_headers_tell_whether_a_cache_may_answer(headers: dict[str, str], cacheable: bool | None) -> None:
    facts = observed(sent(SHOP, kind="document", headers=headers))
    assert facts["stability.home_cacheable"] is cacheable


def test_files_and_waiting_rooms() -> None:
    kept, other = {"cache-control": "max-age=9"}, {"cache-control": "no-store"}
    facts = observed(
        sent(f"{SHOP}a.css", kind="stylesheet", headers=kept),
        sent(f"{SHOP}a.js", kind="script", headers=other),
        sent(f"{SHOP}gone.png", kind="image", status=404, headers={"content-type": "text/plain"}),
        sent("https://cdn.example/b.js", kind="script", headers=other, third_party=True),
        sent("https://static.queue-it.net/script/queueclient.min.js", kind="script", third_party=True),
    )
    assert (facts["stability.static_cacheable_share"], facts["stability.waiting_room"]) == (0.5, True)


def repeated(*times_ms: float | None) -> dict[str, Any]:
    runs = tuple(LoadRun(ttfb_ms=ms, error=None if ms else "HTTP 503") for ms in times_ms)
    load = Load(
        page="home", kind="home", url=SHOP, device="desktop", network="cable", consent="leave", runs=runs
    )
    return {name: fact.value for name, fact in observe_repeats(walk_of([], loads=(load,))).items()}


def test_repeated_loads_are_compared() -> None:
    facts = repeated(100.0, 100.0, 2100.0, None)
    assert facts["stability.loads_failed"] == 1
    assert facts["stability.ttfb_range_ms"] == 2000
    assert facts["stability.ttfb_variation"] == pytest.approx(1.506, abs=0.001)
    assert repeated(100.0, 2100.0)["stability.ttfb_variation"] is None
