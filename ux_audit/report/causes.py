"""Findings as printed: one entry a cause, with its rules, their proof and their crops."""

from collections import Counter
from collections.abc import Callable, Iterable

from ux_audit.model import Evidence, Finding
from ux_audit.report.draft import Draft, path_of, quoted
from ux_audit.report.grouping import CauseResult, RuleResult
from ux_audit.report.ranking import rank_causes
from ux_audit.report.view import (
    Cause,
    CauseGroup,
    Chip,
    Filter,
    Fix,
    Proof,
    RuleDetail,
    SourceLine,
    Window,
)

FEW = 5
OPEN_FIRST = 3
GROUPED_FROM = 40
SHOWN_A_GROUP = 20
CROPS_A_RULE = 2
PROOFS_A_RULE = 4
ORDERS = 3


def write_fixes(draft: Draft) -> tuple[Fix, ...]:
    """Return the orders, the most worthwhile first."""
    return tuple(_fix(draft, n, cause) for n, cause in enumerate(rank_causes(draft.causes), 1))


def write_findings(draft: Draft) -> tuple[CauseGroup, ...]:
    """Return all causes; many are grouped by area, the rest of each group behind “show more”."""
    causes = [
        _cause(draft, n, cause, is_open=len(draft.causes) <= FEW or n <= OPEN_FIRST)
        for n, cause in enumerate(draft.causes, 1)
    ]
    if len(causes) < GROUPED_FROM:
        return (_group(draft, "", causes),) if causes else ()
    areas = list(dict.fromkeys(cause.area for cause in causes))
    return tuple(
        _group(draft, draft.texts.name("area", area), [cause for cause in causes if cause.area == area])
        for area in areas
    )


def write_filters(causes: Iterable[CauseGroup], draft: Draft) -> tuple[Filter, ...]:
    """Return the filters with how many causes each choice keeps."""
    shown = [cause for group in causes for cause in (*group.causes, *group.rest)]
    names: dict[str, Callable[[str], str]] = {
        "area": lambda word: draft.texts.name("area", word),
        "devices": lambda word: draft.texts.say(f"device.{word}"),
        "pages": lambda word: draft.texts.name("kind", word),
        "outcome": lambda word: draft.texts.say(f"outcome.{word}"),
        "effort": lambda word: draft.texts.say(f"effort.{word}"),
    }
    filters = []
    for key, name in names.items():
        counts = Counter(word for cause in shown for word in getattr(cause, key).split())
        options = tuple(
            (word, draft.texts.say("filter.option", name=name(word), n=n)) for word, n in counts.items()
        )
        if len(options) > 1:
            filters.append(Filter(key=key, label=draft.texts.say(f"filter.{key}"), options=options))
    return tuple(filters)


def _group(draft: Draft, heading: str, causes: list[Cause]) -> CauseGroup:
    first, rest = causes, list[Cause]()
    if heading:
        first, rest = causes[:SHOWN_A_GROUP], causes[SHOWN_A_GROUP:]
    more = draft.texts.say("findings.more", n=len(rest)) if rest else ""
    return CauseGroup(heading=heading, causes=tuple(first), rest=tuple(rest), more=more)


def _fix(draft: Draft, n: int, cause: CauseResult) -> Fix:
    language, worst = draft.texts.language, cause.main.worst
    proof = draft.cause_ids[cause.main.rule]
    chips = (
        Chip(label=draft.texts.say(f"effort.{worst.effort}")),
        Chip(label=draft.device_phrase(cause.devices)),
        Chip(label=draft.texts.say(f"sure.{worst.confidence}")),
    )
    return Fix(
        n=n,
        order=worst.fix.of(language).rstrip(".。"),
        saw=worst.saw.of(language),
        chips=chips,
        proof=proof,
        href="#" + proof.lower(),
    )


