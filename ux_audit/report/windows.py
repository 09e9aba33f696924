"""Which part of a screenshot to show, and where its frame goes."""

from ux_audit.model import Box, Device, Visit
from ux_audit.report.pictures import picture_id
from ux_audit.report.view import Frame, Window

# Crops: the phone's whole width; on the desktop enough around the element to know where on the page it is.
CROP_WIDTH_PX = {"mobile": 412.0, "desktop": 640.0}
CROP_HEIGHT_PX = {"mobile": (380.0, 560.0), "desktop": (380.0, 620.0)}
# A page without a marked element shows its top only.
UNMARKED_HEIGHT_PX = {"mobile": 480.0, "desktop": 940.0}
AROUND_PX = {"mobile": 120.0, "desktop": 140.0}
FRAME_GAP_PX = 5.0


def frame_of(box: Box, width: float, height: float) -> Frame | None:
    """Return the frame around a box inside a page, or None when the box lies outside or is empty."""
    left, top = max(2.0, box.x - FRAME_GAP_PX), max(2.0, box.y - FRAME_GAP_PX)
    right, bottom = min(width - 2, box.right + FRAME_GAP_PX), min(height - 2, box.bottom + FRAME_GAP_PX)
    if box.width < 1 or box.height < 1 or right - left < 4 or bottom - top < 4:
        return None
    return Frame(
        x=round(left, 1), y=round(top, 1), width=round(right - left, 1), height=round(bottom - top, 1)
    )


def first_screen(visit: Visit, size: tuple[float, float], name: str, box: Box | None = None) -> Window:
    """Return exactly the first screen; the frame is drawn only when the box lies in it."""
    width = min(size[0], float(visit.screen_width))
    height = float(visit.screen_height)
    inside = box is not None and box.bottom <= height + 1
    return Window(
        picture=picture_id(visit.id),
        device=visit.device,
        x=0,
        y=0,
        width=width,
        height=height,
        name=name,
        frame=frame_of(box, width, min(height, size[1])) if box is not None and inside else None,
    )


def crop(visit: Visit, size: tuple[float, float], name: str, box: Box | None) -> Window:
    """Return the part of the page around a box, or the first screen when there is none to mark."""
    frame = frame_of(box, *size) if box is not None else None
    if box is None or frame is None:
        screen = first_screen(visit, size, name)
        return screen.model_copy(update={"height": min(screen.height, UNMARKED_HEIGHT_PX[visit.device])})
    x, width = _across(frame, size[0], visit.device)
    y, height = _down(frame, size[1], visit.device)
    fold = float(visit.screen_height)
    return Window(
        picture=picture_id(visit.id),
        device=visit.device,
        x=round(x, 1),
        y=round(y, 1),
        width=round(width, 1),
        height=round(height, 1),
        name=name,
        frame=frame,
        fold_y=fold if y + 8 < fold < y + height - 8 else None,
    )


def whole(picture: str, device: Device, width: float, height: float, name: str) -> Window:
    """Return all of an embedded picture."""
    return Window(picture=picture, device=device, x=0, y=0, width=width, height=height, name=name)


def _across(frame: Frame, page_width: float, device: Device) -> tuple[float, float]:
    width = min(page_width, max(CROP_WIDTH_PX[device], frame.width + AROUND_PX[device]))
    left = frame.x + frame.width / 2 - width / 2
    return min(max(0.0, left), page_width - width), width


def _down(frame: Frame, page_height: float, device: Device) -> tuple[float, float]:
    least, most = CROP_HEIGHT_PX[device]
    height = min(page_height, most, max(least, frame.height + 2 * AROUND_PX[device]))
    top = frame.y + frame.height / 2 - height / 2
    if frame.height > height:
        top = frame.y - FRAME_GAP_PX
    return min(max(0.0, top), page_height - height), height
