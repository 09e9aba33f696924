"""Shops for people with an account: the gate is proved, and passed with a test account alone."""

from pathlib import Path

import pytest

from ux_audit.demo import Shop
from ux_audit.demo.state import MEMBER
from ux_audit.model import Audit, Device
from ux_audit.pipeline import run_audit
from ux_audit.settings import load_settings
from ux_audit.store import RunFolder

ACCOUNT = {"user_from": "SHOP_USER", "password_from": "SHOP_PASSWORD"}


async def audit(shop: Shop, device: Device, out: Path, *, member: bool) -> Audit:
    given = {"url": shop.url, "own_store": True, "runs": 0, "out": out, "devices": (device,)}
    settings = load_settings({**given, "account": ACCOUNT} if member else given)
    result = await run_audit(settings, RunFolder.create(out), lambda lane, text: None)
    assert (shop.orders, shop.messages) == (0, 0)
    return result


@pytest.fixture(autouse=True)
def known_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOP_USER", MEMBER[0])
    monkeypatch.setenv("SHOP_PASSWORD", MEMBER[1])


@pytest.mark.parametrize(
    ("traits", "flaws"), [("members-shop", ""), ("members-cart", "forced-account"), ("members-told", "")]
)
async def test_a_test_account_opens_the_gate(traits: str, flaws: str, tmp_path: Path) -> None:
    with Shop(traits=traits.split(), flaws=flaws.split()) as shop:
        result = await audit(shop, "desktop", tmp_path / "run", member=True)
    journey = result.journeys["desktop"]
    assert (journey.stopped, journey.cart_emptied) == ("payment-seen", True)
    typed = [step for step in journey.steps if (step.goal, step.action) == ("sign in", "type")]
    assert len(typed) == 1, "signed in once"
    secret = MEMBER[1].encode()
    assert not [
        file for file in (tmp_path / "run").rglob("*") if file.is_file() and secret in file.read_bytes()
    ]


@pytest.mark.parametrize(
    ("language", "traits"), [("zh", "members-shop"), ("en", "members-cart"), ("zh", "members-told")]
)
async def test_without_an_account_the_gate_is_proved(language: str, traits: str, tmp_path: Path) -> None:
    with Shop(traits=traits.split(), language="zh" if language == "zh" else "en") as shop:
        result = await audit(shop, "mobile", tmp_path / "run", member=False)
    journey = result.journeys["mobile"]
    assert (journey.stopped, journey.stopped_by) == ("account-required", "shop")
    assert result.site.gate == "ok"
    assert result.facts["mobile"]["checkout.account_required"].value is True
