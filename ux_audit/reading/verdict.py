"""The second lock: may this control be pressed, judged by what it says, where it leads and what stands around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urljoin, urlsplit

import soupsieve
from bs4 import Tag

from ux_audit.catalog import (
    KillRule,
    Vocabulary,
    load_brands,
    load_commit_selectors,
    match_kill_rule,
    normalise,
)
from ux_audit.model import Stage
from ux_audit.reading.buy_button import rank_buy_buttons
from ux_audit.reading.checkout_view import CheckoutView, says_commit
from ux_audit.reading.controls import Control
from ux_audit.reading.fields import find_fields
from ux_audit.reading.payment_options import is_payment_choice
from ux_audit.reading.requests import (
    READING,
    SeenRequest,
    find_commit,
    is_payment_host,
    leads_to_checkout,
)
from ux_audit.reading.snapshot import Snapshot, attr, is_visible, ux_id

Purpose = Literal[
    "browse", "add", "cart", "checkout", "guest", "next", "choose", "remove", "quantity", "sign_in"
]  # fmt: skip
ROADS = ("checkout", "guest")  # purposes that have words of the same name
CHECKOUT_STAGES: frozenset[Stage] = frozenset(("entry", "address", "delivery", "payment", "review"))
# Markup of a control that fills the cart, whatever its words.
ADDS = re.compile(r"add[-_ ]?(to[-_ ]?)?(cart|bag|basket)|(cart|basket)[-_/]add", re.IGNORECASE)
COMMIT_TOKENS = re.compile(
    r"(place|confirm|submit|complete|finish|pay|purchase|create|save|done)[-_/]?(the[-_]?)?(order|checkout|payment|purchase)"
    r"|(order|checkout|payment)[-_/]?(place|confirm|submit|complete|finish|pay|purchase|done|create)|pay[-_]?now|place[-_]?order|step=done|saveorder"
    r"|paypal|apple-?pay|google-?pay|gpay|shop-?pay|amazon-?pay|klarna|express-?checkout|alipay|wechat-?pay|wxpay",
    re.IGNORECASE,
)
# Attributes in which scripts keep what they do: handlers and data.
SCRIPTED = re.compile(r"^(on[a-z]+|data-(?!ux-).+|formaction)$")
ADDRESS = re.compile(r"(?<![^\s'\"`(=])(?:https?:/)?/[^\s'\"`)]+")
WEB = frozenset(("", "http", "https", "javascript"))


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
    known: bool = False,
) -> Verdict:
    """Return the verdict on pressing `control` at `stage` for `purpose`. Unknown is refused in a checkout.

    `known`: the store knows the shopper, and with that where to deliver.
    """
    adds = purpose == "add" and (
        ADDS.search(control.signature) or (not known and _is_only_way_to_buy(control, snapshot, vocabulary))
    )
    keys = ["express_checkout"] if adds else ["express_checkout", "buy_now"]
    for key in keys:
        buys = vocabulary.grade(key, control.text)
        # "Buy without an account" begins with "buy": words that name the way in full say more than their first.
        named = vocabulary.grade(purpose, control.text) if key == "buy_now" and purpose in ROADS else 0.0
        if buys >= 0.8 and purpose != "browse" and buys > named:
            return Verdict(False, f"says “{control.text}”: buys at once or opens a wallet")
    opens = vocabulary.grade("create_account", control.text)
    if purpose in ("next", "sign_in") and opens >= 0.8 and opens > vocabulary.grade("guest", control.text):
        return Verdict(False, f"says “{control.text}”: may open an account")
    target, method = _target(control, snapshot)
    rule = match_kill_rule(kill_list, method, target, _hidden_fields(control.tag)) if target else None
    if rule is not None:
        return Verdict(False, f"leads to {method} {urlsplit(target).path}: {rule.why}")
    if urlsplit(target).scheme not in WEB or is_payment_host(target):
        return Verdict(False, f"leads to another program or a payment service ({target[:60]})")
    scripted = _scripted_commit(control.tag, snapshot, kill_list)
    if scripted and purpose != "add":
        return Verdict(False, f"its script knows an address that may order: {scripted}")
    why = _target_commit(control, target, method) if purpose != "browse" else None
    if why:
        return Verdict(False, why)
    if stage in CHECKOUT_STAGES:
        return _judge_in_checkout(control, snapshot, purpose, vocabulary)
    if purpose == "checkout":
        if known and target and method not in READING and not leads_to_checkout(target):
            path = urlsplit(target).path
            return Verdict(False, f"sends a known shopper's cart to {path}: the order may be taken there")
        return _judge_way_to_checkout(control, snapshot, vocabulary)
    pays = says_commit(control, vocabulary) or _names_wallet(control.text, vocabulary)
    if pays and purpose not in ("add", "browse"):
        return Verdict(False, f"says “{control.text}”")
    return Verdict(True)


def _is_only_way_to_buy(control: Control, snapshot: Snapshot, vocabulary: Vocabulary) -> bool:
    """Whether a product page has nothing else that fills the cart; of whom it knows nothing, no shop can deliver to."""
    best = next(iter(rank_buy_buttons(snapshot, vocabulary)), None)
    return best is not None and best.control.ux_id == control.ux_id


def _judge_in_checkout(
    control: Control, snapshot: Snapshot, purpose: Purpose, vocabulary: Vocabulary
) -> Verdict:
    on_link = max(vocabulary.grade(key, control.text) for key in ("place_order", "pay_now"))
    view = CheckoutView(snapshot, vocabulary)
    # "Order as a guest" at a gate: nobody has said yet where to deliver or how to pay.
    gate = purpose == "guest" and vocabulary.has("guest", control.text) and view.is_entrance
    commits = not gate and (says_commit(control, vocabulary) or on_link >= 0.8)
    if commits or _names_wallet(control.text, vocabulary):
        return Verdict(False, f"says “{control.text}” in the checkout")
    own = " ".join(
        attr(control.tag, name) for name in ("id", "class", "name", "onclick", "formaction", "data-action")
    )
    commit = COMMIT_TOKENS.search(own)
    if commit:
        return Verdict(False, f"its markup speaks of ordering or paying ({commit.group(0)})")
    if any(soupsieve.match(selector, control.tag) for selector in load_commit_selectors()):
        return Verdict(False, "it is the control with which known software places the order")
    if purpose == "choose":
        return Verdict(True)
    progress = view.progress
    if progress is not None and progress.is_last:
        return Verdict(False, "the page says that it is the last step: its button may place the order")
    if view.shows_payment:
        return Verdict(False, "the page shows the payment choice: its buttons may place the order")
    if not control.text.strip():
        return Verdict(False, "a button without words in the checkout")
    confirms = vocabulary.grade("confirm_step", control.text) == 1.0
    if confirms and not (progress is not None and (progress.pays_later or progress.counted)):
        return Verdict(False, f"says “{control.text}”, and the page does not tell that paying comes later")
    frame = control.tag.find_parent("ux-frame")
    if frame is not None and not any(frame in field.tag.parents for field in view.fields):
        return Verdict(False, "it stands in a frame that asks nothing: it may be a payment service's")
    form = control.tag.find_parent("form")
    if form is not None and _holds_card(form):
        return Verdict(False, "its form holds card fields")
    return Verdict(True)


def _judge_way_to_checkout(control: Control, snapshot: Snapshot, vocabulary: Vocabulary) -> Verdict:
    view = CheckoutView(snapshot, vocabulary)
    # A cart may reckon the fee of a way to pay; a link sends nothing of what was chosen there.
    reckons = bool(view.payment_options) and not _is_plain_link(control, snapshot)
    if view.asks_address or reckons or view.has_card_fields:
        return Verdict(False, "the cart page asks for address or payment: its button may place the order")
    target, _ = _target(control, snapshot)
    if COMMIT_TOKENS.search(urlsplit(target).path) and not re.search(r"checkout/?$", urlsplit(target).path):
        return Verdict(False, f"leads to {urlsplit(target).path}")
    own = " ".join(attr(control.tag, name) for name in ("id", "class", "name", "onclick", "data-action"))
    wallet = re.search(r"paypal|apple-?pay|google-?pay|gpay|shop-?pay|amazon-?pay|klarna", own, re.IGNORECASE)
    if wallet:
        return Verdict(False, f"opens {wallet.group(0)}")
    return Verdict(True)


def _is_plain_link(control: Control, snapshot: Snapshot) -> bool:
    """Whether this is a link to another page of the shop and no script's handle."""
    leads = snapshot.is_own(control.href) and control.href.split("#")[0] != snapshot.url.split("#")[0]
    return control.kind == "link" and leads and not any(SCRIPTED.match(name) for name in control.tag.attrs)


