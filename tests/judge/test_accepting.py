from datetime import date

import pytest

from tests.judge.findings import finding
from ux_audit.judge import accept, score_findings
from ux_audit.model import Acceptance, Device

FOUND = (
    finding("cart-remove", "fail", 3),
    finding("cart-remove", "warn", 3, device="mobile"),
    finding("cart-coupon-quiet", "pass", 1),
)


def acceptance(
    until: str, rule: str = "cart-remove", devices: tuple[Device, ...] = ("desktop", "mobile")
) -> Acceptance:
    return Acceptance(
        rule=rule, reason="New cart in May", owner="Ann", until=date.fromisoformat(until), devices=devices
    )


@pytest.mark.parametrize(
    ("day", "holds"), [("2027-04-30", True), ("2027-05-01", True), ("2027-05-02", False)]
)
def test_it_holds_up_to_its_last_day(day: str, holds: bool) -> None:
    findings, told = accept(FOUND, [acceptance("2027-05-01")], date.fromisoformat(day))
    assert [one.accepted for one in findings] == [holds, holds, False]
    assert told[0].expired is not holds
    assert (told[0].owner, told[0].reason, told[0].expires) == ("Ann", "New cart in May", "2027-05-01")


def test_it_holds_on_its_devices_only() -> None:
    findings, told = accept(FOUND, [acceptance("2027-05-01", devices=("mobile",))], date(2027, 1, 1))
    assert [one.accepted for one in findings] == [False, True, False]
    assert told[0].devices == ("mobile",)


def test_what_passes_needs_no_acceptance_and_is_told_so() -> None:
    findings, told = accept(FOUND, [acceptance("2027-05-01", "cart-coupon-quiet")], date(2027, 1, 1))
    assert findings == FOUND
    assert told[0].devices == ()


def test_what_is_accepted_is_not_scored() -> None:
    findings, _ = accept(FOUND, [acceptance("2027-05-01")], date(2027, 1, 1))
    assert score_findings(FOUND).areas["cart"].score == pytest.approx(100 * 2.5 / 7, abs=0.1)
    left = [one for one in findings if not one.accepted]
    assert score_findings(left).areas["cart"].score == 100
