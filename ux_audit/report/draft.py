"""What all sections are written from: the audit, the words, and the pictures asked for so far."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, get_args

from ux_audit.model import Audit, Box, Device, Evidence, PageKind, Visit
from ux_audit.report.figures import Figures
from ux_audit.report.grouping import CauseResult, RuleResult, group_causes, group_rules
from ux_audit.report.legs import Leg, walk_legs
from ux_audit.report.pictures import page_size
from ux_audit.report.shots import Shots
from ux_audit.report.texts import Texts, isolate, load_data
from ux_audit.report.view import Window
from ux_audit.report.windows import crop, first_screen

# Looks that are pages of the sample; the others show the same pages again, changed by a press.
SAMPLED = ("home", "listing", "product", "cart", "entry", "policy")
DEVICES: tuple[Device, ...] = ("desktop", "mobile")
LEGAL = "legal"


@dataclass
class Draft:
    """One scorecard in the making; `windows` collects by visit what the pictures must show."""

    audit: Audit
    folder: Path
    texts: Texts
    figures: Figures
    shots: Shots
    windows: dict[str, list[Window]] = field(default_factory=dict)
    step_visits: set[str] = field(default_factory=set)
    _sizes: dict[str, tuple[float, float] | None] = field(default_factory=dict)

    @cached_property
    def path(self) -> Mapping[str, Any]:
        """The data file that sorts rules into the stations of a shopper's path."""
        data: Mapping[str, Any] = load_data(self.folder / "path.yaml")
        return data

    @cached_property
    def rules(self) -> list[RuleResult]:
        """All rules but those of law, over both devices; what was accepted has a list of its own."""
        return group_rules(one for one in self.audit.findings if one.severity != LEGAL and not one.accepted)

    @cached_property
    def law(self) -> list[RuleResult]:
        """What markets' laws ask, market by market, over both devices."""
        legal = [one for one in self.audit.findings if one.severity == LEGAL and not one.accepted]
        markets = sorted({one.market or "" for one in legal})
        return [
            rule
            for market in markets
            for rule in group_rules(one for one in legal if (one.market or "") == market)
        ]

    @cached_property
    def causes(self) -> list[CauseResult]:
        """The causes behind failed and warned rules, by weight."""
        return group_causes([rule for rule in self.rules if rule.bucket == "problem"])

    @cached_property
    def cause_ids(self) -> dict[str, str]:
        """The printed number of each cause, by the id of its heaviest rule."""
        return {cause.main.rule: f"F-{n:02}" for n, cause in enumerate(self.causes, 1)}

    @cached_property
    def devices(self) -> tuple[Device, ...]:
        """The devices of this run."""
        walked = set(self.audit.journeys) | {one.device for one in self.audit.findings}
        walked |= {load.device for load in self.audit.loads} | {
            visit.device for visit in self.shots.visits.values()
        }
        return tuple(device for device in DEVICES if device in walked)

    @cached_property
    def store(self) -> str:
        """The shop's name, or its host."""
        site = self.audit.site
        return site.name.strip() or host_of(site.final_url or site.url)

    def legs(self, device: Device) -> list[Leg]:
        """Return a device's way to payment without side looks."""
        return walk_legs(self.audit.journeys.get(device))

    @cached_property
    def _pages(self) -> dict[str, tuple[str, str]]:
        """Kind and address of every page, by all the names a finding may call it."""
        known: dict[str, tuple[str, str]] = {}
        for visit in self.shots.visits.values():
            if visit.purpose in SAMPLED:
                known[visit.id] = known[visit.final_url] = (visit.kind, visit.final_url)
        for page in self.audit.pages:
            known[page.id] = known[page.url] = (page.kind, page.url)
        return known

    @cached_property
    def _kinds(self) -> Counter[str]:
        return Counter(kind for kind, _ in set(self._pages.values()))

    def device_phrase(self, devices: tuple[Device, ...]) -> str:
        """Return the devices in words."""
        if len(devices) == len(DEVICES):
            return self.texts.say("device.both")
        return self.texts.say(f"device.{devices[0]}") if devices else ""

    def page_phrase(self, pages: tuple[str, ...], *, beside: str = "") -> str:
        """Return page kinds with how many of how many sampled pages, or nothing for the whole shop.

        A kind that is already named `beside` the phrase is not named again.
        """
        known = {self._pages[page] for page in pages if page in self._pages}
        if not known:
            names = [self.texts.name("kind", page) for page in pages if page in get_args(PageKind)]
            return self.texts.join([name for name in names if name != beside])
        kinds = Counter(kind for kind, _ in known)
        if len(kinds) > 1:
            return self.texts.say(
                "pages.several", n=len(known), total=sum(self._kinds[kind] for kind in kinds)
            )
        ((kind, n),) = kinds.items()
        name, total = self.texts.name("kind", kind), self._kinds[kind]
        if total == 1:
            return "" if name == beside else name
        counted = self.texts.say("pages.several", n=n, total=total)
        return counted if name == beside else self.texts.say("dot").join([name, counted])

    def page_kinds(self, pages: tuple[str, ...]) -> list[str]:
        """Return the kinds of these pages."""
        kinds = {self._pages[page][0] for page in pages if page in self._pages}
        return sorted(kinds or {page for page in pages if page in get_args(PageKind)})

    def size(self, visit_id: str) -> tuple[float, float] | None:
        """Return the size of a visit's screenshot in CSS px."""
        if visit_id not in self._sizes:
            self._sizes[visit_id] = page_size(self.shots, visit_id)
        return self._sizes[visit_id]

    def show_screen(self, visit_id: str | None, name: str, box: Box | None = None) -> Window | None:
        """Return a visit's first screen and remember that its picture is needed."""
        visit, size = self._sized(visit_id)
        return self._keep(first_screen(visit, size, name, box), visit) if visit and size else None

    def show_crop(self, evidence: Evidence, name: str) -> Window | None:
        """Return the part of the page around a piece of evidence and remember its picture."""
        visit, size = self._sized(self.shots.of_evidence(evidence))
        return self._keep(crop(visit, size, name, evidence.box), visit) if visit and size else None

    def _sized(self, visit_id: str | None) -> tuple[Visit | None, tuple[float, float] | None]:
        visit = self.shots.visit(visit_id)
        return visit, self.size(visit.id) if visit else None

    def _keep(self, window: Window, visit: Visit) -> Window:
        self.windows.setdefault(visit.id, []).append(window)
        return window


def host_of(url: str) -> str:
    """Return the host and port of an address."""
    return url.partition("://")[2].partition("/")[0] or url


def path_of(url: str) -> str:
    """Return an address without scheme and host."""
    rest = url.partition("://")[2]
    return "/" + rest.partition("/")[2] if rest else url


def quoted(text: str, most: int = 120) -> str:
    """Return a store's text, shortened and isolated."""
    short = " ".join(text.split())
    return isolate(short if len(short) <= most else short[: most - 1] + "…")
