from pathlib import Path
from typing import Any

import pytest

from tests.report import sample
from ux_audit.model import Audit, Device, Journey
from ux_audit.report import Language, summarise


def verdict(audit: Audit, language: Language = "en") -> str:
    return summarise(audit, language).verdict


def walks(**changes: Any) -> dict[Device, Journey]:
    return {device: sample.make_journey(device, **changes) for device in ("desktop", "mobile")}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_payment_reached_says_what_hurts_most_briefly(language: Language) -> None:
    said = verdict(sample.make_audit(), language)
    assert said.startswith(
        {"en": "Shoppers can get to payment on both devices, but", "zh": "两种设备都能走到支付"}[language]
    )
    assert len(said) <= 45 if language == "zh" else len(said.split()) <= 25


def test_nothing_found_says_so() -> None:
    assert verdict(sample.make_audit(findings=())).startswith("Nothing we could measure")


def test_a_shop_that_goes_no_further_comes_before_our_limits() -> None:
    broken = {
        "desktop": sample.make_journey("desktop", reached="cart", stopped="captcha", stopped_by="us"),
        "mobile": sample.make_journey("mobile", reached="cart", stopped="dead-button", stopped_by="shop"),
    }
    assert (
        verdict(sample.make_audit(journeys=broken)) == "On the phone nobody can buy: Checkout does not work."
    )


def test_an_account_demanded_is_named() -> None:
    forced = walks(reached="entry", stopped="account-required", stopped_by="shop")
    assert verdict(sample.make_audit(journeys=forced)) == (
        "On both devices shoppers must open an account before they can pay."
    )


def test_our_own_limit_blames_nobody() -> None:
    stopped = walks(reached="cart", stopped="captcha", stopped_by="us")
    assert verdict(sample.make_audit(journeys=stopped)) == (
        "Shoppers get as far as the cart; we stopped there because a captcha wants a person."
    )


def test_a_walk_that_ended_as_set_still_says_what_hurts() -> None:
    said = verdict(
        sample.make_audit(journeys=walks(reached="cart", stopped="walk-level", stopped_by="settings"))
    )
    assert said.startswith("Shoppers get as far as the cart, where this walk ended as set, but")


def test_a_gate_judges_nothing(tmp_path: Path) -> None:
    assert verdict(sample.make_gate("password"), "zh").endswith("以下不是对店铺的评价。")
    assert summarise(sample.make_gate()).fixes == ()
