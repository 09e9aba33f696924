"""How much a product page tells: description and parameters."""

import re

from bs4 import Tag

from ux_audit.facts.gallery import find_gallery, find_main_image
from ux_audit.facts.product import (
    product_lines,
    says_returns,
    says_shipping,
    says_social_proof,
    says_stock,
)
from ux_audit.facts.subjects import NO_PRODUCT, heading, middle, most, products
from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Fact
from ux_audit.reading.cards import find_card_groups
from ux_audit.reading.prices import read_price
from ux_audit.reading.snapshot import FRAME, Snapshot, box_of, own_regions, squeeze, stands_in, text_of
from ux_audit.reading.specs import find_specs
from ux_audit.reading.structured import offer_of, read_structured

HAN = re.compile(r"[\u3040-\u9fff]")
LEAST_SENTENCE = 8  # words of a paragraph that describes
LEAST_DETAIL_PX = 300


def observe_description(walk: Walk) -> dict[str, Fact]:
    """Return product.description_words, specs_count, structured_offer, shipping_cost_stated and the screen's height."""
    sights = products(walk)
    names = (
        "product.description_words",
        "product.describing_words",
        "product.use_stated",
        "product.detail_pictures",
        "product.specs_count",
        "product.structured_offer",
        "product.shipping_cost_stated",
        "product.screen_height_px",
    )
    if not sights:
        return dict.fromkeys(names, unseen(NO_PRODUCT))
    where = seen_at(sights[0], heading(sights[0]))
    specs = [find_specs(sight.snapshot, walk.vocabulary) for sight in sights]
    told = [_paragraphs(walk, sight) for sight in sights]
    best = max(range(len(sights)), key=lambda n: len(specs[n]))
    return {
        "product.description_words": seen(middle([_count(part) for part in told]), where, confidence=0.8),
        "product.describing_words": seen(
            middle([_count(_describing(walk, part)) for part in told]), where, confidence=0.8
        ),
        "product.use_stated": seen(most([_states_use(walk, part) for part in told]), where, confidence=0.6),
        "product.detail_pictures": seen(
            middle([len(_detail_pictures(walk, s)) for s in sights]), where, confidence=0.7
        ),
        "product.specs_count": seen(
            middle([len(found) for found in specs]),
            seen_at(sights[best], specs[best][0] if specs[best] else None),
        ),
        "product.structured_offer": seen(most([has_offer(s.snapshot) for s in sights]), where),
        "product.shipping_cost_stated": seen(
            most([_states_cost(walk, s) for s in sights]), where, confidence=0.85
        ),
        "product.screen_height_px": seen(sights[0].visit.screen_height, where),
    }


def count_words(text: str) -> int:
    """Return the words of a text; two signs of Han or kana count as one."""
    return len(HAN.findall(text)) // 2 + len(HAN.sub(" ", text).split())


def _count(texts: list[str]) -> int:
    return sum(map(count_words, texts))


def _describing(walk: Walk, texts: list[str]) -> list[str]:
    """The paragraphs that are on the product itself, not on how it is sold."""
    selling = (says_shipping, says_returns, says_stock, says_social_proof)
    return [text for text in texts if not any(says(walk.vocabulary, text) for says in selling)]


def _states_use(walk: Walk, texts: list[str]) -> bool:
    return any(walk.vocabulary.has("use_context", text) for text in texts)


def _paragraphs(walk: Walk, sight: Sight) -> list[str]:
    """What describes the product, in closed tabs too; reviews do not count."""
    snapshot = sight.snapshot
    cards = [card.tag for group in find_card_groups(snapshot, walk.vocabulary) for card in group.cards]
    found = []
    for region in own_regions(snapshot):
        for tag in region.find_all(["p", "li", "div"]):
            if tag.find(["p", "li", "div", "form", "table"]) is not None or stands_in(
                tag, [*FRAME, "form", "table"]
            ):
                continue
            if (
                any(p in cards for p in tag.parents)
                or tag.find_parent(class_=re.compile(r"review|comment|cookie|consent", re.I)) is not None
            ):
                continue
            text = squeeze(text_of(tag, hidden=True))
            if count_words(text) >= LEAST_SENTENCE:
                found.append(text)
    return found


def _detail_pictures(walk: Walk, sight: Sight) -> list[Tag]:
    """Large pictures outside gallery and lists: shops tell there what words would."""
    snapshot = sight.snapshot
    cards = {id(card.tag) for group in find_card_groups(snapshot, walk.vocabulary) for card in group.cards}
    main = find_main_image(walk, sight)
    gallery = {id(tag) for tag in find_gallery(sight, main).find_all(True)} if main is not None else set()
    return [
        tag
        for tag in snapshot.select_visible("img")
        if (box := box_of(tag)) is not None
        and min(box.width, box.height) >= LEAST_DETAIL_PX
        and id(tag) not in gallery
        and not stands_in(tag)
        and not any(id(node) in cards for node in tag.parents)
    ]


def has_offer(snapshot: Snapshot) -> bool:
    """Return whether the structured Product carries name, picture, and an offer with price and currency."""
    product = read_structured(snapshot).main_product
    if product is None:
        return False
    offer = offer_of(product)
    nested = offer.get("priceSpecification")
    spec = nested[0] if isinstance(nested, list) and nested else nested if isinstance(nested, dict) else {}
    price = offer.get("price") or offer.get("lowPrice") or spec.get("price")
    currency = offer.get("priceCurrency") or spec.get("priceCurrency")
    return bool(product.get("name") and product.get("image") and price and currency)


def _states_cost(walk: Walk, sight: Sight) -> bool:
    for line in product_lines(walk.vocabulary, sight.snapshot):
        if says_shipping(walk.vocabulary, line) and (
            read_price(line)
            or walk.vocabulary.has("free_shipping", line)
            or walk.vocabulary.has("free", line)
        ):
            return True
    return False
