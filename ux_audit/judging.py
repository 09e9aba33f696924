"""The second half of the story, without a browser: evidence → facts → findings → scores → report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ux_audit.catalog import (
    apply_settings,
    check_acceptances,
    keep_rules,
    load_markets,
    load_rules,
    rules_version,
)
from ux_audit.errors import UsageError
from ux_audit.facts import observe
from ux_audit.judge import accept, choose_markets, judge, score_findings
from ux_audit.model import Audit, Device, Fact, Finding, MarketUse, Rule, Scores, Suppressed, Tool
from ux_audit.report import write_report
from ux_audit.settings import Judging
from ux_audit.store import RunFolder


@dataclass(frozen=True)
class Outputs:
    """The files a run ends with."""

    folder: Path
    audit: Path
    scorecard: Path


def choose_rules(judging: Judging, folders: Sequence[Path] = ()) -> tuple[Rule, ...]:
    """Return the rules to judge by: shipped ones and those in `folders`, as the operator chose and changed them.

    Raises ConfigError for a mistake in a rule or in what is said about one.
    """
    rules = load_rules(folders)
    check_acceptances(judging.accepted, rules)
    return keep_rules(apply_settings(rules, judging.rules), judging.profile)


def judge_run(folder: RunFolder, rule_dirs: Sequence[Path] = (), judging: Judging | None = None) -> Audit:
    """Judge a run's evidence. Needs no browser, network or clock: the same folder gives the same audit.

    `judging` (default: what the run was made with) says for which markets, which rules are off, changed, and what is
    accepted; laws and acceptances are those of the day of the run.
    Raises UsageError when the run ended before it saw a page, or its files are damaged, ConfigError for wrong rules.
    """
    record = folder.read_record()
    judging = judging or Judging.of(record.settings)
    if record.site.gate == "ok" and not folder.holds_visits():
        raise UsageError(f"The run in {folder.path} saw no page.", "Run the audit again, with another --out.")
    rules = choose_rules(judging, (*folder.own_rules(), *rule_dirs))
    markets, uses = load_markets(), tuple[MarketUse, ...]()
    facts: dict[Device, dict[str, Fact]] = {}
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    scores = Scores()
    site = record.site
    if site.gate == "ok":
        facts, site = observe(folder, record)
        today = date.fromisoformat(record.made_at[:10])
        uses = choose_markets(markets, judging.market, facts)
        findings = judge(
            rules, facts, record.journeys, site,
            markets=markets, used=[use.market for use in uses], on=today,
        )  # fmt: skip
        findings, suppressed = accept(findings, judging.accepted, today)
        scores = score_findings([one for one in findings if not one.accepted], facts)
    return Audit(
        tool=Tool(version=record.tool_version, rules_version=rules_version(rules, tuple(markets.values()))),
        made_at=record.made_at,
        site=site,
        settings={**record.settings, **judging.public()},
        pages=record.pages,
        journeys=record.journeys,
        facts=facts,
        loads=record.loads,
        findings=findings,
        suppressed=suppressed,
        markets=uses,
        scores=scores,
        interrupted=record.interrupted,
    )


def write_outputs(folder: RunFolder, audit: Audit, language: str) -> Outputs:
    """Write audit.json and the scorecard into the run folder."""
    written = folder.write_audit(audit)
    scorecard = write_report(audit, folder.path, language="zh" if language == "zh" else "en")
    return Outputs(folder.path, written, scorecard)
