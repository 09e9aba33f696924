"""Judging: rules × facts → findings → scores. Pure: no browser, no network, no clock."""

from ux_audit.judge.accepting import accept
from ux_audit.judge.findings import judge
from ux_audit.judge.markets import choose_markets
from ux_audit.judge.scoring import score_findings

__all__ = ["accept", "choose_markets", "judge", "score_findings"]