def _cause(draft: Draft, n: int, cause: CauseResult, *, is_open: bool) -> Cause:
    say, worst = draft.texts.say, cause.main.worst
    id_ = draft.cause_ids[cause.main.rule]
    area = draft.texts.name("area", worst.area)
    where = [area, draft.device_phrase(cause.devices), draft.page_phrase(cause.pages, beside=area)]
    weight = [say(f"severity.{worst.severity}"), say(f"effort.{worst.effort}")]
    if worst.advisory:
        weight.append(say("unscored"))
    return Cause(
        id=id_,
        n=n,
        anchor=id_.lower(),
        shape=cause.main.shape,
        outcome="fail" if cause.main.outcome == "fail" else "warn",
        title=worst.title.of(draft.texts.language),
        of_rules=say("findings.of_rules", n=len(cause.rules)) if len(cause.rules) > 1 else "",
        where=say("dot").join(part for part in where if part),
        weight=say("dot").join(weight),
        open=is_open,
        area=worst.area,
        devices=" ".join(cause.devices),
        pages=" ".join(draft.page_kinds(cause.pages)),
        effort=worst.effort,
        details=tuple(write_detail(draft, rule) for rule in cause.rules),
    )


def write_detail(draft: Draft, rule: RuleResult) -> RuleDetail:
    """Return what is told of one rule, with its proof."""
    language, say, worst = draft.texts.language, draft.texts.say, rule.worst
    sure = say(f"sure_long.{worst.confidence}")
    proofs = [_proof(piece) for piece in rule.evidence]
    return RuleDetail(
        rule=rule.rule,
        title=worst.title.of(language),
        shape=rule.shape,
        seen=_seen(draft, rule),
        wanted=worst.wanted.of(language),
        how_sure=sure,
        why=worst.why.of(language),
        fix=worst.fix.of(language),
        sources=tuple(SourceLine(label=one.label, url=_web_address(one.url)) for one in worst.sources),
        proofs=tuple(dict.fromkeys(proofs))[:PROOFS_A_RULE],
        windows=_crops(draft, rule),
        evidence=_evidence_lines(draft, rule),
    )


def _seen(draft: Draft, rule: RuleResult) -> tuple[tuple[str, str], ...]:
    """What was seen, once when both devices saw the same, else by device."""
    language = draft.texts.language
    seen = [(one.device, one.saw.of(language)) for one in rule.red]
    if len({text for _, text in seen}) == 1:
        return (("", seen[0][1]),)
    return tuple((draft.texts.say(f"device.{device}"), text) for device, text in seen)


def _crops(draft: Draft, rule: RuleResult) -> tuple[Window, ...]:
    """One crop a device, of the first piece of evidence with a marked element, else of any."""
    windows: list[Window] = []
    for finding in rule.red:
        piece = _best_piece(draft, finding)
        if piece is None:
            continue
        device = draft.texts.say(f"device.{finding.device}")
        name = draft.texts.say("crop.name", device=device, title=finding.title.of(draft.texts.language))
        window = draft.show_crop(piece, name)
        if window is not None:
            windows.append(window.model_copy(update={"caption": _caption(draft, window, device)}))
    return tuple(windows[:CROPS_A_RULE])


def _best_piece(draft: Draft, finding: Finding) -> Evidence | None:
    shown = [piece for piece in finding.evidence if draft.shots.of_evidence(piece)]
    marked = [piece for piece in shown if piece.box is not None]
    return next(iter(marked or shown), None)


def _caption(draft: Draft, window: Window, device: str) -> str:
    if window.fold_y is None:
        return device
    return draft.texts.say("crop.fold", device=device, y=draft.figures.pixels(window.fold_y))


def _proof(piece: Evidence) -> Proof:
    page = path_of(piece.page) if piece.page else ""
    return Proof(selector=piece.selector, text=quoted(piece.text), page=page)


def _evidence_lines(draft: Draft, rule: RuleResult) -> tuple[str, ...]:
    """The visits with their times, then the rule with its version and facts."""
    say, dot = draft.texts.say, draft.texts.say("dot")
    visits = list(dict.fromkeys(piece.visit for piece in rule.evidence if piece.visit))[:PROOFS_A_RULE]
    lines = []
    for visit_id in visits:
        visit = draft.shots.visit(visit_id)
        line = say("proof.visit", visit=visit_id)
        lines.append(dot.join([line, draft.figures.time(visit.at)]) if visit else line)
    parts = [say("proof.rule", rule=rule.rule, version=draft.audit.tool.rules_version)]
    facts = list(dict.fromkeys(fact for one in rule.red for fact in one.facts))
    parts += [say("finding.facts", facts=draft.texts.join(facts))] if facts else []
    return (*lines, dot.join(parts))


def _web_address(url: str | None) -> str | None:
    return url if url and url.startswith(("https://", "http://")) else None
