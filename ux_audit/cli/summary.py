"""The end of a run on the terminal: results on stdout."""

from rich.console import Console

from ux_audit.model import Audit
from ux_audit.pipeline import Outputs
from ux_audit.report.summary import summarise


def print_summary(audit: Audit, outputs: Outputs, language: str) -> None:
    """Print the verdict, scores, first fixes and the paths of the files."""
    console = Console()
    for line in summarise(audit, "zh" if language == "zh" else "en"):
        console.print(line, highlight=False)
    console.print(f"\n{outputs.scorecard}\n{outputs.audit}", highlight=False, soft_wrap=True)
