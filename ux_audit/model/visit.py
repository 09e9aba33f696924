"""One look at one page: what `visit` saves and `observe` reads."""

from typing import Literal

from ux_audit.model.basics import Device, Model, PageKind

Purpose = Literal[
    "home",  # first page, consent banner dismissed
    "home_menu",  # the same with its menu opened, where it named no category before
    "listing",  # a category page
    "listing_filter",  # the same with the filter panel opened
    "filtered",  # the same with one choice of a filter applied
    "listing_back",  # the same after going back from a product
    "search_typing",  # a search field being typed into; suggestions may be open
    "search_exact",  # results of a product's own title
    "search_typo",  # results of the title with one letter wrong
    "search_none",  # results of a nonsense query
    "search_synonym",  # results of an everyday word for what the titles call otherwise
    "search_attribute",  # results of a kind of product with one of its properties
    "search_service",  # results of a word for the shop's help, not its goods
    "product",  # a sampled product
    "product_zoom",  # after pressing the main picture
    "keyboard",  # a product's page after the Tab key went through it
    "product_again",  # a product or home seen after others: recently viewed
    "added",  # right after pressing add-to-cart
    "cart",  # the cart as first opened
    "cart_quantity",  # after raising the quantity to 2
    "cart_restored",  # after setting it back to 1
    "entry",  # checkout as opened, nothing typed
    "guest",  # after choosing guest
    "step",  # a checkout step, as shown before it is filled
    "filled",  # the same step after filling, before pressing on
    "payment",  # the payment view, nothing pressed
    "policy",  # a policy, help or contact page
    "cleaned",  # the cart after emptying
]


class RequestRecord(Model):
    """One network request of a visit; bytes as transferred, `None` when not known."""

    url: str
    method: str = "GET"
    kind: str = "other"
    status: int | None = None
    mime: str = ""
    transfer_bytes: int | None = None
    body_bytes: int | None = None
    started_ms: float | None = None
    ended_ms: float | None = None
    third_party: bool = False
    failed: str | None = None
    headers: dict[str, str] = {}


class AxeViolation(Model):
    """One axe-core rule violated on a page."""

    id: str
    impact: Literal["minor", "moderate", "serious", "critical"]
    help: str
    help_url: str
    nodes: int
    selectors: tuple[str, ...] = ()


class OverlayControl(Model):
    """One control of an overlay: its name and size in CSS px."""

    text: str
    width_px: float
    height_px: float


class Overlay(Model):
    """What lay over a page and was taken away before the look: its words and controls."""

    text: str
    controls: tuple[OverlayControl, ...] = ()


class Visit(Model):
    """One page as seen once. Files lie beside `visit.json`: `page.html`, `shot.webp`, `requests.json`.

    `id` is `<device>/<nn>-<purpose>`; `context` carries what the shopper knew (query, title,
    price, …). `timing_ms` holds the live-walk timings (press → usable). A page that failed to
    load has `error` and no files.
    """

    id: str
    device: Device
    number: int
    purpose: Purpose
    kind: PageKind
    kind_confidence: float
    url: str
    final_url: str
    status: int | None = None
    title: str = ""
    at: str
    error: str | None = None
    context: dict[str, str] = {}
    screen_width: int
    screen_height: int
    page_width: int = 0
    page_height: int = 0
    scroll_y: int = 0
    sideways_px: int = 0
    shot_scale: float = 1.0
    timing_ms: dict[str, float] = {}
    axe: tuple[AxeViolation, ...] | None = None
    script_errors: tuple[str, ...] = ()
    dialogs: tuple[str, ...] = ()
    captcha: str | None = None
    overlays: tuple[Overlay, ...] = ()
