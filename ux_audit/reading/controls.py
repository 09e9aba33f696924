"""Controls a shopper can press, and how likely each is the one wanted for a goal."""

import itertools
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal
from weakref import WeakKeyDictionary

from bs4 import Tag

from ux_audit.catalog import Vocabulary, read_recognition
from ux_audit.model import Box, Model
from ux_audit.reading.icons import drawing_marks
from ux_audit.reading.prices import find_prices
from ux_audit.reading.snapshot import Snapshot, attr, box_of, is_usable, is_visible, name_of, squeeze, ux_id

Goal = Literal[
    "add_to_cart", "cart", "checkout", "guest", "next_step", "search_open", "menu", "filter", "remove"
]
CANDIDATES = (
    "button, a, input[type=submit], input[type=button], input[type=image], summary, [role=button], [role=link],"
    "[role=menuitem], [role=tab], [onclick], [data-ux-pointer], [data-ux-told]"
)
SENDING = frozenset(("submit", "image"))
SEMANTIC = frozenset(("button", "a", "input", "summary", "select", "textarea", "label", "option"))
LEAST_SIDE_PX = 12  # a control smaller than this is not meant for fingers or eyes
LONGEST_LABEL = 90  # longer accessible names are cards or paragraphs wrapped in a link
HEADER_SHARE = 0.25  # share of the first screen where a header's tools stand
LOGIN_TOKENS = frozenset(("login", "signin"))
LETTER = re.compile(r"[^\W\d_]")
FOOTERS = re.compile(r"(^|[_-])(footer|site-?foot)([_-]|$)")
HEADERS = re.compile(r"(^|[_-])(site-?header|page-?header|header-?wrapper|topbar|top-bar|masthead)([_-]|$)")
# The foot of a box is no page's footer: "card-footer" holds many a cart's way to the checkout.
BOXES = re.compile(
    r"(modal|card|cart|basket|drawer|dialog|panel|popup|mini-?cart|table|form|product|item|summary|box|off-?canvas|accordion)[_-]"
)
NEAR_PX = 600  # buy box: how far a control may stand from the heading and still belong to it


@dataclass(frozen=True)
class Control:
    """One thing that can be pressed."""

    tag: Tag
    ux_id: str
    text: str
    kind: Literal["link", "button", "field"]
    box: Box | None
    region: Literal["header", "footer", "dialog", "main"]
    disabled: bool
    signature: str
    href: str

    @property
    def label(self) -> str:
        """What people would call it: its text, else a token of its markup."""
        return self.text or attr(self.tag, "id") or attr(self.tag, "class")[:40] or self.tag.name


@dataclass(frozen=True)
class Ranked:
    """A control with its score (0..1) for a goal, why, and how well its words name the goal."""

    control: Control
    score: float
    reasons: tuple[str, ...]
    words: float = 0.0


class GoalRule(Model):
    """How one goal's control is recognised; see rules/reading/controls.yaml."""

    words: dict[str, float]
    against: tuple[str, ...] = ()
    against_without_attributes: tuple[str, ...] = ()
    attributes: str
    not_attributes: str = ""
    own: str = ""
    not_in_header: bool = False
    place: Literal["buybox", "header", "totals", "main", "any"]
    repeats: bool
    kinds: tuple[Literal["link", "button", "field"], ...]


class ControlRules(Model):
    """The whole file rules/reading/controls.yaml."""

    weights: dict[str, float]
    penalties: dict[str, float]
    accept: float
    goals: dict[str, GoalRule]


@cache
def load_control_rules() -> ControlRules:
    """Read rules/reading/controls.yaml."""
    return read_recognition("controls", ControlRules)


_CACHE: "WeakKeyDictionary[Snapshot, list[Control]]" = WeakKeyDictionary()


def find_controls(snapshot: Snapshot) -> list[Control]:
    """Return everything visible that can be pressed, in document order; wrappers of real controls are left out."""
    known = _CACHE.get(snapshot)
    if known is None:
        known = [control for tag in snapshot.select(CANDIDATES) if (control := _read_control(snapshot, tag))]
        _CACHE[snapshot] = known
    return known


def region_of(snapshot: Snapshot, tag: Tag) -> Literal["header", "footer", "dialog", "main"]:
    """Return the part of the page an element stands in, by landmarks, class tokens and position."""
    nodes = list(itertools.takewhile(lambda node: node.name != "body", (tag, *tag.parents)))
    if any(_is_dialog(node) for node in nodes):
        return "dialog"
    for node in nodes:
        role = attr(node, "role")
        if node.name == "footer" or role == "contentinfo":
            return "footer"
        if (
            node.name == "header" and node.find_parent(["main", "article", "section"]) is None
        ) or role == "banner":
            return "header"
        if node.name == "nav" and (box := box_of(node)) and box.y < snapshot.screen_height * HEADER_SHARE:
            return "header"
        tokens = f"{attr(node, 'id')} {attr(node, 'class')}".lower().split()
        own = [token for token in tokens if not BOXES.match(token)]
        if any(FOOTERS.search(token) for token in own):
            return "footer"
        if any(HEADERS.search(token) for token in own):
            return "header"
    box = box_of(tag)
    if box and box.bottom < snapshot.screen_height * HEADER_SHARE * 0.6:
        return "header"
    return "main"


