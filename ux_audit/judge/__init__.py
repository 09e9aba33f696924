"""Judging: rules × facts → findings → scores. Pure: no browser, no network, no clock."""

from ux_audit.judge.accepting import accept
from ux_audit.judge.findings import judge
from ux_audit.judge.scoring import score_findings

__all__ = ["accept", "judge", "score_findings"]
