"""A realistic audit with a run folder of drawn pages, for looking at the scorecard and for its tests."""

from pathlib import Path
from typing import Any, get_args

from tests.report.drawn_pages import SCREENS, URL, button_of, page_url, visit_id, write_visit
from ux_audit.model import (
    Audit,
    Device,
    Evidence,
    FilmFrame,
    Finding,
    Gate,
    GuardLog,
    Journey,
    Load,
    LoadRun,
    MarketUse,
    PageRef,
    Refusal,
    Scores,
    SentRequest,
    Shift,
    Site,
    Stage,
    Step,
    Suppressed,
    Target,
    Text,
    Tool,
)
from ux_audit.model.finding import AreaScore, Source
from ux_audit.yaml_files import read_yaml

HOSTILE = (
    '<script>alert(1)</script><img src="https://evil.example/x.png" onerror=alert(2)>"\'{{ 7*7 }}\u202eevil'
)
STAGES: tuple[tuple[Stage, str, str, str], ...] = (
    ("home", "home", "home", "All products"),
    ("listing", "listing", "listing", "Instant Camera"),
    ("product", "product", "product", "Add to basket"),
    ("cart", "cart", "cart", "Checkout"),
    ("entry", "entry", "checkout", "Continue as guest"),
    ("address", "filled", "checkout", "Continue"),
    ("delivery", "step", "checkout", "Standard delivery"),
    ("payment", "payment", "checkout", ""),
)
DATA = Path(__file__).with_name("sample_findings.yaml")


def make_run(folder: Path, *, scale: float = 0.5) -> Path:
    """Write visits with drawn pictures at `scale` px per CSS px and return the run folder."""
    for device in get_args(Device):
        for number, (_, purpose, kind, title) in enumerate(STAGES, 1):
            write_visit(folder, device, number, (purpose, kind, title), scale)
    return folder


def make_audit(**changes: Any) -> Audit:
    """Return an audit with findings of every outcome over all areas on both devices."""
    audit = Audit(
        tool=Tool(version="0.1.0", rules_version="2026.11"),
        made_at="2026-11-23T13:44:07+00:00",
        site=Site(
            url=URL + "/",
            final_url=URL + "/",
            name="Oscar Demo",
            platform="django-oscar",
            language="en",
            currency="GBP",
        ),
        settings={
            "walk": "payment",
            "devices": ["desktop", "mobile"],
            "runs": 5,
            "language": "en",
            "market": ["eu"],
            "cookies": "session=secret-value",
            "throttling": {"mobile": "562.5 ms, 188,743 B/s, CPU ×4", "desktop": "40 ms, 10 Mbit/s"},
        },
        pages=_pages(),
        journeys={device: make_journey(device) for device in get_args(Device)},
        loads=make_loads(),
        findings=make_findings(),
        suppressed=(
            Suppressed(
                rule="content-community-links",
                reason="No social accounts on purpose.",
                owner="Marta",
                expires="2027-03-31",
            ),
        ),
        markets=(MarketUse(market="eu", name=Text(en="the European Union", zh="欧盟"), chosen=True),),
        scores=make_scores(),
    )
    return audit.model_copy(update=changes)


def make_gate(gate: Gate = "challenge") -> Audit:
    """Return the audit of a shop that could not be entered."""
    return Audit(
        tool=Tool(version="0.1.0", rules_version="2026.11"),
        made_at="2026-11-23T13:44:07+00:00",
        site=Site(url=URL, final_url=URL, gate=gate, gate_reason="HTTP 403, “Checking your browser”"),
        settings={"walk": "cart", "runs": 3},
    )


def make_many(count: int = 500) -> tuple[Finding, ...]:
    """Return `count` failed findings of as many causes over all areas."""
    base = [finding for finding in make_findings() if finding.outcome in ("fail", "warn")]
    return tuple(
        base[n % len(base)].model_copy(
            update={
                "rule": f"{base[n % len(base)].area}-rule-{n:03}",
                "cause": f"cause-{n:03}",
                "fingerprint": f"f{n}",
            }
        )
        for n in range(count)
    )


def make_findings() -> tuple[Finding, ...]:
    """Return the findings of `sample_findings.yaml`, one a device."""
    rows = read_yaml(DATA)[0]
    return tuple(_finding(row, device) for row in rows for device in row.get("devices", get_args(Device)))


