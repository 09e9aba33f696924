"""Pictures as the templates embed them."""

from ux_audit.model import Model


class Strip(Model):
    """One horizontal piece of a picture; `y` and `height` in CSS px of the page, `data` a data: URI."""

    y: float
    height: float
    data: str


class Picture(Model):
    """One visit's screenshot, embedded once; sizes in CSS px."""

    id: str
    width: float
    height: float
    strips: tuple[Strip, ...]
