"""Every shipped rule: its examples, its texts, its facts."""

import re

import pytest

from ux_audit.catalog import load_markets, load_rules
from ux_audit.judge.explain import check_examples, check_rule_file, example_facts, example_rule
from ux_audit.judge.filling_in import PLACEHOLDER, UNKNOWN
from ux_audit.judge.markets import bind_rule
from ux_audit.judge.ruling import decide
from ux_audit.judge.scheme import load_scheme
from ux_audit.judge.wording import word_finding, word_open
from ux_audit.model import Rule, Text
from ux_audit.resources import find_resources

RULES = load_rules()
HAN = re.compile("[\u4e00-\u9fff]")
HALF_WIDTH = re.compile(
    "[\u4e00-\u9fff][,;:!?](?![/\\w])|[\u4e00-\u9fff] (?=[\u4e00-\u9fffA-Za-z0-9{])"
    "|[A-Za-z0-9}] (?=[\u4e00-\u9fff])"
)
LONGEST_TITLE = {"en": 90, "zh": 34}
LONGEST_CLAUSE_WORDS = 14

# A rule of markets as each of them asks it; their terms may name things in the words of their law, in quotes.
AS_ASKED = [rule for rule in RULES if not rule.in_markets_only] + [
    bind_rule(rule, market)
    for rule in RULES
    if rule.in_markets_only
    for market in load_markets().values()
    if rule.id in market.rules
]
IN_QUOTES = re.compile("“[^”]*”")

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
each_as_asked = pytest.mark.parametrize("rule", AS_ASKED, ids=lambda rule: rule.id)


def own_texts(rule: Rule) -> list[Text]:
    texts = [
        rule.subject,
        rule.title,
        rule.title_pass,
        rule.wanted,
        rule.why,
        rule.fix,
        *rule.fix_for.values(),
    ]
    texts += [text for text in (rule.title_warn, rule.why_not, rule.clause) if text]
    texts += [text for wordings in rule.saw.values() for text in wordings]
    for case in rule.cases:
        texts += [text for text in (case.title, case.wanted, case.fix, case.clause, *case.saw) if text]
    return texts


@each_rule
def test_every_example_has_its_outcome(rule: Rule) -> None:
    assert not list(check_examples(rule))


@each_rule
def test_examples_cover_every_outcome(rule: Rule) -> None:
    wanted = {"pass", "not-tested"}
    wanted |= {"fail"} if rule.can_fail else set()
    wanted |= {"warn"} if rule.can_warn else set()
    wanted |= {"not-applicable"} if rule.applies else set()
    assert {example.outcome for example in rule.examples} == wanted


@each_as_asked
def test_texts_are_in_both_languages(rule: Rule) -> None:
    for text in own_texts(rule):
        assert text.en.strip()
        assert not HAN.search(IN_QUOTES.sub("", text.en))
        assert HAN.search(text.zh), text.zh
        assert not HALF_WIDTH.search(text.zh), text.zh


@each_as_asked
def test_titles_and_clauses_are_short(rule: Rule) -> None:
    titles = [rule.title, rule.title_pass, rule.title_warn, *(case.title for case in rule.cases)]
    for title in filter(None, titles):
        assert len(PLACEHOLDER.sub("12 steps", title.en)) <= LONGEST_TITLE["en"], title.en
        assert len(PLACEHOLDER.sub("12", title.zh)) <= LONGEST_TITLE["zh"], title.zh
        assert title.zh[-1] in "。？"
    for clause in filter(None, [rule.clause, *(case.clause for case in rule.cases)]):
        assert clause.en[-1] not in ".!?"
        assert clause.zh[-1] not in "。！？"
        assert len(clause.en.split()) <= LONGEST_CLAUSE_WORDS, clause.en


@each_rule
def test_what_fails_has_a_clause_for_the_verdict(rule: Rule) -> None:
    assert rule.clause is not None or not rule.can_fail


@each_as_asked
def test_probable_findings_are_worded_so(rule: Rule) -> None:
    if rule.confidence != "medium":
        return
    titles = [rule.title, rule.title_warn, *(case.title for case in rule.cases), rule.clause]
    for text in filter(None, titles):
        assert "probably" in text.en, text.en
        assert "很可能" in text.zh, text.zh


@each_rule
def test_every_example_fills_its_texts(rule: Rule) -> None:
    for example in rule.examples:
        rule = example_rule(rule, example)
        facts = example_facts(example)
        ruling = decide(rule, facts)
        if ruling.outcome in ("pass", "warn", "fail"):
            wording = word_finding(rule, ruling, facts, rule.confidence, None)
        else:
            wording = word_open(rule, ruling, facts, None, too_deep=False)
            assert wording.why_not is not None
        shown = [wording.title, wording.saw, wording.wanted, wording.fix, wording.clause]
        for text in filter(None, shown):
            assert "{" not in text.en + text.zh, f"{example.name}: {text}"
            assert not re.search(rf"(^|\s){UNKNOWN}(\s|$)", text.en), f"{example.name}: {text.en}"


@each_rule
def test_the_file_is_where_and_what_it_says(rule: Rule) -> None:
    file = find_resources("rules") / "checks" / rule.area / f"{rule.id}.yaml"
    assert file.is_file()
    assert rule.id.startswith(f"{rule.area}-")
    assert check_rule_file(file) == []


def test_every_area_has_rules() -> None:
    assert {rule.area for rule in RULES} == set(load_scheme().areas)


def test_blockers_are_those_that_cap() -> None:
    assert {rule.id for rule in RULES if rule.caps} == {rule.id for rule in RULES if rule.severity == 10}
