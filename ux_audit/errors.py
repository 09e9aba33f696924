"""The few ways a run can end early; each is one line for the user and one exit code.

UxAuditError                1  base, never raised itself
├── UsageError              2  a flag, address or file the user gave is wrong
│   └── ConfigError         2  a mistake in a YAML file, with file:line
├── StoreError              3  the store could not be audited (gate)
└── MachineError            2  this machine lacks something (browser, writable folder)
"""


class UxAuditError(Exception):
    """Base of all errors shown to the user: `message` says what is wrong, `remedy` what to do."""

    exit_code = 1

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class UsageError(UxAuditError):
    """A flag, an address or a file given by the user is wrong."""

    exit_code = 2


class ConfigError(UsageError):
    """A mistake in a YAML file; `place` is `file:line`."""

    def __init__(self, message: str, remedy: str = "", *, place: str = "") -> None:
        super().__init__(f"{place}: {message}" if place else message, remedy)
        self.place = place


class StoreError(UxAuditError):
    """The store could not be audited; `gate` is the verdict of the home page."""

    exit_code = 3

    def __init__(self, message: str, remedy: str = "", *, gate: str = "http-error") -> None:
        super().__init__(message, remedy)
        self.gate = gate


class MachineError(UxAuditError):
    """This machine lacks something the run needs."""

    exit_code = 2
