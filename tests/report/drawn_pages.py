"""Drawn shop pages with their visits, for the sample's pictures."""

import json
from pathlib import Path

from PIL import Image, ImageDraw

from ux_audit.model import Box, Device, Visit

SCREENS: dict[Device, tuple[int, int]] = {"desktop": (1350, 940), "mobile": (412, 823)}
PAGE_HEIGHT: dict[Device, int] = {"desktop": 2200, "mobile": 3600}
URL = "https://shop.example"


def button_of(device: Device, stage: str) -> Box:
    """Where the pages drawn below have their button."""
    if device == "desktop":
        return Box(x=760, y=520, width=300, height=54)
    return Box(x=24, y=1091 if stage in ("product", "cart") else 560, width=364, height=54)


def page_url(purpose: str) -> str:
    return f"{URL}/{purpose}/"


def visit_id(device: Device, number: int, purpose: str) -> str:
    return f"{device}/{number:02}-{purpose}"


def write_visit(folder: Path, device: Device, number: int, page: tuple[str, str, str], scale: float) -> None:
    purpose, kind, title = page
    width, height = SCREENS[device]
    visit = Visit.model_validate(
        {
            "id": visit_id(device, number, purpose),
            "device": device,
            "number": number,
            "purpose": purpose,
            "kind": kind,
            "kind_confidence": 0.9,
            "url": page_url(purpose),
            "final_url": page_url(purpose),
            "status": 200,
            "title": title,
            "at": f"2026-11-23T13:42:{number:02}+00:00",
            "screen_width": width,
            "screen_height": height,
            "page_width": width,
            "page_height": PAGE_HEIGHT[device],
            "shot_scale": scale,
        }
    )
    place = folder / "visits" / visit.id
    place.mkdir(parents=True, exist_ok=True)
    (place / "visit.json").write_text(json.dumps(visit.model_dump(mode="json")), encoding="utf-8")
    _draw(device, purpose, title, scale).save(place / "shot.webp", "WEBP", quality=80)


def _draw(device: Device, purpose: str, title: str, scale: float) -> Image.Image:
    """A plain shop page: bar, picture, lines of text, a button."""
    width, height = SCREENS[device][0], PAGE_HEIGHT[device]
    image = Image.new("RGB", (round(width * scale), round(height * scale)), "#ffffff")
    pen = ImageDraw.Draw(image)

    def box(x: float, y: float, w: float, h: float, colour: str) -> None:
        pen.rectangle([x * scale, y * scale, (x + w) * scale, (y + h) * scale], fill=colour)

    box(0, 0, width, 64, "#23395b")
    for n in range(height // 180):
        box(24, 90 + n * 180, width * 0.4, 150, ("#d9e2ec", "#ecdfd2", "#dbe8dc")[n % 3])
        for line in range(4):
            box(width * 0.46 + 8, 100 + n * 180 + line * 30, width * 0.4 - line * 20, 12, "#aab4be")
    button = button_of(device, purpose)
    box(button.x, button.y, button.width, button.height, "#1466b8")
    pen.text(((button.x + 20) * scale, (button.y + 16) * scale), title or "Pay", fill="#ffffff")
    return image