def _is_dialog(node: Tag) -> bool:
    return (
        node.name == "dialog"
        or attr(node, "role") in ("dialog", "alertdialog")
        or attr(node, "aria-modal") == "true"
    )


def _read_control(snapshot: Snapshot, tag: Tag) -> Control | None:
    if not (is_visible(tag) or (tag.name == "input" and is_usable(tag))):
        return None
    box = box_of(tag)
    if box is None or min(box.width, box.height) < LEAST_SIDE_PX:
        return None
    if tag.name not in SEMANTIC and not attr(tag, "data-ux-told") and _wraps_control(tag):
        return None
    if tag.find_parent(["button", "a"]) is not None and not attr(tag, "data-ux-told"):
        return None
    kind: Literal["link", "button", "field"] = "button"
    if tag.name == "a" and attr(tag, "href") and not attr(tag, "href").startswith(("#", "javascript:")):
        kind = "link"
    elif tag.name == "input":
        kind = "field"
    form = tag.find_parent("form")
    parts = [
        attr(tag, name)
        for name in ("id", "class", "name", "href", "onclick", "formaction", "data-action", "src")
    ]
    parts += [
        value for name, value in tag.attrs.items() if isinstance(value, str) and name.startswith("data-test")
    ]
    if form is not None:
        parts.append(attr(form, "action"))
        parts.append(attr(form, "id"))
    image = tag.find("img")
    if isinstance(image, Tag):
        parts.append(attr(image, "src")[-60:])
    text = name_of(tag)
    if not LETTER.search(text):
        # Of an icon, with or without a number on it, its title and its drawing say what it is.
        text = squeeze(f"{attr(tag, 'title')} {text}")
        parts += [mark.replace(":", "-") for mark in drawing_marks(tag)]
    disabled = (
        tag.has_attr("disabled")
        or attr(tag, "aria-disabled") == "true"
        or attr(tag, "data-ux-disabled") == "1"
    )
    return Control(
        tag=tag,
        ux_id=ux_id(tag),
        text=text,
        kind=kind,
        box=box,
        region=region_of(snapshot, tag),
        disabled=disabled,
        signature=squeeze(" ".join(parts)).lower(),
        href=snapshot.address(tag) if tag.name == "a" else "",
    )


def _wraps_control(tag: Tag) -> bool:
    return any(is_visible(inner) for inner in tag.select("button, a, input, select, textarea"))


def rank_controls(
    snapshot: Snapshot,
    goal: Goal,
    vocabulary: Vocabulary,
    *,
    near: Box | None = None,
    within: Tag | None = None,
) -> list[Ranked]:
    """Return the controls for `goal`, best first, each with score and reasons; those below the limit are left out.

    What the operator named for the goal is returned instead, where it is on the page.
    `near` names what the control should stand by (main price, total); `within` restricts to a part of the page.
    """
    rules = load_control_rules()
    rule = rules.goals[goal]
    inside = find_controls(snapshot)
    if within is not None:
        inside = [control for control in inside if control.tag is within or within in control.tag.parents]
    anchor = near or _anchor(snapshot, rule.place)
    scored = [_score(snapshot, control, rule, rules, vocabulary, anchor) for control in inside]
    told = [control for control in inside if goal in attr(control.tag, "data-ux-told").split()]
    if told:
        return [Ranked(control, 1.0, ("told in the settings",), 1.0) for control in told]
    hits = [ranked for ranked in scored if ranked is not None]
    if not rule.repeats:
        hits = _judge_repeats(hits, rules, anchor)
    hits = [ranked for ranked in hits if ranked.score >= rules.accept]
    return sorted(hits, key=lambda ranked: (-ranked.score, ranked.control.box.y if ranked.control.box else 0))


def _anchor(snapshot: Snapshot, place: str) -> Box | None:
    if place != "buybox":
        return None
    heading = next(iter(snapshot.select_visible("h1")), None)
    prices = [price for price in find_prices(snapshot) if not price.struck and price.box]
    if heading is not None and (box := box_of(heading)):
        near = [p for p in prices if p.box and -200 < p.box.y - box.y < NEAR_PX * 2]
        best = max(near, key=lambda p: p.font_px, default=None)
        return best.box if best and best.box else box
    best = max(prices, key=lambda p: p.font_px, default=None)
    return best.box if best else None


