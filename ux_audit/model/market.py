"""A country or union to sell to: what its law and habits ask, and how a store proves that it sells there."""

from datetime import date
from typing import Any

from pydantic import Field

from ux_audit.model.basics import Model, Text
from ux_audit.model.condition import Condition
from ux_audit.model.finding import Source
from ux_audit.model.rule import Severity


class Proof(Model):
    """One way in which a store proves that it sells to a market; `text` says what was seen."""

    when: Condition
    text: Text


class MarketRule(Model):
    """What a market asks of one rule.

    `since` is the first day of the law, None for one long in force; `severity` how grave the rule is there, None as in
    its file; `terms` are what the rule's file leaves to markets: conditions, lists and texts by name; `sources` stand in
    place of the rule's own.
    """

    since: date | None = None
    severity: Severity | None = None
    terms: dict[str, Any] = {}
    sources: tuple[Source, ...] = ()


class Market(Model):
    """One market, as in `rules/markets/<id>.yaml`; the rules of the market it is `part_of` hold in it too."""

    id: str
    name: Text
    part_of: str | None = None
    proofs: tuple[Proof, ...] = ()
    rules: dict[str, MarketRule] = {}


class MarketUse(Model):
    """A market whose rules were judged: `chosen` by the operator, or proven by what `proof` says was seen."""

    market: str
    name: Text
    chosen: bool = False
    proof: Text | None = None
    facts: tuple[str, ...] = Field((), description="the facts that prove it")
