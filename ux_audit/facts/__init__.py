"""From visits to facts: one module a subject; no browser, no network, no clock."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping

from ux_audit.catalog import choose_vocabulary, load_fact_specs
from ux_audit.facts.breadth import observe_breadth
from ux_audit.facts.cart import observe_cart
from ux_audit.facts.cart_options import observe_cart_options
from ux_audit.facts.checkout import observe_checkout
from ux_audit.facts.contrast import observe_contrast
from ux_audit.facts.description import observe_description
from ux_audit.facts.first_view import observe_first_view
from ux_audit.facts.forms import observe_forms
from ux_audit.facts.gallery import observe_gallery
from ux_audit.facts.listing import observe_listing
from ux_audit.facts.navigation import observe_navigation
from ux_audit.facts.overlays import observe_overlays
from ux_audit.facts.parity import observe_parity
from ux_audit.facts.payment import observe_payment
from ux_audit.facts.previews import observe_previews
from ux_audit.facts.price_trail import observe_price_trail
from ux_audit.facts.product import observe_product
from ux_audit.facts.quality import observe_quality
from ux_audit.facts.reviews import observe_reviews
from ux_audit.facts.search import observe_search
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
    observe_site, observe_navigation, observe_breadth, observe_search, observe_listing, observe_product, observe_description,
    observe_gallery, observe_previews, observe_price_trail, observe_reviews, observe_cart, observe_cart_options,
    observe_checkout, observe_forms, observe_payment, observe_quality, observe_contrast, observe_overlays,
    observe_first_view, observe_timing,
)  # fmt: skip
# What can be told by all devices' walks and facts together; a fact of a device replaces the one of its own walk.
COMPARISONS: tuple[Callable[[Mapping[Device, Walk], Facts], Facts], ...] = (observe_parity,)


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
    return Walk(
        device=device,
        journey=record.journeys.get(device),
        sights=sights,
        vocabulary=choose_vocabulary(first.language, first.text[:5000]),
        loads=tuple(load for load in record.loads if load.device == device),
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
