"""Which markets' rules are judged, and a rule with what a market asks put into it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ux_audit.judge.conditions import Facts, deciding_facts, holds
from ux_audit.judge.phrases import phrase
from ux_audit.model import Device, Market, MarketUse, Rule, Text
from ux_audit.model.market import MarketRule


@dataclass(frozen=True)
class Asked:
    """A rule as it is judged, with the market that asks it, if one does."""

    rule: Rule
    market: Market | None = None


def choose_markets(
    markets: Mapping[str, Market], chosen: Sequence[str], facts: Mapping[Device, Facts]
) -> tuple[MarketUse, ...]:
    """Return the chosen markets, then those that the store proves on any device, with the proof."""
    found = []
    for name, market in markets.items():
        proven = next((use for seen in facts.values() if (use := _prove(market, seen)) is not None), None)
        if name in chosen:
            found.append(MarketUse(market=name, name=market.name, chosen=True))
        elif proven is not None:
            found.append(proven)
    return tuple(sorted(found, key=lambda use: (not use.chosen, use.market)))


def _prove(market: Market, facts: Facts) -> MarketUse | None:
    for proof in market.proofs:
        if holds(proof.when, facts):
            names = deciding_facts(proof.when, facts, wanted=True)
            return MarketUse(market=market.id, name=market.name, proof=proof.text, facts=names)
    return None


def ask_rules(
    rules: Iterable[Rule], markets: Mapping[str, Market], used: Sequence[str], on: date
) -> tuple[Asked, ...]:
    """Return the rules to judge on a day: the usual ones, and those of the markets whose law is in force.

    A market's own word on a rule stands before that of the market it is part of; a usual rule is as grave as the
    strictest market holds it.
    """
    wanted = _in_force(markets, used, on)
    asked = []
    for rule in rules:
        own = [market for market, asked_by in wanted if asked_by == rule.id]
        if rule.in_markets_only:
            asked += [Asked(bind_rule(rule, market), market) for market in own]
        else:
            asked.append(_raise(rule, own))
    return tuple(asked)


def _in_force(markets: Mapping[str, Market], used: Sequence[str], on: date) -> list[tuple[Market, str]]:
    """Each market with each rule that it asks on that day, by its own word or for one of its parts."""
    found: dict[tuple[str, str], Market] = {}
    above = {parent.id for name in used for parent in list(_line(markets, name))[1:]}
    for name in used:
        if name in above:
            continue  # its parts ask the same, and more exactly
        known: set[str] = set()
        for market in _line(markets, name):
            for rule, entry in market.rules.items():
                if rule not in known and _holds_on(entry, on):
                    found[market.id, rule] = market
                known.add(rule)
    return [(market, rule) for (_, rule), market in found.items()]


def _line(markets: Mapping[str, Market], name: str) -> Iterator[Market]:
    """A market, then the one it is part of."""
    market: Market | None = markets[name]
    while market is not None:
        yield market
        market = markets[market.part_of] if market.part_of else None


def _holds_on(entry: MarketRule, on: date) -> bool:
    return entry.since is None or entry.since <= on


def _raise(rule: Rule, markets: Sequence[Market]) -> Asked:
    """The rule with the gravest severity that these markets give it, where that is more than its own."""
    told = [(market.rules[rule.id].severity, market) for market in markets]
    numbers = [(severity, market) for severity, market in told if isinstance(severity, int)]
    own = rule.severity if isinstance(rule.severity, int) else 0
    gravest, market = max(numbers, key=lambda pair: pair[0], default=(0, None))
    if market is None or gravest <= own:
        return Asked(rule)
    return Asked(rule.model_copy(update={"severity": gravest}), market)


def bind_rule(rule: Rule, market: Market) -> Rule:
    """Return the rule with the market's terms in place of `{market: name}`, and in its texts of `{market.name}`."""
    entry = market.rules[rule.id]
    data = _bind(rule.model_dump(by_alias=True, exclude_unset=True), market.name, entry.terms)
    if entry.sources:
        data["sources"] = [source.model_dump() for source in entry.sources]
    if entry.severity is not None:
        data["severity"] = entry.severity
    return Rule.model_validate(data)


def name_any_market(text: Text) -> Text:
    """Return a text of a rule of markets where none of them is meant."""
    name = phrase("any_market")
    return Text(en=_word(text.en, "en", name, {}), zh=_word(text.zh, "zh", name, {}))


def _bind(node: Any, name: Text, terms: Mapping[str, Any]) -> Any:
    if isinstance(node, dict):
        if set(node) == {"market"}:
            return terms[node["market"]]
        if set(node) == {"en", "zh"}:
            return {language: _word(text, language, name, terms) for language, text in node.items()}
        return {key: _bind(value, name, terms) for key, value in node.items()}
    return [_bind(part, name, terms) for part in node] if isinstance(node, list | tuple) else node


def _word(text: str, language: str, name: Text, terms: Mapping[str, Any]) -> str:
    text = text.replace("{market}", name.of(language))
    for term, value in terms.items():
        if isinstance(value, Mapping) and set(value) == {"en", "zh"}:
            text = text.replace(f"{{market.{term}}}", str(value[language]))
    return text