def _score(
    snapshot: Snapshot,
    control: Control,
    rule: GoalRule,
    rules: ControlRules,
    vocabulary: Vocabulary,
    anchor: Box | None,
) -> Ranked | None:
    if control.kind not in rule.kinds or len(control.text) > LONGEST_LABEL:
        return None
    words = max(
        (vocabulary.grade(key, control.text) * worth for key, worth in rule.words.items()), default=0.0
    )
    attributes = re.search(rule.attributes, control.signature) is not None
    if (not words and not attributes) or _names_radio(snapshot, control.tag):
        return None
    against_keys = (*rule.against, *(() if attributes else rule.against_without_attributes))
    against = max((vocabulary.grade(key, control.text) for key in against_keys), default=0.0)
    if attributes and any(
        vocabulary.grade(key, control.text) >= 0.8 for key in rule.against_without_attributes
    ):
        words = max(words, 0.5)
    reasons = [f"words {words:.1f}"] if words else []
    score = rules.weights["words"] * words
    if attributes:
        # A control without readable words (an icon, an image) stands on its markup alone.
        score += rules.weights["attributes"] * (1.6 if not control.text else 1.0)
        reasons.append("markup")
    place = _place(snapshot, control, rule.place, anchor)
    score += rules.weights["place"] * place
    if place >= 0.5:
        reasons.append(f"stands at {rule.place}")
    if against >= 0.8 and against >= words:
        score -= rules.penalties["against"]
        reasons.append("other words")
    other = re.search(rule.not_attributes, control.signature) if rule.not_attributes else None
    if other and not (words == 1.0 and other.group(0) in LOGIN_TOKENS and not _asks_password(control)):
        score -= rules.penalties["not_attributes"]
        reasons.append("other markup")
    own = attributes and _own_name_says(control, rule)
    if own:
        score += rules.weights["own"]
        reasons.append("its own name")
    if rule.not_in_header and control.region == "header" and not own:
        score -= rules.penalties["header"]
        reasons.append("header")
    if control.region == "footer":
        score -= rules.penalties["footer"]
        reasons.append("footer")
    if control.disabled:
        score -= rules.penalties["disabled"]
        reasons.append("disabled")
    if control.box and control.kind != "link":
        score += rules.weights["area"] * min(1.0, control.box.area / 12_000)
    return Ranked(control, round(max(0.0, min(1.0, score)), 3), tuple(reasons), words)


def _names_radio(snapshot: Snapshot, tag: Tag) -> bool:
    """Whether this is the label of one of several choices: "Next day delivery" leads nowhere."""
    if tag.name != "label":
        return False
    named = snapshot.soup.find(id=attr(tag, "for")) if attr(tag, "for") else None
    field = named if isinstance(named, Tag) else tag.find("input")
    return isinstance(field, Tag) and attr(field, "type") == "radio"


def _asks_password(control: Control) -> bool:
    """Whether the control's form is for signing in; parts of a page are called so that only ask for an e-mail."""
    form = control.tag.find_parent("form")
    return form is None or form.find("input", attrs={"type": "password"}) is not None


def _own_name_says(control: Control, rule: GoalRule) -> bool:
    """Whether a button that sends a form says by its own name, not the form's, what it is for."""
    tag = control.tag
    marks = " ".join(attr(tag, name) for name in ("id", "class", "name")).lower()
    if not rule.own or not submits(tag) or (rule.not_attributes and re.search(rule.not_attributes, marks)):
        return False
    return re.search(rule.own, marks) is not None


def submits(tag: Tag) -> bool:
    """Return whether pressing this sends a form."""
    kind = attr(tag, "type").lower()
    return kind in SENDING or (tag.name == "button" and not kind and tag.find_parent("form") is not None)


def _place(snapshot: Snapshot, control: Control, place: str, anchor: Box | None) -> float:
    box = control.box
    if box is None:
        return 0.0
    if place == "header":
        return 1.0 if control.region == "header" else 0.3 if control.region == "dialog" else 0.0
    if place == "buybox" and anchor is not None:
        gap = max(0.0, box.y - anchor.bottom, anchor.y - box.bottom)
        return max(0.0, 1.0 - gap / (NEAR_PX * 2))
    if place in ("main", "totals"):
        return {"main": 1.0, "dialog": 0.9, "header": 0.3, "footer": 0.0}[control.region]
    return 0.5


def _judge_repeats(hits: list[Ranked], rules: ControlRules, anchor: Box | None) -> list[Ranked]:
    counts: dict[str, int] = {}
    for ranked in hits:
        counts[ranked.control.text.casefold()] = counts.get(ranked.control.text.casefold(), 0) + 1
    nearest = min(hits, key=lambda ranked: _distance(ranked.control.box, anchor), default=None)
    judged = []
    for ranked in hits:
        repeated = counts[ranked.control.text.casefold()] >= 3 and not (
            anchor is not None and ranked is nearest
        )
        if repeated:
            score = max(0.0, ranked.score - rules.penalties["repeated"])
            judged.append(replace(ranked, score=score, reasons=(*ranked.reasons, "one of many")))
        else:
            judged.append(ranked)
    return judged


def _distance(box: Box | None, anchor: Box | None) -> float:
    if box is None or anchor is None:
        return float("inf")
    return max(0.0, box.y - anchor.bottom, anchor.y - box.bottom)
