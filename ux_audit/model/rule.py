"""One rule: what is asked of a shop, why, and what to do when the answer is no."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from ux_audit.model.basics import Device, Model, Outcome, PageKind, Text, WalkLevel
from ux_audit.model.condition import Condition
from ux_audit.model.fact import FactValue
from ux_audit.model.finding import Source

Station = Literal["visit", "browse", "cart", "order", "pay"]
Severity = Literal[10, 6, 3, 1, "info", "legal"]
Grade = Literal["A", "B", "C", "D"]
Certainty = Literal["high", "medium", "low"]
Effort = Literal["content", "setting", "theme", "development"]
PAGE = "{page}"


def _as_tuple(value: object) -> object:
    return [value] if isinstance(value, dict | Text) else value


Wordings = Annotated[tuple[Text, ...], BeforeValidator(_as_tuple)]


class Grounds(Model):
    """How well a rule is founded: A field data or law, B research, C second-hand, standard, D habit."""

    grade: Grade
    keys: tuple[str, ...] = ()


class Curve(Model):
    """A measured quantity, the less the better: score 1 up to `good`, 0.5 at `poor`, 0 from 4 × `poor`.

    `{page}` in the fact's name stands for each page kind of the rule; the worst one that was measured counts.
    """

    fact: str
    good: float = Field(gt=0)
    poor: float = Field(gt=0)

    @model_validator(mode="after")
    def _is_ordered(self) -> "Curve":
        if self.good >= self.poor:
            raise ValueError("good must be less than poor")
        return self

    def names(self, pages: tuple[PageKind, ...]) -> tuple[str, ...]:
        """Return the facts that are measured, one a page kind when the name holds {page}."""
        return tuple(self.fact.replace(PAGE, page) for page in pages) if PAGE in self.fact else (self.fact,)


class Case(Model):
    """More exact words, instead of the rule's own where `when` holds; `caps` may lift a blocker's cap."""

    when: Condition
    title: Text | None = None
    saw: Wordings = ()
    wanted: Text | None = None
    fix: Text | None = None
    clause: Text | None = None
    caps: bool | None = None


class Example(Model):
    """Facts and the outcome they must have, in a market where the rule needs one; a fact left out could not be seen."""

    name: str
    facts: dict[str, FactValue] = {}
    outcome: Outcome
    device: Device | None = None
    market: str | None = None


class Rule(Model):
    """One check, as in `rules/checks/<area>/<id>.yaml`; texts may hold `{fact.name}`, printed with unit."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    id: str
    area: str
    cause: str = Field("", description="root cause shared with other rules; the rule's own id when empty")
    version: int = 1
    severity: Severity
    evidence: Grounds
    confidence: Certainty
    level: WalkLevel = Field("browse", description="how deep the walk must have come")
    devices: tuple[Device, ...] = ("desktop", "mobile")
    pages: tuple[PageKind, ...] = Field((), description="page kinds it looks at; none = the whole shop")
    effort: Effort
    in_markets_only: bool = Field(False, description="off unless a market that names it is chosen or proven")
    stage: Station = Field(description="where on the shopper's path it is met")
    caps: bool = Field(False, description="a failure caps its area at 49 and the whole at 69")
    subject: Text = Field(description="what is looked at, as a noun: “… could not be tested.”")
    applies: Condition | None = None
    why_not: Text | None = Field(None, description="why it does not apply")
    pass_: Condition | None = Field(None, alias="pass")
    warn: Condition | None = None
    curve: Curve | None = None
    title: Text = Field(description="the failing state, in the shopper's words")
    title_warn: Text | None = None
    title_pass: Text
    saw: dict[Literal["pass", "warn", "fail"], Wordings] = Field(
        description="what was seen, by outcome; of several the first whose facts are all known is used"
    )
    wanted: Text
    why: Text
    fix: Text
    fix_for: dict[str, Text] = Field({}, description="the fix on one platform, by its id")
    clause: Text | None = Field(None, description="the failing state as half a sentence, after “but”")
    sources: tuple[Source, ...] = Field(min_length=1)
    cases: tuple[Case, ...] = ()
    examples: tuple[Example, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _is_whole(self) -> "Rule":
        if (self.curve is None) == (self.pass_ is None):
            raise ValueError("a rule has either a pass condition or a curve")
        if self.curve and self.warn:
            raise ValueError("a curve has its own warning; leave warn out")
        if (self.applies is None) != (self.why_not is None):
            raise ValueError("applies and why_not belong together")
        if self.severity == "legal" and not self.in_markets_only:
            raise ValueError("a rule of law holds in markets only: set in_markets_only")
        missing = {"pass", "fail", "warn"} - set(self.saw) - (set() if self.can_warn else {"warn"})
        if missing - (set() if self.can_fail else {"fail"}):
            raise ValueError(f"saw lacks {', '.join(sorted(missing))}")
        return self

    @property
    def root_cause(self) -> str:
        """The cause that the rule shares with others, or its own id."""
        return self.cause or self.id

    @property
    def can_warn(self) -> bool:
        """Whether a warning is one of its outcomes."""
        return self.warn is not None or self.curve is not None

    @property
    def can_fail(self) -> bool:
        """Whether a failure is one of its outcomes: not when `warn` is the very opposite of `pass`."""
        return self.warn is None or self.warn.not_ != self.pass_

    def names(self) -> tuple[str, ...]:
        """Return the facts that decide the outcome, each once."""
        found = [*(self.curve.names(self.pages) if self.curve else ())]
        for condition in (self.pass_, self.warn):
            found += condition.names() if condition else ()
        return tuple(dict.fromkeys(found))
