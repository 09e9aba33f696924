"""The command line: flags → Settings → one call → print. Commands are imported when they are used."""

import importlib
import sys
from typing import Any

import click

from ux_audit import __version__
from ux_audit.errors import UxAuditError

# command → module; a command that is not used is never imported, so that --help answers at once
COMMANDS = {
    "run": "run",
    "demo": "demo",
    "judge": "judge",
    "report": "report",
    "rules": "rules",
    "facts": "facts",
    "schema": "schema",
    "doctor": "doctor",
    "browser": "browser",
}
SUMMARIES = {
    "run": "Audit a store, on a desktop and a phone.",
    "demo": "Audit the embedded shop, to see what a scorecard looks like.",
    "judge": "Judge a saved run again, without a browser.",
    "report": "Render a saved run's scorecard again.",
    "rules": "List, explain and check the rules.",
    "facts": "List the facts that rules can use.",
    "schema": "Print the JSON Schema of audit.json.",
    "doctor": "Say what this machine lacks, and how to mend it.",
    "browser": "Get a browser for the audits.",
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which they are usually needed."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        loaded: click.Command = importlib.import_module(f"ux_audit.cli.{module}").command
        return loaded

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with their summaries, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(SUMMARIES.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; an unknown one is answered with the nearest name."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean “{near[0]}”?" if near else " See: ux-audit --help"
            raise click.UsageError(f"There is no command “{args[0]}”.{hint}")
        return super().resolve_command(ctx, args)


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="ux-audit")
def group() -> None:
    """Walk an online store as a shopper does, never placing an order, and say what will cost sales."""


def main(args: list[str] | None = None) -> Any:
    """Run the command line; every expected mistake is one line on stderr and an exit code."""
    try:
        return group.main(args=args, prog_name="ux-audit", standalone_mode=False)
    except click.UsageError as error:
        click.echo(f"ux-audit: {error.format_message()}", err=True)
        sys.exit(2)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except UxAuditError as error:
        click.echo(f"ux-audit: {error}", err=True)
        sys.exit(error.exit_code)
