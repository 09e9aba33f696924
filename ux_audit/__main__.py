"""`python -m ux_audit` is `ux-audit`."""

from ux_audit.cli import main

main()
