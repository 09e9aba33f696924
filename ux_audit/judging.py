"""The second half of the story, without a browser: evidence → facts → findings → scores → report."""

from dataclasses import dataclass
from pathlib import Path

from ux_audit.catalog import load_rules, rules_version
from ux_audit.errors import UsageError
from ux_audit.facts import observe
from ux_audit.judge import judge, score_findings
from ux_audit.model import Audit, Device, Fact, Finding, Scores, Tool
from ux_audit.report import write_report
from ux_audit.store import RunFolder


@dataclass(frozen=True)
class Outputs:
    """The files a run ends with."""

    folder: Path
    audit: Path
    scorecard: Path


def judge_run(folder: RunFolder, rule_dirs: tuple[Path, ...] = ()) -> Audit:
    """Judge a run's evidence. Needs no browser, network or clock: the same folder gives the same audit.

    Raises UsageError when the run ended before it saw a page, or its files are damaged.
    """
    record = folder.read_record()
    if record.site.gate == "ok" and not folder.holds_visits():
        raise UsageError(f"The run in {folder.path} saw no page.", "Run the audit again, with another --out.")
    rules = load_rules(rule_dirs)
    facts: dict[Device, dict[str, Fact]] = {}
    findings: tuple[Finding, ...] = ()
    scores = Scores()
    site = record.site
    if site.gate == "ok":
        facts, site = observe(folder, record)
        findings = judge(rules, facts, record.journeys, site)
        scores = score_findings(findings, facts)
    return Audit(
        tool=Tool(version=record.tool_version, rules_version=rules_version(rules)),
        made_at=record.made_at,
        site=site,
        settings=record.settings,
        pages=record.pages,
        journeys=record.journeys,
        facts=facts,
        loads=record.loads,
        findings=findings,
        scores=scores,
        interrupted=record.interrupted,
    )


def write_outputs(folder: RunFolder, audit: Audit, language: str) -> Outputs:
    """Write audit.json and the scorecard into the run folder."""
    written = folder.write_audit(audit)
    scorecard = write_report(audit, folder.path, language="zh" if language == "zh" else "en")
    return Outputs(folder.path, written, scorecard)