def make_journey(device: Device, **changes: Any) -> Journey:
    """Return a walk to the payment step in eleven actions, one of them a probe."""
    factor = 1.0 if device == "desktop" else 3.1
    steps = [
        Step(
            n=1,
            stage="home",
            goal="home",
            action="open",
            effect="home page shown",
            duration_ms=700 * factor,
            url=page_url("home"),
            visit=visit_id(device, 1, "home"),
        )
    ]
    for number, (stage, purpose, _, title) in enumerate(STAGES[:-1], 1):
        box = button_of(device, stage)
        if stage == "address":
            steps.append(_filling(device, number, purpose))
        steps.append(
            Step(
                n=number,
                stage=stage,
                goal=f"reach the step after {stage}",
                action="press",
                target=Target(text=title, selector=f"#{stage} button", confidence=0.9),
                effect="the next page opened",
                clicks=1,
                box=box,
                first_screen=box.bottom <= SCREENS[device][1],
                duration_ms=(640 + 130 * number) * factor,
                url=page_url(purpose),
                visit=visit_id(device, number + 1, STAGES[number][1]),
            )
        )
    steps.insert(3, _probe())
    steps.append(
        Step(
            n=0,
            stage="payment",
            goal="payment",
            action="look",
            effect="payment choice seen, nothing pressed",
            url=page_url("payment"),
            visit=visit_id(device, len(STAGES), "payment"),
        )
    )
    steps = [step.model_copy(update={"n": n}) for n, step in enumerate(steps, 1)]
    journey = Journey(
        device=device,
        level="payment",
        reached="payment",
        stages=tuple(row[0] for row in STAGES),
        steps=tuple(steps),
        refused=(Refusal(what="Place order", why="the last press of a purchase", lock="control"),),
        guard=GuardLog(
            armed=True,
            blocked_requests=(
                Refusal(what="POST /checkout/preview/", why="commits the order", lock="network"),
            ),
            sent_requests=(SentRequest(method="POST", url=f"{URL}/basket/add/1/", stage="product"),),
        ),
        stopped="payment-seen",
        cart_emptied=True,
    )
    return journey.model_copy(update=changes)


def make_stopped(stopped: str, by: str, *, device: Device = "mobile") -> Journey:
    """Return a walk that ended at the cart."""
    journey = make_journey(device)
    steps = tuple(step for step in journey.steps if step.stage in ("home", "listing", "product", "cart"))
    changes = {"reached": "cart", "stages": (), "steps": steps, "stopped": stopped, "stopped_by": by}
    return journey.model_copy(update=changes)


def make_loads() -> tuple[Load, ...]:
    """Return five loads of six pages on both devices."""
    seen = {"home": (1000, 4400), "listing": (900, 3900), "product": (1100, 5100), "cart": (700, 2200)}
    loads = []
    for page in _pages():
        if page.kind not in seen or page.id in ("product-3", "product-4", "product-5", "listing-3"):
            continue
        for device, lcp in zip(get_args(Device), seen[page.kind], strict=True):
            loads.append(_load(page, device, float(lcp)))
    return tuple(loads)


def make_scores() -> Scores:
    """Return scores with one area too thinly tested to be scored."""
    numbers = {
        "speed": (14, 51, 70, 38, 0.98),
        "stability": (10, 92, 92, 92, 1.0),
        "navigation": (8, 71, 78, 66, 1.0),
        "search": (8, 56, 59, 54, 0.92),
        "listing": (8, 63, 68, 60, 0.92),
        "product": (14, 61, 74, 52, 0.95),
        "cart": (8, 82, 86, 80, 1.0),
        "checkout": (14, 49, 49, 49, 0.84),
        "payment": (5, None, None, None, 0.41),
        "trust": (5, 74, 74, 74, 0.8),
        "mobile": (3, 67, None, 67, 1.0),
        "accessibility": (2, 80, 80, 80, 1.0),
        "content": (1, 60, 60, 60, 0.8),
    }
    return Scores(
        overall=68,
        band="mediocre",
        interval=(64, 71),
        coverage=0.82,
        areas={
            area: AreaScore(
                area=area,
                weight=weight,
                score=score,
                coverage=coverage,
                capped_by="checkout-guest-available" if area == "checkout" else None,
                devices={"desktop": desktop, "mobile": phone},
                device_coverage={"desktop": coverage, "mobile": coverage},
            )
            for area, (weight, score, desktop, phone, coverage) in numbers.items()
        },
        devices={"desktop": 76, "mobile": 64},
        caps=("checkout-guest-available",),
        weights={area: row[0] for area, row in numbers.items()},
        stamp="rules 2026.11 · 1350×940, 412×823 · 5 loads",
    )


def _pages() -> tuple[PageRef, ...]:
    pages = [PageRef(id="home", url=f"{URL}/", kind="home", found_by="start")]
    pages += [PageRef(id=f"listing-{n}", url=f"{URL}/category/{n}/", kind="listing") for n in (1, 2, 3)]
    pages += [PageRef(id=f"product-{n}", url=f"{URL}/catalogue/{n}/", kind="product") for n in range(1, 6)]
    pages += [PageRef(id="cart", url=f"{URL}/basket/", kind="cart")]
    return (*pages, PageRef(id="checkout", url=f"{URL}/checkout/", kind="checkout"))


