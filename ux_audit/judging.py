"""The second half of the story, without a browser: evidence → facts → findings → scores → report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ux_audit.catalog import keep_rules, load_markets, load_rules, rules_version
from ux_audit.errors import UsageError
from ux_audit.facts import observe
from ux_audit.judge import choose_markets, judge, score_findings
from ux_audit.model import Audit, Device, Fact, Finding, MarketUse, Scores, Tool
from ux_audit.report import write_report
from ux_audit.store import RunFolder


@dataclass(frozen=True)
class Outputs:
    """The files a run ends with."""

    folder: Path
    audit: Path
    scorecard: Path


def judge_run(
    folder: RunFolder,
    rule_dirs: tuple[Path, ...] = (),
    *,
    market: Sequence[str] | None = None,
    profile: str | None = None,
) -> Audit:
    """Judge a run's evidence. Needs no browser, network or clock: the same folder gives the same audit.

    `market` and `profile` are what the run was told where they are None; laws are those of the day of the run.
    Raises UsageError when the run ended before it saw a page, or its files are damaged.
    """
    record = folder.read_record()
    if record.site.gate == "ok" and not folder.holds_visits():
        raise UsageError(f"The run in {folder.path} saw no page.", "Run the audit again, with another --out.")
    settings = dict(record.settings)
    settings |= {} if market is None else {"market": list(market)}
    settings |= {} if profile is None else {"profile": profile}
    rules = keep_rules(load_rules(rule_dirs), settings.get("profile"))
    markets, uses = load_markets(), tuple[MarketUse, ...]()
    facts: dict[Device, dict[str, Fact]] = {}
    findings: tuple[Finding, ...] = ()
    scores = Scores()
    site = record.site
    if site.gate == "ok":
        facts, site = observe(folder, record)
        uses = choose_markets(markets, settings.get("market") or (), facts)
        findings = judge(
            rules, facts, record.journeys, site,
            markets=markets, used=[use.market for use in uses], on=date.fromisoformat(record.made_at[:10]),
        )  # fmt: skip
        scores = score_findings(findings, facts)
    return Audit(
        tool=Tool(version=record.tool_version, rules_version=rules_version(rules, tuple(markets.values()))),
        made_at=record.made_at,
        site=site,
        settings=settings,
        pages=record.pages,
        journeys=record.journeys,
        facts=facts,
        loads=record.loads,
        findings=findings,
        markets=uses,
        scores=scores,
        interrupted=record.interrupted,
    )


def write_outputs(folder: RunFolder, audit: Audit, language: str) -> Outputs:
    """Write audit.json and the scorecard into the run folder."""
    written = folder.write_audit(audit)
    scorecard = write_report(audit, folder.path, language="zh" if language == "zh" else "en")
    return Outputs(folder.path, written, scorecard)
