"""Speed from timed loads, and what the walk cost in clicks and waiting."""

from ux_audit.facts.walk import Walk, seen, unseen
from ux_audit.model import Evidence, Fact, Load, Step
from ux_audit.reading.cards import find_cards

KINDS = ("home", "listing", "search", "product", "cart", "checkout")
METRICS = (
    "ttfb_ms",
    "fcp_ms",
    "lcp_ms",
    "cls",
    "tbt_ms",
    "speed_index_ms",
    "load_ms",
    "requests",
    "transfer_bytes",
    "image_bytes",
    "dom_elements",
)
WHOLE = frozenset(("requests", "transfer_bytes", "image_bytes", "dom_elements"))
STAGES_TO_PAYMENT = ("product", "cart", "entry", "address", "delivery", "payment")


def observe_timing(walk: Walk) -> dict[str, Fact]:
    """Return speed.* and journey.*."""
    return {**_speed(walk), **_shares(walk), **_journey(walk)}


def _speed(walk: Walk) -> dict[str, Fact]:
    facts = {}
    for kind in KINDS:
        load = next((ld for ld in walk.loads if ld.kind == kind and ld.runs), None)
        for metric in METRICS:
            value = load.median.get(metric) if load else None
            name = f"speed.{kind}.{metric}"
            if load is None or value is None:
                facts[name] = unseen("no timed load of such a page")
            else:
                facts[name] = seen(
                    round(value) if metric in WHOLE else round(value, 3),
                    _where(walk, load),
                    note=_spread(load, metric),
                )
    return facts


def _where(walk: Walk, load: Load) -> Evidence:
    sight = next((s for s in walk.sights if s.visit.final_url == load.url), None)
    return Evidence(visit=sight.visit.id if sight else "", page=load.url)


def _spread(load: Load, metric: str) -> str:
    good = [run for run in load.runs if run.error is None]
    low, high = load.spread.get(metric, (0.0, 0.0))
    return f"median of {len(good)}, {low:g}–{high:g}"


def _shares(walk: Walk) -> dict[str, Fact]:
    runs = [(load, run) for load in walk.loads for run in load.runs if run.error is None]
    names = (
        "speed.image_waste_bytes",
        "speed.uncompressed_text_bytes",
        "speed.cdn_share",
        "speed.third_party_share",
    )
    if not runs:
        return dict.fromkeys(names, unseen("no timed loads"))
    waste = [(load, run.image_waste_bytes) for load, run in runs if run.image_waste_bytes is not None]
    worst = max(waste, key=lambda pair: pair[1], default=None)
    text = max(runs, key=lambda pair: pair[1].uncompressed_text_bytes)
    static = sum(run.static_bytes for _, run in runs)
    requests = sum(run.requests for _, run in runs)
    third = sum(run.third_party_requests for _, run in runs)
    return {
        "speed.image_waste_bytes": seen(worst[1], _where(walk, worst[0]))
        if worst
        else unseen("no picture could be measured"),
        "speed.uncompressed_text_bytes": seen(text[1].uncompressed_text_bytes, _where(walk, text[0])),
        "speed.cdn_share": seen(round(sum(run.cdn_bytes for _, run in runs) / static, 3))
        if static
        else unseen("no static files"),
        "speed.third_party_share": seen(round(third / requests, 3)) if requests else unseen("no requests"),
    }


def _journey(walk: Walk) -> dict[str, Fact]:
    journey = walk.journey
    names = (
        "journey.reached",
        "journey.clicks_to_product",
        "journey.clicks_product_to_payment",
        "journey.duration_product_to_payment_ms",
        "speed.step_worst_ms",
    )
    if journey is None:
        return dict.fromkeys(names, unseen("the store was not walked"))
    facts: dict[str, Fact] = {"journey.reached": seen(journey.reached)}
    home = walk.first("home")
    if home is not None and find_cards(home.snapshot, walk.vocabulary):
        facts["journey.clicks_to_product"] = seen(1, Evidence(visit=home.visit.id, page=home.visit.final_url))
    else:
        clicks = sum(s.clicks for s in journey.steps if s.goal in ("menu", "category", "product"))
        facts["journey.clicks_to_product"] = (
            seen(clicks) if clicks else unseen("no product was reached by pressing")
        )
    path = [s for s in journey.steps if s.stage in STAGES_TO_PAYMENT and _on_path(s)]
    done = journey.reached in ("payment", "review")
    clicks, wait = sum(s.clicks for s in path), sum(s.duration_ms or 0 for s in path)
    why = unseen("the payment view was not reached")
    facts["journey.clicks_product_to_payment"] = seen(clicks) if done else why
    facts["journey.duration_product_to_payment_ms"] = seen(round(wait, 1)) if done else why
    steps = [
        s.duration_ms
        for s in journey.steps
        if s.goal in ("checkout", "guest", "next step") and s.duration_ms is not None
    ]
    facts["speed.step_worst_ms"] = seen(max(steps)) if steps else unseen("no checkout step was walked")
    return facts


def _on_path(step: Step) -> bool:
    return not step.is_probe and step.goal not in ("menu", "category", "product", "home")