def _finding(row: dict[str, Any], device: Device) -> Finding:
    area = row["rule"].split("-")[0]
    texts = {key: Text(**row[key]) if key in row else None for key in ("clause", "why_not")}
    plain = {
        key: Text(**row.get(key, {"en": "", "zh": ""})) for key in ("title", "saw", "wanted", "why", "fix")
    }
    outcome = row["outcome"]
    return Finding(
        rule=row["rule"],
        area=area,
        cause=row.get("cause", row["rule"]),
        severity=row.get("severity", "major"),
        market=row.get("market"),
        confidence=row.get("confidence", "high"),
        effort=row.get("effort", "theme"),
        pages=tuple(row.get("pages", ())),
        device=device,
        outcome=outcome,
        score={"pass": 1.0, "warn": 0.5, "fail": 0.0}.get(outcome),
        weight=row.get("weight", 2.7) * (0.6 if device == "mobile" else 0.4),
        advisory=row.get("advisory", False),
        **plain,
        **texts,
        sources=tuple(Source(**source) for source in row.get("sources", ())),
        fingerprint=f"{row['rule']}/{device}",
        facts=tuple(row.get("facts", ())),
        evidence=_evidence(row, device) if outcome in ("fail", "warn") else (),
    )


def _evidence(row: dict[str, Any], device: Device) -> tuple[Evidence, ...]:
    stage = row.get("stage")
    if stage is None:
        return ()
    number, (_, purpose, _, title) = next(
        (number, entry) for number, entry in enumerate(STAGES, 1) if entry[0] == stage
    )
    return (
        Evidence(
            visit=visit_id(device, number, purpose),
            page=f"{URL}/{stage}/",
            selector=row.get("selector", f"form#{stage}_form > button"),
            text=title,
            box=button_of(device, stage) if row.get("box", True) else None,
        ),
    )


def _filling(device: Device, number: int, purpose: str) -> Step:
    return Step(
        n=0,
        stage="address",
        goal="fill in",
        action="fill",
        fields=9,
        effect="9 fields filled with test data",
        url=page_url(purpose),
        visit=visit_id(device, number, purpose),
    )


def _probe() -> Step:
    """A search no buyer made: it belongs in the table, not in the shopper's costs."""
    return Step(
        n=0,
        stage="product",
        goal="search “camrea”",
        action="type",
        clicks=1,
        keystrokes=7,
        duration_ms=9000,
        url=page_url("product"),
        effect="results shown",
    )


def _load(page: PageRef, device: Device, lcp_ms: float) -> Load:
    spread = (-420.0, -120.0, 0.0, 160.0, 610.0)
    runs = tuple(
        LoadRun(
            ttfb_ms=lcp_ms * 0.18,
            fcp_ms=lcp_ms * 0.5,
            lcp_ms=lcp_ms + offset * lcp_ms / 4000,
            lcp_element="img.product-main",
            cls=0.04 if device == "desktop" else 0.19,
            tbt_ms=lcp_ms * 0.07,
            load_ms=lcp_ms * 1.2,
            requests=28,
            transfer_bytes=1_240_000,
            image_bytes=612_000,
            third_party_requests=6,
            third_party_bytes=182_000,
            image_waste_bytes=540_000 if page.kind == "home" else None,
            lcp_phases={
                "ttfb": lcp_ms * 0.18,
                "load_delay": lcp_ms * 0.31,
                "load_time": lcp_ms * 0.41,
                "render_delay": lcp_ms * 0.1,
            },
            shifts=(Shift(value=0.15, at_ms=1900, selector="div.banner"),) if device == "mobile" else (),
            film=tuple(
                FilmFrame(at_ms=at, image=f"visits/mobile/0{n}-{STAGES[n - 1][1]}/shot.webp")
                for n, at in enumerate((0.0, 1000, 2000, 3000, 4000, 5100), 1)
            )
            if device == "mobile" and page.id == "product-1"
            else (),
            host_index=1480 + offset / 10,
        )
        for offset in spread
    )
    metrics = ("ttfb_ms", "fcp_ms", "lcp_ms", "tbt_ms", "load_ms", "cls", "requests", "transfer_bytes")
    values = {metric: sorted(float(getattr(run, metric)) for run in runs) for metric in metrics}
    return Load(
        page=page.id,
        kind=page.kind,
        url=page.url,
        device=device,
        network="slow-4g" if device == "mobile" else "cable",
        consent="dismissed",
        runs=runs,
        median={metric: row[2] for metric, row in values.items()},
        spread={metric: (row[0], row[-1]) for metric, row in values.items()},
    )
