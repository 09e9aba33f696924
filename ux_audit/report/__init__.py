"""From an audit to the scorecard: one HTML file, and the terminal's summary."""

from ux_audit.report.summary import AreaLine, FixLine, Summary, summarise
from ux_audit.report.texts import Language
from ux_audit.report.write import write_report

__all__ = ["AreaLine", "FixLine", "Language", "Summary", "summarise", "write_report"]
