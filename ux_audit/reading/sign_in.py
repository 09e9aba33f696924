"""The form in which those who have an account sign in."""

from dataclasses import dataclass

from ux_audit.catalog import Vocabulary
from ux_audit.reading.controls import Control, find_controls, submits
from ux_audit.reading.fields import Field, find_fields
from ux_audit.reading.snapshot import Snapshot

USER_KINDS = frozenset(("text", "email", "tel", "combobox"))
WORDS = 0.8
MOST_LEVELS = 8  # a form without a form element: the nearest box that holds user name, password and a button


@dataclass(frozen=True)
class SignIn:
    """The fields for user name and password, and the button that sends them (None: the Enter key does)."""

    user: Field
    password: Field
    submit: Control | None


def find_sign_in(snapshot: Snapshot, vocabulary: Vocabulary) -> SignIn | None:
    """Return the sign-in form in view, or None. A form that opens an account, or asks for two passwords, is none."""
    fields = find_fields(snapshot, vocabulary)
    forms = [
        form
        for field in fields
        if field.kind == "password" and (form := _read(field, fields, snapshot, vocabulary))
    ]
    named = [form for form in forms if form.submit and vocabulary.has("sign_in", form.submit.text, WORDS)]
    return next(iter(named or forms), None)


def _read(password: Field, fields: list[Field], snapshot: Snapshot, vocabulary: Vocabulary) -> SignIn | None:
    if password.autocomplete == "new-password":
        return None
    for level, box in enumerate(password.tag.parents):
        if level > MOST_LEVELS or box.name in ("body", "html"):
            return None
        inside = [field for field in fields if box in field.tag.parents]
        before = [
            f for f in inside[: inside.index(password)] if f.kind in USER_KINDS and f.field_class != "otp"
        ]
        if not before:
            continue
        if sum(field.kind == "password" for field in inside) > 1:
            return None
        buttons = [c for c in find_controls(snapshot) if box in c.tag.parents and c.kind != "link"]
        if not buttons and box.name != "form":
            continue
        submit = _choose(buttons, vocabulary)
        opens = submit is not None and vocabulary.has("create_account", submit.text, WORDS)
        return None if opens else SignIn(before[-1], password, submit)
    return None


def _choose(buttons: list[Control], vocabulary: Vocabulary) -> Control | None:
    def worth(control: Control) -> tuple[bool, bool]:
        return vocabulary.has("sign_in", control.text, WORDS), submits(control.tag)

    best = max(buttons, key=worth, default=None)
    return best if best is not None and any(worth(best)) else None
