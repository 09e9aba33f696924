"""A finding for tests of what is done with findings."""

from ux_audit.model import Finding, Text

NOTHING = Text(en="x", zh="无")
SCORES = {"pass": 1.0, "warn": 0.5, "fail": 0.0}


def finding(rule: str, outcome: str, weight: float, **more: object) -> Finding:
    """Return a finding of the cart on a desktop, unless told otherwise."""
    data = {
        "rule": rule,
        "area": "cart",
        "cause": rule,
        "severity": "major",
        "confidence": "high",
        "effort": "theme",
        "device": "desktop",
        "outcome": outcome,
        "score": SCORES.get(outcome),
        "weight": weight,
        "title": NOTHING,
        "saw": NOTHING,
        "wanted": NOTHING,
        "why": NOTHING,
        "fix": NOTHING,
        "fingerprint": rule,
    }
    return Finding.model_validate({**data, **more})
