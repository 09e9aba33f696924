"""Snapshots made by hand: plain markup gets the marks that the page script would have written."""

from bs4 import BeautifulSoup, Tag

from ux_audit.reading.snapshot import Snapshot

ROLES = {"a": "link", "button": "button", "select": "combobox", "textarea": "textbox"}
LINE_PX = 40


def snapshot_of(
    body: str, *, url: str = "http://shop.example/", language: str = "en", screen: str = "1350x940"
) -> Snapshot:
    """Return a snapshot of `body`: elements stand below each other; `hidden` ones are not visible; `ux-box` sets a box."""
    soup = BeautifulSoup(
        f"<html lang='{language}'><head><title>Page</title></head><body>{body}</body></html>", "lxml"
    )
    root = soup.html
    assert isinstance(root, Tag)
    root["data-ux-url"], root["data-ux-screen"], root["data-ux-page"] = (
        url,
        screen,
        screen.split("x")[0] + "x4000",
    )
    root["data-ux-sideways"] = "0"
    labels = {tag["for"]: tag for tag in soup.find_all("label") if tag.get("for")}
    for number, tag in enumerate(soup.body.find_all(True) if soup.body else [], 1):
        _mark(tag, number, labels)
    if soup.body:
        soup.body["data-ux-id"], soup.body["data-ux-vis"], soup.body["data-ux-box"] = (
            "0",
            "1",
            "0,0,1350,4000",
        )
    return Snapshot(str(soup))


def _mark(tag: Tag, number: int, labels: dict[str, Tag]) -> None:
    tag["data-ux-id"] = str(number)
    hidden = tag.has_attr("hidden") or any(
        parent.has_attr("hidden") for parent in tag.parents if isinstance(parent, Tag)
    )
    if tag.get("type") == "hidden":
        hidden = True
    if not hidden:
        tag["data-ux-vis"] = "1"
        tag["data-ux-font"] = "24" if tag.name == "h1" else "16"
    tag["data-ux-box"] = str(tag.get("ux-box") or f"20,{number * LINE_PX},300,30")
    role = str(
        tag.get("role")
        or ROLES.get(tag.name, "button" if tag.get("type") in ("submit", "button", "image") else "")
    )
    if tag.name == "input" and not role:
        role = {"radio": "radio", "checkbox": "checkbox"}.get(str(tag.get("type")), "textbox")
    if not role and not tag.has_attr("onclick"):
        return
    tag["data-ux-role"] = role
    label = labels.get(str(tag.get("id", "")))
    parent = tag.find_parent("label")
    named = label or parent if tag.name in ("input", "select", "textarea") else None
    text = named.get_text(" ", strip=True) if isinstance(named, Tag) else ""
    if text:
        tag["data-ux-label"] = text
        tag["data-ux-label-vis"] = "1"
    shown = str(
        tag.get("aria-label") or text or tag.get_text(" ", strip=True) or tag.get("placeholder") or ""
    )
    tag["data-ux-name"] = str(tag.get("value", "")) if tag.get("type") in ("submit", "button") else shown
    if tag.has_attr("checked"):
        tag["data-ux-checked"] = "1"
    if tag.has_attr("required"):
        tag["data-ux-required"] = "1"
    if tag.name in ("input", "textarea"):
        tag["data-ux-value"] = str(tag.get("value", ""))
