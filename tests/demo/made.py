"""Shops made in other ways: language, traits, and how a walk through them ends."""

MADE: list[tuple[str, str, str]] = [
    ("de", "options-buttons add-drawer cart-stepper guest-gate in-place two-names must-agree consent-bar late-newsletter", "payment-seen"),
    ("zh", "options-swatches add-dialog cart-select guest-radio accordion late-regions consent-wall scrolled-newsletter", "payment-seen"),
    ("ja", "options-dependent add-jump cart-at-once email-first other-host strict-phone delivery-date sticky-bars country-gate consent-frame", "payment-seen"),
    ("fr", "half-sold-out options-text one-page postcode-finds-city cart-drawer", "payment-seen"),
    ("pl", "price-on-request add-in-list chat-bubble age-gate consent-shadow", "payment-seen"),
    ("ko", "spa-hash icon-controls", "payment-seen"),
    ("nl", "components lists-of-names", "payment-seen"),
    ("es", "spa-history lists-of-text", "payment-seen"),
    ("it", "script-links steps-confirmed", "payment-seen"),
    ("pt", "price-for-members options-select add-link code-by-phone", "code-required"),
]  # fmt: skip


# Traits of shops for people with an account; tests/test_members.py walks them.
MEMBERS = {"members-shop", "members-cart", "members-told"}
