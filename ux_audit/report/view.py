"""Everything the templates print: plain values, already worded in one language."""

from typing import Literal

from ux_audit.model import Device, Model
from ux_audit.report.view_pictures import Picture

Shape = Literal["pass", "warn", "fail", "blocker", "not-tested", "not-applicable"]


class Frame(Model):
    """A rectangle in CSS px of the page."""

    x: float
    y: float
    width: float
    height: float


class Window(Model):
    """A part of a picture to show, with the marked element; all in CSS px of the page."""

    picture: str
    device: Device
    x: float
    y: float
    width: float
    height: float
    name: str
    frame: Frame | None = None
    fold_y: float | None = None
    caption: str = ""
    pressed_below: str | None = None


class Count(Model):
    """How many rules ended in one outcome."""

    shape: Shape
    n: int
    label: str


class Chip(Model):
    """One short label; `key` is its untranslated value for filters."""

    label: str
    key: str = ""


class Head(Model):
    """Whose scorecard this is."""

    brand: str
    store: str
    address: str
    made_on: str
    scope: str
    walked: str
    windows: tuple[Window, ...] = ()


class ScoreBlock(Model):
    """The score with everything that qualifies it."""

    number: str
    band: str
    bands: str
    spread: str
    devices: str
    coverage: str
    provisional: bool
    counts: tuple[Count, ...]
    rules: str


class AreaRow(Model):
    """One area of the chart; positions are 0–100."""

    area: str
    name: str
    score: str
    phone: float | None
    desktop: float | None
    weak: bool
    coverage: float
    coverage_text: str
    note: str
    phone_text: str
    desktop_text: str
    weight: str


class Badge(Model):
    """A duty or a trend, beside the score and never in it."""

    shape: Shape
    title: str
    text: str


class PathColumn(Model):
    """One of the five stations of a shopper's path."""

    n: int
    name: str
    times: tuple[tuple[str, str, bool], ...]
    counts: tuple[Count, ...]
    obstacle: str
    href: str | None
    unreached: str | None = None


class Fix(Model):
    """One order of the list of what to mend first."""

    n: int
    order: str
    saw: str
    chips: tuple[Chip, ...]
    proof: str
    href: str


class StepCell(Model):
    """One device's part of a journey column."""

    device: Device
    caption: str
    window: Window | None
    time: str
    cost: str
    slow: bool = False
    empty: str | None = None


class StepColumn(Model):
    """One stage of the walk on both devices."""

    n: int
    title: str
    cells: tuple[StepCell, ...]
    difference: str
    marked: bool


class StepRow(Model):
    """One action of the shopper, for the table."""

    device: str
    n: int
    stage: str
    action: str
    target: str
    effect: str
    cost: str
    time: str


class DeviceTotals(Model):
    """What the whole walk cost on one device."""

    device: Device
    name: str
    presses: str
    wait: str
    slow: bool
    ending: str


class JourneyView(Model):
    """The strip of pictures and the table behind it."""

    totals: tuple[DeviceTotals, ...]
    columns: tuple[StepColumn, ...]
    rows: tuple[StepRow, ...]


class Proof(Model):
    """Where one thing was seen."""

    selector: str
    text: str
    page: str


class SourceLine(Model):
    """Where a claim comes from; `url` only when it is a web address."""

    label: str
    url: str | None


class RuleDetail(Model):
    """One rule inside a cause."""

    rule: str
    title: str
    shape: Shape
    seen: tuple[tuple[str, str], ...]
    wanted: str
    how_sure: str
    why: str
    fix: str
    sources: tuple[SourceLine, ...]
    proofs: tuple[Proof, ...]
    windows: tuple[Window, ...]
    evidence: tuple[str, ...]


class Cause(Model):
    """One finding as printed: one cause, the rules it turned red, its proof."""

    id: str
    n: int
    anchor: str
    shape: Shape
    outcome: str
    title: str
    of_rules: str
    where: str
    weight: str
    open: bool
    area: str
    devices: str
    pages: str
    effort: str
    details: tuple[RuleDetail, ...]


class CauseGroup(Model):
    """The causes of one heading; `rest` are behind “show n more”."""

    heading: str
    causes: tuple[Cause, ...]
    rest: tuple[Cause, ...]
    more: str


class Filter(Model):
    """One select of the findings' filter, with counts."""

    key: str
    label: str
    options: tuple[tuple[str, str], ...]


class Line(Model):
    """One rule in a plain list."""

    shape: Shape
    rule: str
    title: str
    text: str
    where: str


class LineGroup(Model):
    """Lines that share a reason."""

    heading: str
    hint: str
    lines: tuple[Line, ...]


class SpeedCell(Model):
    """One page's loads on one device; positions in percent of the axis."""

    device: Device
    device_name: str
    value: str
    shape: Shape | None
    word: str
    dots: tuple[tuple[float, int], ...]
    median: float | None
    name: str


class SpeedRow(Model):
    """One page of the speed chart."""

    page: str
    address: str
    cells: tuple[SpeedCell, ...]
    cost: str


class Segment(Model):
    """One phase of a load; positions in percent."""

    key: str
    label: str
    value: str
    at: float
    share: float


class Film(Model):
    """One film frame."""

    at: str
    data: str
    main: bool


class SlowPage(Model):
    """One slow load looked into."""

    title: str
    segments: tuple[Segment, ...]
    film: tuple[Film, ...]
    facts: tuple[tuple[str, str], ...]
    shifts: tuple[str, ...]


class SpeedTable(Model):
    """The numbers behind the chart."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class SpeedView(Model):
    """The loads: chart, table, the slowest pages."""

    note: str
    good_at: float
    poor_at: float
    good_label: str
    poor_label: str
    rows: tuple[SpeedRow, ...]
    slow: tuple[SlowPage, ...]
    table: SpeedTable


class Table(Model):
    """A titled list of names and values."""

    title: str
    rows: tuple[tuple[str, str], ...]
    note: str = ""


class Blocked(Model):
    """The page that stood before the shop, and what to do."""

    picture: Window | None
    todo: tuple[str, ...]


class View(Model):
    """One scorecard, from top to bottom."""

    language: str
    lang: str
    store_lang: str
    title: str
    verdict: str
    notices: tuple[str, ...]
    head: Head
    method: tuple[Table, ...]
    blocked: Blocked | None = None
    score: ScoreBlock | None = None
    areas: tuple[AreaRow, ...] = ()
    areas_name: str = ""
    badges: tuple[Badge, ...] = ()
    path: tuple[PathColumn, ...] = ()
    fixes: tuple[Fix, ...] = ()
    more_fixes: tuple[Fix, ...] = ()
    journey: JourneyView | None = None
    findings_note: str = ""
    few: bool = False
    filters: tuple[Filter, ...] = ()
    findings: tuple[CauseGroup, ...] = ()
    law_markets: tuple[tuple[str, str], ...] = ()
    law_points: tuple[Cause, ...] = ()
    law_rest: tuple[Line, ...] = ()
    works: tuple[LineGroup, ...] = ()
    works_n: int = 0
    speed: SpeedView | None = None
    check: tuple[Line, ...] = ()
    untested: tuple[LineGroup, ...] = ()
    untested_n: int = 0
    not_applicable: tuple[Line, ...] = ()
    suppressed: tuple[Line, ...] = ()
    pictures: tuple[Picture, ...] = ()
    shots: tuple[Window, ...] = ()
