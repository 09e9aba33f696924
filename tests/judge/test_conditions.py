import pytest

from ux_audit.judge.conditions import deciding_facts, holds
from ux_audit.model import Condition, Fact

FACTS = {
    "shown": Fact(value=4),
    "total": Fact(value=10),
    "methods": Fact(value=["Card", "PayPal"]),
    "kind": Fact(value="drawer"),
    "yes": Fact(value=True),
    "no": Fact(value=False),
    "unseen": Fact(value=None, note="not reached"),
}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"fact": "yes", "is": True}, True),
        ({"fact": "no", "is": True}, False),
        ({"fact": "no", "is": False}, True),
        ({"fact": "unseen", "is": True}, None),
        ({"fact": "never-looked-for", "at_least": 1}, None),
        ({"fact": "shown", "at_least": 4, "at_most": 4}, True),
        ({"fact": "shown", "less_than": 4}, False),
        ({"fact": "shown", "more_than": 3}, True),
        ({"fact": "kind", "one_of": ["page", "drawer"]}, True),
        ({"fact": "methods", "contains": "PayPal"}, True),
        ({"fact": "methods", "length_at_least": 3}, False),
        ({"fact": "shown", "at_most_times": {"fact": "total", "times": 0.5}}, True),
        ({"fact": "shown", "at_least_times": {"fact": "total", "times": 0.5}}, False),
        ({"fact": "shown", "at_least_times": {"fact": "unseen"}}, None),
        ({"fact": "unseen", "known": True}, False),
        ({"fact": "unseen", "known": False}, True),
        ({"fact": "kind", "at_least": 3}, None),
        ({"all": [{"fact": "yes", "is": True}, {"fact": "unseen", "is": True}]}, None),
        ({"all": [{"fact": "no", "is": True}, {"fact": "unseen", "is": True}]}, False),
        ({"any": [{"fact": "yes", "is": True}, {"fact": "unseen", "is": True}]}, True),
        ({"any": [{"fact": "no", "is": True}, {"fact": "unseen", "is": True}]}, None),
        ({"not": {"fact": "no", "is": True}}, True),
        ({"not": {"fact": "unseen", "is": True}}, None),
    ],
)
def test_three_values(data: dict, expected: bool | None) -> None:
    assert holds(Condition.model_validate(data), FACTS) is expected


def test_deciding_facts_are_those_that_made_it_so() -> None:
    both = Condition.model_validate({"all": [{"fact": "yes", "is": True}, {"fact": "no", "is": True}]})
    assert deciding_facts(both, FACTS, wanted=False) == ("no",)
    either = Condition.model_validate({"any": [{"fact": "yes", "is": True}, {"fact": "unseen", "is": True}]})
    assert deciding_facts(either, FACTS, wanted=True) == ("yes",)
    open_ = Condition.model_validate(
        {"not": {"all": [{"fact": "yes", "is": True}, {"fact": "unseen", "is": True}]}}
    )
    assert deciding_facts(open_, FACTS, wanted=None) == ("unseen",)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"fact": "yes"},
        {"at_least": 3},
        {"fact": "yes", "is": True, "all": []},
        {"fact": "yes", "equals": True},
    ],
)
def test_what_is_no_condition_is_refused(data: dict) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  pydantic words it in several ways
        Condition.model_validate(data)
