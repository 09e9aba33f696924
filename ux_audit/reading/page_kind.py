"""Which kind of page a snapshot shows, with confidence."""

import math
import re
from dataclasses import dataclass
from statistics import median
from urllib.parse import urlsplit

from ux_audit.catalog import Vocabulary
from ux_audit.model import PageKind
from ux_audit.reading.cards import find_cards
from ux_audit.reading.cart import read_cart
from ux_audit.reading.controls import rank_controls
from ux_audit.reading.fields import find_fields
from ux_audit.reading.kind_rules import KindRules, load_kind_rules
from ux_audit.reading.payment_options import find_payment_options
from ux_audit.reading.prices import find_prices
from ux_audit.reading.snapshot import Snapshot, attr, box_of, is_visible, text_of
from ux_audit.reading.structured import read_structured

KINDS: tuple[PageKind, ...] = (
    "home", "listing", "search", "product", "cart", "checkout", "account", "policy", "article", "error",
)  # fmt: skip
SURE = 0.8  # decide for a kind at this confidence, else it is "other"
LOCALE_ROOT = re.compile(r"^/([a-z]{2}([-_][A-Za-z]{2})?/?)?(index\.(html?|php))?$")
ADDRESS_CLASSES = frozenset(
    [
        "email",
        "tel",
        "full_name",
        "given_name",
        "family_name",
        "address1",
        "address2",
        "city",
        "region",
        "district",
        "postcode",
        "country",
    ]
)


@dataclass(frozen=True)
class KindVerdict:
    """The most likely kind, its confidence (0..1) and the signs that spoke."""

    kind: PageKind
    confidence: float
    signs: tuple[str, ...]


def classify_page(
    snapshot: Snapshot,
    vocabulary: Vocabulary,
    *,
    status: int | None = None,
    prior: dict[str, float] | None = None,
) -> KindVerdict:
    """Return the page's kind. `prior` adds what is known of how the page was reached (kind → weight)."""
    rules = load_kind_rules()
    signs = _signs(snapshot, vocabulary, rules, status)
    sums = {kind: (prior or {}).get(kind, 0.0) for kind in KINDS}
    for sign in signs:
        for kind, weight in rules.signs[sign].items():
            sums[kind] += weight  # type: ignore[index]
    highest = max(sums.values())
    parts = {kind: math.exp((value - highest) / rules.temperature) for kind, value in sums.items()}
    best = max(parts, key=lambda kind: parts[kind])
    confidence = parts[best] / sum(parts.values())
    if highest <= 0.5:
        return KindVerdict("other", 0.0, tuple(signs))
    return KindVerdict(best, round(confidence, 3), tuple(signs))


def _signs(snapshot: Snapshot, vocabulary: Vocabulary, rules: KindRules, status: int | None) -> list[str]:
    signs = _path_signs(snapshot.url, rules)
    signs += _schema_signs(snapshot)
    add = rank_controls(snapshot, "add_to_cart", vocabulary)
    cards = find_cards(snapshot, vocabulary)
    lead = _has_lead_price(snapshot, rules)
    alike = sum(other.control.text == add[0].control.text for other in add) if add else 0
    if add and (lead or (alike < 3 and (len(add) == 1 or add[0].score - add[1].score >= 0.1))):
        signs.append("one_add_to_cart")
    if len(cards) >= rules.limits["cards"]:
        signs.append("cards_below_heading_price" if lead and add else "many_cards")
    if lead:
        signs.append("lead_price")
    if rank_controls(snapshot, "filter", vocabulary) or _has_sort(snapshot, vocabulary):
        signs.append("filters")
    signs += _cart_signs(snapshot, vocabulary)
    signs += _form_signs(snapshot, vocabulary, rules)
    heading = " ".join(text_of(tag) for tag in snapshot.select_visible("h1, h2")[:3])
    if vocabulary.has("search_results", heading) or vocabulary.has("no_results", snapshot.text[:4000]):
        signs.append("search_results")
    words = len(snapshot.text.split()) + sum(1 for c in snapshot.text if "\u3040" <= c <= "\u9fff") // 2
    if words >= rules.limits["running_words"] and len(find_prices(snapshot)) < 2:
        signs.append("running_text")
    if status is not None and status >= 400:
        signs.append("error_status")
    elif vocabulary.has("error_page", f"{heading} {snapshot.title}") and not add:
        signs.append("error_words")
    return signs


def _path_signs(url: str, rules: KindRules) -> list[str]:
    parts = urlsplit(url)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    if LOCALE_ROOT.match(parts.path) and not parts.query:
        return ["root_path"]
    # Tokens of a shop in a subfolder or with fragments as routes count too.
    if parts.fragment.startswith(("/", "!/")):
        target += "/" + parts.fragment.lstrip("!/")
    return [name for name, pattern in rules.paths.items() if re.search(pattern, target, re.IGNORECASE)]


def _schema_signs(snapshot: Snapshot) -> list[str]:
    structured = read_structured(snapshot)
    signs = []
    if structured.main_product is not None:
        signs.append("schema_product")
    if structured.types & {"ItemList", "CollectionPage", "SearchResultsPage", "OfferCatalog"}:
        signs.append("schema_list")
    if structured.types & {"Article", "BlogPosting", "NewsArticle", "HowTo", "FAQPage"}:
        signs.append("schema_article")
    if (
        structured.open_graph.get("og:type", "").startswith("product")
        or "product:price:amount" in structured.open_graph
    ):
        signs.append("og_product")
    return signs


def _has_lead_price(snapshot: Snapshot, rules: KindRules) -> bool:
    heading = next(iter(snapshot.select_visible("h1")), None)
    box = box_of(heading) if heading is not None else None
    prices = [price for price in find_prices(snapshot) if price.box is not None]
    if not prices or box is None:
        return False
    near = [p for p in prices if p.box and -250 <= p.box.y - box.y <= 900 and not p.struck]
    if not near:
        return False
    largest = max(p.font_px for p in near)
    others = [p.font_px for p in prices]
    return len(prices) <= 2 or largest >= median(others) * rules.limits["lead_price_ratio"]


def _has_sort(snapshot: Snapshot, vocabulary: Vocabulary) -> bool:
    for field in snapshot.select_visible("select"):
        label = f"{attr(field, 'data-ux-label')} {attr(field, 'name')} {attr(field, 'id')}"
        if vocabulary.has("sort", label) or re.search(r"sort|order_?by", label, re.IGNORECASE):
            return True
    return False


def _cart_signs(snapshot: Snapshot, vocabulary: Vocabulary) -> list[str]:
    cart = read_cart(snapshot, vocabulary)
    signs = []
    if cart.lines and cart.rows:
        signs.append("cart_rows")
    if cart.empty:
        signs.append("empty_cart")
    if cart.lines and any(r.score >= 0.6 for r in rank_controls(snapshot, "checkout", vocabulary)):
        signs.append("checkout_control")
    return signs


def _form_signs(snapshot: Snapshot, vocabulary: Vocabulary, rules: KindRules) -> list[str]:
    signs = []
    fields = [field for field in find_fields(snapshot, vocabulary) if field.scope == "main"]
    if len({f.field_class for f in fields} & ADDRESS_CLASSES) >= rules.limits["address_fields"]:
        signs.append("address_fields")
    if find_payment_options(snapshot, vocabulary):
        signs.append("payment_choice")
    if (
        any(is_visible(tag) for tag in snapshot.select("input[type=password]"))
        and "address_fields" not in signs
    ):
        signs.append("password_field")
    return signs
