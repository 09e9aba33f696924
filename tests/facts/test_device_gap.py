from typing import Any

from tests.facts.walks_by_hand import walk_of
from ux_audit.facts.device_gap import observe_device_gap
from ux_audit.facts.walk import Walk
from ux_audit.model import Device, Load, PageKind


def timed(device: Device, *pages: tuple[PageKind, int, int, float]) -> Walk:
    loads = tuple(
        Load(
            page=kind, kind=kind, url=f"http://shop.example/{kind}", device=device, network="cable", consent="leave",
            runs=(), median={"transfer_bytes": size, "image_bytes": images, "lcp_ms": lcp},
        )
        for kind, size, images, lcp in pages
    )  # fmt: skip
    return walk_of([], loads=loads)


def gap(**walks: Walk) -> dict[str, Any]:
    found = observe_device_gap(walks, {})  # type: ignore[arg-type]
    return {name.removeprefix("speed."): fact.value for name, fact in found["mobile"].items()}


def test_the_phones_heaviest_page_stands_beside_the_same_page_of_the_desktop() -> None:
    assert gap(
        desktop=timed("desktop", ("home", 2000, 1500, 900.0), ("product", 800, 400, 1100.0)),
        mobile=timed(
            "mobile", ("home", 1000, 700, 4100.0), ("product", 900, 400, 2000.0), ("listing", 9000, 1, 9.0)
        ),
    ) == {
        "phone_heaviest_bytes": 1000,
        "phone_bytes_ratio": 0.5,
        "phone_image_share": 0.7,
        "phone_worst_lcp_ms": 4100.0,
        "desktop_worst_lcp_ms": 1100.0,
    }


def test_one_device_alone_has_nothing_to_stand_beside() -> None:
    assert set(gap(mobile=timed("mobile", ("home", 1, 1, 1.0))).values()) == {None}
    assert set(gap(mobile=timed("mobile", ("home", 1, 1, 1.0)), desktop=timed("desktop")).values()) == {None}