def _names_wallet(text: str, vocabulary: Vocabulary) -> bool:
    tokens = {normalise(token) for names in load_brands().values() for token in names}
    return normalise(text) in tokens or vocabulary.has("express_checkout", text)


def judge_filling(
    tag: Tag, snapshot: Snapshot, *, vocabulary: Vocabulary, kill_list: Sequence[KillRule]
) -> Verdict:
    """Return the verdict on typing or choosing in a field: a shop may take the order on a mere change."""
    identity = ux_id(tag)
    for field in find_fields(snapshot, vocabulary):
        known = {field.ux_id, *(option.ux_id for option in field.options)}
        if identity in known and field.kind != "text" and is_payment_choice(field, vocabulary):
            return Verdict(False, "choosing how to pay may already place the order")
    scripted = _scripted_commit(tag, snapshot, kill_list)
    if scripted:
        return Verdict(False, f"its script knows an address that may order: {scripted}")
    return Verdict(True)


def _target_commit(control: Control, target: str, method: str) -> str | None:
    if not target:
        return None
    fields = _hidden_fields(control.tag)
    if method in READING and not control.href and fields:
        target = f"{target}{'&' if '?' in target else '?'}{fields}"
    return find_commit(SeenRequest(method, target, "" if method in READING else fields))


def _scripted_commit(tag: Tag, snapshot: Snapshot, kill_list: Sequence[KillRule]) -> str | None:
    form = tag.find_parent("form")
    named = [
        value
        for node in (tag, form)
        if node is not None
        for name, value in node.attrs.items()
        if isinstance(value, str) and SCRIPTED.match(name)
    ]
    for address in ADDRESS.findall(" ".join(named)):
        url = urljoin(snapshot.url, address)
        if match_kill_rule(kill_list, "POST", url) or find_commit(SeenRequest("POST", url)):
            return str(address)
    return None


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
