"""What the shopper did, believed, tried and was refused."""

from typing import Literal

from ux_audit.model.basics import Box, Device, Model, Stage, WalkLevel

# How the goals of actions begin that only an audit makes; no buyer does, so they cost a shopper no clicks or time.
PROBES = ("search", "filter", "quantity", "remove", "sampled")


class Target(Model):
    """The control that was acted on."""

    text: str
    selector: str
    confidence: float


class Candidate(Model):
    """One control considered for a goal, with its score and why."""

    text: str
    selector: str
    score: float
    reasons: tuple[str, ...] = ()
    refused: str | None = None


class Step(Model):
    """One action of the shopper, its effect and cost."""

    n: int
    stage: Stage
    goal: str
    action: Literal["open", "press", "type", "choose", "submit", "fill", "look"]
    target: Target | None = None
    candidates: tuple[Candidate, ...] = ()
    effect: str | None = None
    clicks: int = 0
    keystrokes: int = 0
    fields: int = 0
    box: Box | None = None
    first_screen: bool | None = None
    duration_ms: float | None = None
    url: str = ""
    screenshot: str | None = None
    visit: str | None = None
    verified: bool = True

    @property
    def is_probe(self) -> bool:
        """Whether only an audit does this, not a buyer on the way to payment."""
        return self.goal.startswith(PROBES)


class Refusal(Model):
    """A press or request that a lock refused."""

    what: str
    why: str
    lock: Literal["stage", "control", "network", "tripwire", "robots", "data"]


class SentRequest(Model):
    """A non-GET request that was let through."""

    method: str
    url: str
    stage: str


class GuardLog(Model):
    """What the network lock saw."""

    armed: bool = False
    blocked_requests: tuple[Refusal, ...] = ()
    sent_requests: tuple[SentRequest, ...] = ()
    tripped: str | None = None


TraceKind = Literal[
    "cart-line", "cart-line-unsure", "cart-emptied", "cart-of-account", "checkout-opened", "address-typed"
]


class Trace(Model):
    """What a walk may have left in the store, and by what its staff find it: a title, a URL, the mark in what was typed."""

    kind: TraceKind
    find: str


class Journey(Model):
    """One device's walk, from home to where it stopped.

    `stopped` says why the walk ended (`walk-level`, `payment-seen`, `account-required`,
    `captcha`, `no-add-to-cart`, …) and `stopped_by` whose limit it was. `known`: the store may
    have known the shopper, by a test account or by cookies that were given.
    """

    device: Device
    level: WalkLevel
    reached: Stage
    stages: tuple[Stage, ...] = ()
    steps: tuple[Step, ...] = ()
    refused: tuple[Refusal, ...] = ()
    guard: GuardLog = GuardLog()
    stopped: str = ""
    stopped_by: Literal["done", "settings", "shop", "us", "robots"] = "done"
    known: bool = False
    cart_emptied: bool | None = None
    traces: tuple[Trace, ...] = ()
