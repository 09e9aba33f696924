"""Reviews and ratings of the product."""

import re

from bs4 import Tag

from ux_audit.catalog import Vocabulary
from ux_audit.facts.subjects import NO_PRODUCT, heading, products
from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Evidence, Fact
from ux_audit.reading.cards import find_card_groups
from ux_audit.reading.snapshot import Snapshot, attr, box_of, is_visible, lines_of, stands_in, text_of
from ux_audit.reading.structured import read_structured

NAMES = (
    "product.reviews_visible",
    "product.reviews_place",
    "product.reviews_count",
    "product.rating_visible",
    "product.reviews_histogram",
)
REVIEW_TOKENS = re.compile(r"(^|[ _-])(reviews?|comments?|testimonial|rezension|avis)([ _-]|$)", re.I)
RATING_TOKENS = re.compile(
    r"(^|[ _-])(rating|ratings|stars?|star-rating|rateit|stamped-badge|jdgm|yotpo)([ _-]|$)", re.I
)
SCORE = re.compile(
    r"(?<![\d.,])([0-5](?:[.,]\d{1,2})?)\s*(?:/|out of|of|von|sur|de|su|van|z|／)\s*5(?!\d)|[★⭐]{1,5}|★",
    re.I,
)
STAR_WORDS = re.compile(r"\b(one|two|three|four|five)\b|\b[1-5]([._-]?[05])?\b", re.I)
LEAST_WORDS = 4
LONGEST_COUNT_LINE = 60


def observe_reviews(walk: Walk) -> dict[str, Fact]:
    """Return the reviews' facts: they hold when one sampled product shows them; the count is the first product's."""
    sights = products(walk)
    if not sights:
        return dict.fromkeys(NAMES, unseen(NO_PRODUCT))
    best = max(sights, key=lambda sight: count_reviews(walk.vocabulary, sight.snapshot))
    counts = [count_reviews(walk.vocabulary, sight.snapshot) for sight in sights]
    items = [find_review_items(walk.vocabulary, sight.snapshot) for sight in sights]
    place = next(
        (p for sight in sights if (p := find_review_place(walk.vocabulary, sight.snapshot)) is not None), None
    )
    rated = [(sight, tag) for sight in sights if (tag := find_rating(walk.vocabulary, sight)) is not None]
    shown = next((found[0] for found in items if found), None)
    where: tuple[Evidence, ...] = (seen_at(best, shown or place),)
    return {
        "product.reviews_visible": seen(any(items), *where),
        "product.reviews_place": seen(place is not None or any(items), *where),
        "product.reviews_count": seen(max(counts[0], len(items[0])), seen_at(sights[0])),
        "product.rating_visible": seen(bool(rated), seen_at(*rated[0]) if rated else seen_at(best)),
        "product.reviews_histogram": seen(
            any(has_histogram(sight.snapshot) for sight in sights), *where, confidence=0.8
        ),
    }


def count_reviews(vocabulary: Vocabulary, snapshot: Snapshot) -> int:
    """Return the number of reviews printed or given in structured data for the main product."""
    for line in lines_of(snapshot.body):
        if (
            len(line) <= LONGEST_COUNT_LINE
            and vocabulary.has("reviews", line)
            and (hit := re.search(r"(?<![\d.,])\d{1,6}(?![.,]?\d)", line))
        ) and not vocabulary.has("no_reviews_yet", line):
            return int(hit.group(0))
    product = read_structured(snapshot).main_product or {}
    rating = product.get("aggregateRating")
    if isinstance(rating, dict):
        raw = str(rating.get("reviewCount") or rating.get("ratingCount") or "")
        return int(raw) if raw.isdigit() else 0
    return 0


def find_review_items(vocabulary: Vocabulary, snapshot: Snapshot) -> list[Tag]:
    """Return single customer reviews that can be read, also in a tab of the page."""
    marked = [
        t
        for t in snapshot.select('[itemprop="review"], [itemtype$="/Review"]')
        if len(text_of(t, hidden=True).split()) >= LEAST_WORDS
    ]
    if marked:
        return marked
    found: list[Tag] = []
    for tag in snapshot.body.find_all(["li", "article", "div", "section", "blockquote"]):
        marks = f"{attr(tag, 'class')} {attr(tag, 'id')}"
        if (
            not REVIEW_TOKENS.search(marks)
            or tag.find(["form", "textarea", "input"]) is not None
            or any(p in found for p in tag.parents)
        ):
            continue
        text = text_of(tag, hidden=True)
        if len(_words(text)) < LEAST_WORDS or vocabulary.has("no_reviews_yet", text) or len(text) > 3000:
            continue
        if _looks_like_review(tag, text) and not any(
            REVIEW_TOKENS.search(attr(c, "class")) and _looks_like_review(c, text_of(c, hidden=True))
            for c in tag.find_all(["li", "article", "div"])
        ):
            found.append(tag)
    return found or _items_under_heading(vocabulary, snapshot)


