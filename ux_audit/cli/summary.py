"""The end of a run on the terminal: results on stdout."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ux_audit.errors import StoreError
from ux_audit.judging import Outputs
from ux_audit.model import Audit
from ux_audit.report.summary import Summary, summarise

COLOURS = {"fail": "red", "blocker": "red", "warn": "yellow", "pass": "green"}


def print_result(audit: Audit, outputs: Outputs, language: str) -> None:
    """Print the verdict, scores by area, first fixes and the paths of the files.

    Raises StoreError when the store could not be audited, after printing where that is written.
    """
    console = Console(highlight=False)
    summary = summarise(audit, "zh" if language == "zh" else "en")
    if audit.site.gate == "ok":
        _print_summary(console, summary)
    for path in (outputs.scorecard, outputs.audit):
        console.print(Text(str(path)), soft_wrap=True)
    if audit.site.gate != "ok":
        raise StoreError(audit.site.gate_reason or summary.verdict, summary.remedy, gate=audit.site.gate)


def _print_summary(console: Console, summary: Summary) -> None:
    console.print(Text(summary.verdict, style="bold"))
    if summary.score:
        console.print(Text(summary.score))
    if summary.counts:
        line = Text()
        for shape, count, label in summary.counts:
            line.append(f"{count} {label}  ", style=COLOURS.get(shape, ""))
        console.print(line)
    if summary.areas:
        console.print(_areas(summary))
    for number, point in enumerate(summary.law):
        console.print(Text(f"   {point}", style="dim") if number else Text(f"\n{point}", style="bold"))
    if summary.fixes:
        console.print(Text(f"\n{summary.fixes_title}", style="bold"))
        for number, fix in enumerate(summary.fixes, 1):
            console.print(Text(f"{number}. {fix.order} ({fix.effort}, {fix.proof})"))
            console.print(Text(f"   {fix.saw}", style="dim"))
    console.print()


def _areas(summary: Summary) -> Table:
    table = Table(box=None, padding=(0, 2), header_style="dim")
    for n, head in enumerate(summary.heads):
        table.add_column(head, justify="left" if n == 0 else "right")
    for row in summary.areas:
        style = "red" if row.weak else ""
        table.add_row(Text(row.name), Text(row.score, style=style), row.phone, row.desktop, row.tested)
    return table
