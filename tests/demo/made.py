"""Shops made in other ways: language, traits, and how a walk through them ends."""

from typing import Literal

Language = Literal["en", "zh"]
MADE: list[tuple[Language, str, str]] = [
    ("en", "options-buttons add-drawer cart-stepper guest-gate in-place two-names must-agree consent-bar late-newsletter", "payment-seen"),
    ("zh", "options-swatches add-dialog cart-select guest-radio accordion late-regions consent-wall scrolled-newsletter", "payment-seen"),
    ("en", "options-dependent add-jump cart-at-once email-first other-host strict-phone delivery-date sticky-bars country-gate consent-frame", "payment-seen"),
    ("en", "half-sold-out options-text one-page postcode-finds-city cart-drawer", "payment-seen"),
    ("en", "price-on-request add-in-list chat-bubble age-gate consent-shadow", "payment-seen"),
    ("zh", "spa-hash icon-controls", "payment-seen"),
    ("en", "components", "payment-seen"),
    ("en", "spa-history", "payment-seen"),
    ("zh", "script-links", "payment-seen"),
    ("zh", "price-for-members options-select add-link code-by-phone", "code-required"),
]  # fmt: skip


# Traits of shops for people with an account; tests/test_members.py walks them.
MEMBERS = {"members-shop", "members-cart", "members-told"}