def _items_under_heading(vocabulary: Vocabulary, snapshot: Snapshot) -> list[Tag]:
    for head in snapshot.body.find_all(["h2", "h3", "h4"]):
        title = text_of(head, hidden=True)
        if len(title) > 50 or not vocabulary.has("reviews", title):
            continue
        holder = head.parent
        if holder is None:
            continue
        blocks = [
            t
            for t in holder.find_all(["article", "li", "blockquote", "div"])
            if _looks_like_review(t, text_of(t, hidden=True))
        ]
        inner = [t for t in blocks if not any(t in other.parents for other in blocks)]
        if inner:
            return inner
    return []


def _looks_like_review(tag: Tag, text: str) -> bool:
    stars = tag.find(class_=RATING_TOKENS) is not None or SCORE.search(text) is not None
    dated = (
        tag.find("time") is not None
        or re.search(r"\b(19|20)\d{2}\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}", text) is not None
    )
    return 6 <= len(_words(text)) <= 600 and (stars or dated) and tag.find(["form", "textarea"]) is None


def _words(text: str) -> list[str]:
    han = re.findall(r"[\u3040-\u9fff\uac00-\ud7af]{2}", text)
    return text.split() + han


def find_review_place(vocabulary: Vocabulary, snapshot: Snapshot) -> Tag | None:
    """Return the page's place for reviews: a heading, tab or a control to write one."""
    for tag in snapshot.select_visible("h2, h3, h4, h5, summary, button, a, [role=tab], legend, strong"):
        if stands_in(tag):
            continue
        text = text_of(tag)
        if 2 <= len(text) <= 50 and (
            vocabulary.grade("reviews", text) >= 0.5 or vocabulary.grade("write_review", text) >= 0.8
        ):
            return tag
    return None


def find_rating(vocabulary: Vocabulary, sight: Sight) -> Tag | None:
    """Return the product's own score or filled stars; empty stars without a review are none."""
    snapshot = sight.snapshot
    title = heading(sight)
    top = box_of(title) if title is not None else None
    cards = [card.tag for group in find_card_groups(snapshot, vocabulary) for card in group.cards]
    nobody = (
        count_reviews(vocabulary, snapshot) == 0
        and vocabulary.find("no_reviews_yet", snapshot.text) is not None
    )
    tags: list[Tag] = snapshot.body.find_all(True)
    for tag in tags:
        if not is_visible(tag) or any(p in cards for p in (tag, *tag.parents)) or stands_in(tag):
            continue
        box = box_of(tag)
        if box is None or (top is not None and box.y < top.y - 400):
            continue
        text = text_of(tag)
        label = f"{attr(tag, 'aria-label')} {attr(tag, 'title')} {text if len(text) < 60 else ''}"
        if (
            len(text) < 60
            and vocabulary.has("rating", text)
            and re.search(r"(?<!\d)[1-5]([.,]\d)?(?!\d)", text)
            and tag.find("input") is None
        ):
            return tag
        if RATING_TOKENS.search(attr(tag, "class")) and not nobody and _is_filled(tag, label):
            return tag
        if len(text) < 40 and SCORE.search(label) and not nobody and tag.find(["input"]) is None:
            return tag
    return None


def _is_filled(tag: Tag, label: str) -> bool:
    if SCORE.search(label):
        return True
    rest = RATING_TOKENS.sub(" ", attr(tag, "class"))
    if STAR_WORDS.search(rest):
        return True
    return any(
        re.search(r"fill|full|active|checked|solid", attr(t, "class"), re.I)
        and not re.search(r"unfill|empty", attr(t, "class"), re.I)
        for t in tag.find_all(True)
    )


def has_histogram(snapshot: Snapshot) -> bool:
    """Return whether the spread of scores is shown: rows for five, four, three, two and one star."""
    for tag in snapshot.select("ul, ol, table, dl, div"):
        if not is_visible(tag):
            continue
        rows = [text_of(child) for child in tag.find_all(True, recursive=False)]
        starts = [hit.group(0) for row in rows if len(row) < 60 and (hit := re.match(r"[1-5]", row))]
        if starts[:5] == ["5", "4", "3", "2", "1"]:
            return True
    return False
