"""The second lock: may this control be pressed, judged by what it says, where it leads and what stands around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from bs4 import Tag

from ux_audit.catalog import KillRule, Vocabulary, load_commit_selectors, match_kill_rule
from ux_audit.model import Stage
from ux_audit.reading.checkout_view import CheckoutView, says_commit
from ux_audit.reading.controls import Control
from ux_audit.reading.progress import find_progress
from ux_audit.reading.snapshot import Snapshot, attr, is_visible

Purpose = Literal["browse", "add", "cart", "checkout", "guest", "next", "choose", "remove", "quantity"]
CHECKOUT_STAGES: frozenset[Stage] = frozenset(("entry", "address", "delivery", "payment", "review"))
# Markup of a control that fills the cart, whatever its words.
ADDS = re.compile(r"add[-_ ]?(to[-_ ]?)?(cart|bag|basket)|(cart|basket)[-_/]add", re.IGNORECASE)
COMMIT_TOKENS = re.compile(
    r"(place|confirm|submit|complete|finish|pay|purchase|create|save|done)[-_/]?(the[-_]?)?(order|checkout|payment|purchase)"
    r"|(order|checkout|payment)[-_/]?(place|confirm|submit|complete|finish|pay|done|create)|pay[-_]?now|place[-_]?order|step=done|saveorder"
    r"|paypal|apple-?pay|google-?pay|gpay|shop-?pay|amazon-?pay|klarna|express-?checkout|alipay|wechat-?pay|wxpay",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Verdict:
    """Whether the control may be pressed, and why not."""

    allowed: bool
    why: str = ""


def judge_control(
    control: Control,
    snapshot: Snapshot,
    *,
    stage: Stage,
    purpose: Purpose,
    vocabulary: Vocabulary,
    kill_list: Sequence[KillRule],
) -> Verdict:
    """Return the verdict on pressing `control` at `stage` for `purpose`. Unknown is refused in a checkout."""
    keys = (
        ["express_checkout"]
        if ADDS.search(control.signature) and purpose == "add"
        else ["express_checkout", "buy_now"]
    )
    for key in keys:
        if vocabulary.grade(key, control.text) >= 0.8 and purpose != "browse":
            return Verdict(False, f"says “{control.text}”: buys at once or opens a wallet")
    target, method = _target(control, snapshot)
    rule = match_kill_rule(kill_list, method, target, _hidden_fields(control.tag)) if target else None
    if rule is not None:
        return Verdict(False, f"leads to {method} {urlsplit(target).path}: {rule.why}")
    if stage in CHECKOUT_STAGES:
        return _judge_in_checkout(control, snapshot, purpose, vocabulary)
    if purpose == "checkout":
        return _judge_way_to_checkout(control, snapshot, vocabulary)
    if says_commit(control, vocabulary) and purpose not in ("add", "browse"):
        return Verdict(False, f"says “{control.text}”")
    return Verdict(True)


def _judge_in_checkout(
    control: Control, snapshot: Snapshot, purpose: Purpose, vocabulary: Vocabulary
) -> Verdict:
    if says_commit(control, vocabulary):
        return Verdict(False, f"says “{control.text}” in the checkout")
    own = " ".join(
        attr(control.tag, name) for name in ("id", "class", "name", "onclick", "formaction", "data-action")
    )
    commit = COMMIT_TOKENS.search(own)
    if commit:
        return Verdict(False, f"its markup speaks of ordering or paying ({commit.group(0)})")
    if any(control.tag in snapshot.soup.select(selector) for selector in load_commit_selectors()):
        return Verdict(False, "it is the control with which known software places the order")
    view = CheckoutView(snapshot, vocabulary)
    if purpose == "choose":
        return Verdict(True)
    progress = find_progress(snapshot, vocabulary)
    if progress is not None and progress.counted and progress.is_last:
        return Verdict(False, "the page says that it is the last step: its button may place the order")
    if view.shows_payment:
        return Verdict(False, "the page shows the payment choice: its buttons may place the order")
    if not control.text.strip():
        return Verdict(False, "a button without words in the checkout")
    form = control.tag.find_parent("form")
    if form is not None and _holds_card(form):
        return Verdict(False, "its form holds card fields")
    return Verdict(True)


def _judge_way_to_checkout(control: Control, snapshot: Snapshot, vocabulary: Vocabulary) -> Verdict:
    view = CheckoutView(snapshot, vocabulary)
    if view.asks_address or view.payment_options or view.has_card_fields:
        return Verdict(False, "the cart page asks for address or payment: its button may place the order")
    target, _ = _target(control, snapshot)
    if COMMIT_TOKENS.search(urlsplit(target).path) and not re.search(r"checkout/?$", urlsplit(target).path):
        return Verdict(False, f"leads to {urlsplit(target).path}")
    own = " ".join(attr(control.tag, name) for name in ("id", "class", "name", "onclick", "data-action"))
    wallet = re.search(r"paypal|apple-?pay|google-?pay|gpay|shop-?pay|amazon-?pay|klarna", own, re.IGNORECASE)
    if wallet:
        return Verdict(False, f"opens {wallet.group(0)}")
    return Verdict(True)


def _target(control: Control, snapshot: Snapshot) -> tuple[str, str]:
    if control.href:
        return control.href, "GET"
    submits = control.tag.name in ("button", "input") and attr(control.tag, "type").lower() not in (
        "button",
        "reset",
    )
    form = control.tag.find_parent("form") if submits else None
    if form is None and attr(control.tag, "form"):
        named = snapshot.soup.find("form", id=attr(control.tag, "form"))
        form = named if isinstance(named, Tag) else None
    if form is None:
        return "", "GET"
    address = snapshot.address(control.tag, "formaction") or snapshot.address(form, "action") or snapshot.url
    return address, (attr(form, "method") or "get").upper()


def _hidden_fields(tag: Tag) -> str:
    form = tag.find_parent("form")
    if form is None:
        return ""
    pairs = [f"{attr(i, 'name')}={attr(i, 'value')}" for i in form.select("input[type=hidden]")]
    if attr(tag, "name"):
        pairs.append(f"{attr(tag, 'name')}={attr(tag, 'value')}")
    return "&".join(pairs)


def _holds_card(form: Tag) -> bool:
    return any(
        is_visible(i)
        and re.search(r"card|cc-|cvc|cvv|ccv", f"{attr(i, 'name')} {attr(i, 'autocomplete')}", re.I)
        for i in form.select("input")
    )
