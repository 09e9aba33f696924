"""The payment view: methods, wallets, signs of security, the last button."""

import re
from functools import cache

from bs4 import Tag

from ux_audit.catalog import load_brands, read_yaml
from ux_audit.facts.steps import checkout_sights, view_of
from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Fact
from ux_audit.reading.controls import find_controls
from ux_audit.reading.prices import find_prices
from ux_audit.reading.snapshot import attr, text_of
from ux_audit.resources import find_resources

NAMES = (
    "payment.reached", "payment.methods", "payment.mobile_wallets", "payment.security_cues", "payment.final_button",
    "payment.final_button_says_order", "payment.total_beside_button",
)  # fmt: skip
LOCK = re.compile(r"(^|[\s_/-])(lock|padlock|shield|secure|ssl|trust-?(badge|seal)|security-?(badge|seal))([\s_.-]|$)", re.I)
SEALS = re.compile(r"norton|mcafee|trusted ?shops|pci[ -]?dss|comodo|digicert|geotrust|verisign|ssl", re.I)
BESIDE_PX = 300  # as near as the rule catalogue asks for the sum beside the button


def observe_payment(walk: Walk) -> dict[str, Fact]:
    """Return payment.*."""
    sight = walk.last("payment")
    if sight is None:
        inside = checkout_sights(walk)
        why = unseen("the payment view was not reached" if inside else "the checkout was not opened")
        reached = seen(False, seen_at(inside[-1]), confidence=0.6) if inside and not _stopped_early(walk) else why
        return {**dict.fromkeys(NAMES, why), "payment.reached": reached}
    view = view_of(walk, sight)
    names = [option.name for option in view.payment_options]
    first = view.payment_options[0].tag if view.payment_options else None
    facts = {
        "payment.reached": seen(True, seen_at(sight, first)),
        "payment.methods": seen(names, seen_at(sight, first)) if names else unseen("the page names no payment method"),
        "payment.mobile_wallets": seen(find_wallets(walk, sight, names), seen_at(sight, first)),
    }
    cue = next(((s, tag) for s in checkout_sights(walk) if (tag := find_security_cue(walk, s)) is not None), None)
    facts["payment.security_cues"] = seen(cue is not None, seen_at(*cue) if cue else seen_at(sight, first))
    facts.update(_final(walk, sight))
    return facts


def _stopped_early(walk: Walk) -> bool:
    return walk.journey is None or walk.journey.stopped_by != "done"


@cache
def load_mobile_wallets() -> dict[str, tuple[str, ...]]:
    """Return the wallets that pay from a phone, with the tokens that name them."""
    data, _ = read_yaml(find_resources("rules") / "words" / "_brands.yaml")
    return {name: load_brands().get(name, (name,)) for name in data["mobile_wallets"]}


def find_wallets(walk: Walk, sight: Sight, names: list[str]) -> list[str]:
    """Return the mobile wallets among the methods and express buttons of cart and checkout."""
    texts = [name.casefold() for name in names]
    for place in [sight, *walk.all("cart", "entry")]:
        texts += [f"{c.text} {c.signature}".casefold() for c in find_controls(place.snapshot) if c.region != "footer"]
        texts += [attr(t, "alt").casefold() for t in place.snapshot.select_visible("label img[alt], button img[alt]")]
    found = []
    for wallet, tokens in load_mobile_wallets().items():
        if any(re.search(rf"(?<![a-z]){re.escape(token)}(?![a-z])", text) for token in tokens for text in texts):
            found.append(wallet)
    return found


def find_security_cue(walk: Walk, sight: Sight) -> Tag | None:
    """Return a lock, seal or sentence about security in the checkout's main part, or None."""
    for tag in sight.snapshot.select_visible("svg, i, img, use, span[class*=icon]"):
        if tag.find_parent(["header", "footer", "nav"]) is not None:
            continue
        marks = " ".join((attr(tag, "class"), attr(tag, "alt"), attr(tag, "src").rsplit("/", 1)[-1], attr(tag, "data-ux-name"), attr(tag, "aria-label"), attr(tag, "title")))
        inner = tag.find("use") if tag.name == "svg" else None
        if isinstance(inner, Tag):
            marks += " " + attr(inner, "href").rsplit("#", 1)[-1]
        if LOCK.search(marks) or SEALS.search(marks):
            return tag
    for tag in sight.snapshot.select_visible("p, span, small, li, div, strong, h2, h3, h4"):
        text = text_of(tag)
        if 6 < len(text) < 200 and tag.find_parent(["footer", "nav"]) is None and tag.find(["p", "div", "input"]) is None:
            if walk.vocabulary.has("secure", text) or SEALS.search(text) or "🔒" in text:
                return tag
    return None


def _final(walk: Walk, sight: Sight) -> dict[str, Fact]:
    view = view_of(walk, sight)
    button = next(iter(view.commit_controls), None)
    if button is None:
        why = unseen("no control on the payment view says that it places the order")
        return dict.fromkeys(("payment.final_button", "payment.final_button_says_order", "payment.total_beside_button"), why)
    box = button.box
    beside = any(
        price.box is not None and box is not None and abs(price.box.y - box.y) < BESIDE_PX for price in find_prices(sight.snapshot)
    ) or bool(re.search(r"\d", button.text))
    where = seen_at(sight, button.tag)
    return {
        "payment.final_button": seen(button.text, where),
        "payment.final_button_says_order": seen(True, where),
        "payment.total_beside_button": seen(beside, where),
    }

