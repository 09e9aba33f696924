"""From visits to facts: one module a subject; no browser, no network, no clock."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping

from ux_audit.catalog import choose_vocabulary, load_fact_specs
from ux_audit.facts.address_help import observe_address_help
from ux_audit.facts.asked import observe_asked
from ux_audit.facts.breadth import observe_breadth
from ux_audit.facts.card_form import observe_card_form
from ux_audit.facts.cart import observe_cart
from ux_audit.facts.cart_options import observe_cart_options
from ux_audit.facts.checkout import observe_checkout
from ux_audit.facts.contrast import observe_contrast
from ux_audit.facts.description import observe_description
from ux_audit.facts.device_gap import observe_device_gap
from ux_audit.facts.exits import observe_exits
from ux_audit.facts.first_view import observe_first_view
from ux_audit.facts.forms import observe_forms
from ux_audit.facts.gallery import observe_gallery
from ux_audit.facts.guest_choice import observe_guest_choice
from ux_audit.facts.keyboard import observe_keyboard
from ux_audit.facts.law import observe_law
from ux_audit.facts.listing import observe_listing
from ux_audit.facts.measuring import observe_measuring
from ux_audit.facts.narrowing import observe_narrowing
from ux_audit.facts.navigation import observe_navigation
from ux_audit.facts.new_account import observe_new_account
from ux_audit.facts.order_words import observe_order_words
from ux_audit.facts.overlays import observe_overlays
from ux_audit.facts.parity import observe_parity
from ux_audit.facts.payment import observe_payment
from ux_audit.facts.poor_line import observe_poor_line
from ux_audit.facts.previews import observe_previews
from ux_audit.facts.price_trail import observe_price_trail
from ux_audit.facts.product import observe_product
from ux_audit.facts.quality import observe_quality
from ux_audit.facts.reductions import observe_reductions
from ux_audit.facts.repeats import observe_repeats
from ux_audit.facts.reviews import observe_reviews
from ux_audit.facts.search import observe_search
from ux_audit.facts.search_words import observe_search_words
from ux_audit.facts.site import observe_site
from ux_audit.facts.timing import observe_timing
from ux_audit.facts.walk import Sight, Walk, unseen
from ux_audit.model import Device, Fact, Site, Visit
from ux_audit.reading.snapshot import Snapshot
from ux_audit.store import RunFolder, RunRecord

Facts = dict[Device, dict[str, Fact]]
BETWEEN_PARTS = re.compile(r"[|｜·•»]|\s[-–—:]\s|\s[-–—]\s*$")
LONGEST_NAME = 40
SUBJECTS: tuple[Callable[[Walk], dict[str, Fact]], ...] = (
    observe_site, observe_navigation, observe_search, observe_listing, observe_product, observe_description,
    observe_gallery, observe_reviews, observe_cart, observe_checkout, observe_forms, observe_payment, observe_quality,
    observe_timing, observe_measuring, observe_repeats, observe_poor_line, observe_guest_choice, observe_new_account, observe_asked,
    observe_address_help, observe_exits, observe_card_form, observe_law, observe_reductions, observe_order_words,
    observe_breadth, observe_previews, observe_price_trail, observe_cart_options, observe_contrast, observe_overlays,
    observe_first_view, observe_search_words, observe_narrowing, observe_keyboard,
)  # fmt: skip
# What can be told by all devices' walks and facts together; a fact of a device replaces the one of its own walk.
COMPARISONS: tuple[Callable[[Mapping[Device, Walk], Facts], Facts], ...] = (
    observe_parity,
    observe_device_gap,
)


def observe(folder: RunFolder, record: RunRecord) -> tuple[Facts, Site]:
    """Return every device's facts, and the site with what they tell of it. Names nobody could answer are None with a note."""
    visits = folder.read_visits()
    devices = sorted({visit.device for visit in visits} | set(record.journeys))
    walks = {device: read_walk(folder, record, device, visits) for device in devices}
    facts = {device: observe_walk(walk) for device, walk in walks.items()}
    for compare in COMPARISONS:
        for device, found in compare(walks, facts).items():
            facts[device].update(found)
    return facts, _describe(record.site, facts, visits)


def read_walk(folder: RunFolder, record: RunRecord, device: Device, visits: list[Visit]) -> Walk:
    """Return one device's walk as the detectors read it."""
    own = [visit for visit in visits if visit.device == device]
    sights = tuple(_sight(folder, visit) for visit in own if not visit.error)
    first = sights[0].snapshot if sights else Snapshot("")
    loads = [load for load in record.loads if load.device == device]
    return Walk(
        device=device,
        journey=record.journeys.get(device),
        sights=sights,
        vocabulary=choose_vocabulary(first.language, first.text[:5000]),
        loads=tuple(load for load in loads if load.until == "settled"),
        followed=tuple(load for load in loads if load.until == "usable"),
        failed=tuple(visit for visit in own if visit.error),
        products_in_sitemaps=record.products_in_sitemaps,
    )


def _sight(folder: RunFolder, visit: Visit) -> Sight:
    return Sight(
        visit,
        lambda: folder.read_html(visit),
        lambda: folder.read_requests(visit),
        lambda: folder.read_shot(visit),
    )


def observe_walk(walk: Walk) -> dict[str, Fact]:
    """Return the facts of one walk under the names of the vocabulary, in its order."""
    found: dict[str, Fact] = {}
    for subject in SUBJECTS:
        found.update(subject(walk))
    names = [spec.name for spec in load_fact_specs()]
    complete = {name: found.get(name, unseen("not looked for in this walk")) for name in names}
    return {**complete, **{name: fact for name, fact in found.items() if name not in complete}}


def _describe(site: Site, facts: dict[Device, dict[str, Fact]], visits: list[Visit]) -> Site:
    def say(name: str) -> str | None:
        values = [known[name].value for known in facts.values() if name in known]
        return next((str(value) for value in values if value), None)

    home = next((visit for visit in visits if visit.purpose == "home" and not visit.error), None)
    title = home.title if home else ""
    titles = {visit.title for visit in visits if not visit.error} - {title}
    return site.model_copy(
        update={
            "platform": say("site.platform"),
            "language": say("site.language"),
            "currency": say("site.currency"),
            "name": site.name or shop_name(title, titles),
        }
    )


def shop_name(title: str, others: Collection[str] = ()) -> str:
    """Return the shop's name from its home page's title: the part that most `others` share, the shortest of equals."""
    parts = [part for part in _split(title) if 1 < len(part) <= LONGEST_NAME]
    shared = Counter(part for other in others for part in set(_split(other)))
    return min(parts, key=lambda part: (-shared[part], len(part)), default=title.strip()[:60])


def _split(title: str) -> list[str]:
    return [part.strip() for part in BETWEEN_PARTS.split(title) if part.strip()]
