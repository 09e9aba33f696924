"""Which fields a shop refuses, by its marks and messages."""

from dataclasses import dataclass

from bs4 import Tag

from ux_audit.catalog import normalise
from ux_audit.reading.checkout_view import ERROR_TOKENS, CheckoutView
from ux_audit.reading.fields import Field
from ux_audit.reading.snapshot import attr, is_visible, squeeze, text_of

LEAST_LABEL = 3
LONGEST_MESSAGE = 200
MOST_LEVELS = 5


@dataclass(frozen=True)
class RefusedField:
    """A field that the shop refused, and what it said about it ("" when it only marked it)."""

    field: Field
    message: str


def find_refused(view: CheckoutView) -> list[RefusedField]:
    """Return the fields that are refused, in document order. To be asked after a step was: before, empty fields count.

    A field is refused when it says so itself (`aria-invalid`, the browser's own check, its class), when an error stands
    in the box that holds it alone, or when a message names its label.
    """
    refused = []
    for field in view.fields:
        message = _own_message(field, view.fields) or _named_in(field, view.errors)
        if message or _is_marked(field.tag):
            refused.append(RefusedField(field, message))
    return refused


def _is_marked(tag: Tag) -> bool:
    if attr(tag, "aria-invalid") == "true" or attr(tag, "data-ux-invalid"):
        return True
    return ERROR_TOKENS.search(attr(tag, "class")) is not None


def _own_message(field: Field, fields: list[Field]) -> str:
    others = [other.tag for other in fields if other is not field]
    for level, box in enumerate(field.tag.parents):
        if level >= MOST_LEVELS or any(box in other.parents for other in others):
            break
        for tag in box.find_all(True):
            text = squeeze(text_of(tag))
            if (
                text
                and len(text) < LONGEST_MESSAGE
                and ERROR_TOKENS.search(attr(tag, "class"))
                and is_visible(tag)
            ):
                return text
    return ""


def _named_in(field: Field, errors: tuple[str, ...]) -> str:
    label = normalise(field.label)
    if len(label) < LEAST_LABEL and label.isascii():
        return ""
    return next((error for error in errors if label and label in normalise(error)), "")
