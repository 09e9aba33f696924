"""What a checkout page shows: the stage is read from the page, never from what was pressed."""

import re
from dataclasses import dataclass
from functools import cached_property

from bs4 import Tag

from ux_audit.catalog import Vocabulary
from ux_audit.model import Stage
from ux_audit.reading.cart import read_cart
from ux_audit.reading.controls import (
    Control,
    Ranked,
    find_controls,
    load_control_rules,
    rank_controls,
    submits,
)
from ux_audit.reading.fields import Field, find_fields
from ux_audit.reading.payment_options import PaymentOption, find_payment_options
from ux_audit.reading.progress import Progress, find_progress, names_step
from ux_audit.reading.snapshot import Snapshot, attr, is_visible, squeeze, text_of

ADDRESS = frozenset(
    [
        "address1",
        "city",
        "postcode",
        "region",
        "district",
        "country",
        "full_name",
        "family_name",
        "given_name",
        "tel",
        "email",
    ]
)
CONTACT = frozenset(["email", "tel"])
STREET = frozenset(["address1", "city", "postcode"])
LOGIN = frozenset(("password", "email", "username", "login"))
CAPTCHA_FRAMES = re.compile(
    r"recaptcha/api2/bframe|hcaptcha.*challenge|turnstile|geetest|arkoselabs|captcha", re.I
)
ERROR_TOKENS = re.compile(
    r"(^|[ _-])(errors?|invalid|alert-danger|help-block|field-error|errorlist|danger)([ _-]|$)", re.I
)
GOOD_NEWS = re.compile(r"(^|[ _-])(success|successful|ok|info|confirmation)([ _-]|$)", re.I)
PRESSED = ["a", "button", "input", "select"]
CLOCK = re.compile(r"(\d{1,2}\s*[:：]\s*)?\d{1,2}\s*[:：]\s*\d{2}")
MOST_ERRORS = 8
GATE_BOXES = 4  # how far above a control the words for guests may stand
COMMIT_GRADE = 0.5  # even a mention of placing the order is enough to keep hands off


@dataclass(frozen=True)
class CheckoutView:
    """One look at a checkout page."""

    snapshot: Snapshot
    vocabulary: Vocabulary

    @cached_property
    def fields(self) -> list[Field]:
        """The page's own fields: no search, coupon, newsletter or cart fields."""
        return [f for f in find_fields(self.snapshot, self.vocabulary) if f.scope == "main"]

    @cached_property
    def classes(self) -> set[str]:
        """The classes of those fields."""
        return {f.field_class for f in self.fields if f.field_class}

    @cached_property
    def payment_options(self) -> list[PaymentOption]:
        """The payment methods that can be chosen here."""
        return find_payment_options(self.snapshot, self.vocabulary)

    @cached_property
    def has_card_fields(self) -> bool:
        """Whether card data is asked here."""
        return bool(self.classes & {"card_number", "card_cvc", "card_expiry"})

    @cached_property
    def commit_controls(self) -> list[Control]:
        """Controls whose words say that pressing places the order or pays."""
        return [
            c
            for c in find_controls(self.snapshot)
            if c.region != "footer" and says_commit(c, self.vocabulary)
        ]

    @cached_property
    def next_controls(self) -> list[Ranked]:
        """Controls that lead to the next step, best first; committing ones are not among them."""
        commits = {c.ux_id for c in self.commit_controls}
        ranked = rank_controls(self.snapshot, "next_step", self.vocabulary)
        known = [
            r for r in ranked if r.control.ux_id not in commits and r.control.region in ("main", "dialog")
        ]
        return (
            known
            or self._saving_button()
            or self._only_button()
            or self._confirming_button()
            or self._entering_button()
        )

    def _saving_button(self) -> list[Ranked]:
        """What saves an address, or first only who it is, while nothing to pay with is shown yet."""
        if self._asks_payment or not (self.asks_address or self.classes & CONTACT):
            return []
        saving = [c for c in self._asking_buttons() if self.vocabulary.grade("save", c.text) == 1.0]
        if not self.asks_address:
            ordering = [c.tag.find_parent("form") for c in self.commit_controls]
            saving = [c for c in saving if not any(c.tag.find_parent("form") is form for form in ordering)]
        return [Ranked(c, load_control_rules().accept, ("saves what is asked",)) for c in saving[:1]]

    def _asking_buttons(self) -> list[Control]:
        """What sends the forms that ask something."""
        asking = {id(form) for f in self.fields if (form := f.tag.find_parent("form")) is not None}
        return [
            c
            for c in find_controls(self.snapshot)
            if submits(c.tag) and id(c.tag.find_parent("form")) in asking
        ]

    def _entering_button(self) -> list[Ranked]:
        """The one button, whatever it says or shows, of a form that asks no more than an e-mail address.

        A number alone may be asked to send a code to it.
        """
        asked = self.classes & (ADDRESS | LOGIN)
        if self._asks_payment or self.commit_controls or "email" not in asked or asked - CONTACT:
            return []
        buttons = self._asking_buttons()
        passwords = self.snapshot.select_visible("input[type=password]")
        if len(buttons) != 1 or passwords or says_commit(buttons[0], self.vocabulary):
            return []
        if self.is_code_gate or self.vocabulary.has("send_code", buttons[0].text):
            return []
        return [Ranked(buttons[0], load_control_rules().accept, ("sends who it is",))]

    def _only_button(self) -> list[Ranked]:
        """The one button of the form that asks, where the page tells that more steps follow.

        It may say what it likes where the page counts; bars and folded panels do not tell surely that theirs is not
        the last step, so the button must name the next one.
        """
        progress = self.progress
        if progress is None or progress.is_last or self._may_pay:
            return []
        buttons = self._asking_buttons()
        if len(buttons) != 1 or says_commit(buttons[0], self.vocabulary):
            return []
        if not progress.counted and not names_step(buttons[0].text, self.vocabulary):
            return []
        return [Ranked(buttons[0], load_control_rules().accept, ("the only button of the form",))]

    def _confirming_button(self) -> list[Ranked]:
        """What just says "confirm" where it is asked where or how to deliver, and the page tells that paying is to come."""
        delivers = bool(self.classes & ADDRESS) or "delivery_method" in self.classes
        if not delivers or self._may_pay or self.progress is None or not self.progress.pays_later:
            return []
        confirming = [
            c
            for c in find_controls(self.snapshot)
            if c.region in ("main", "dialog") and self.vocabulary.grade("confirm_step", c.text) == 1.0
        ]
        accept = load_control_rules().accept
        return [Ranked(c, accept, ("confirms the delivery",)) for c in confirming if len(confirming) == 1]

    @cached_property
    def progress(self) -> Progress | None:
        """The marks by which the page shows how far one has come."""
        return find_progress(self.snapshot, self.vocabulary)

    @property
    def is_entrance(self) -> bool:
        """Whether no part of an address and no payment is asked for."""
        asks = self.classes & ADDRESS or self.payment_options or self.has_card_fields
        return not (asks or self.shows_payment)

    @cached_property
    def review_controls(self) -> list[Control]:
        """Controls that say they lead to a last look at the order."""
        return [
            c for c in find_controls(self.snapshot) if self.vocabulary.grade("review_only", c.text) >= 0.8
        ]

    @cached_property
    def guest_controls(self) -> list[Ranked]:
        """Controls that offer to buy without an account, best first."""
        return rank_controls(self.snapshot, "guest", self.vocabulary) or self._ways_past_the_gate()

    def _ways_past_the_gate(self) -> list[Ranked]:
        """Beside the forms for an account: what says checkout in a box whose words speak of buying without one."""
        passwords = self.snapshot.select("input[type=password]")
        if not passwords or self.asks_address or self.payment_options or self.has_card_fields:
            return []
        ways = rank_controls(self.snapshot, "checkout", self.vocabulary)
        return [way for way in ways if self._stands_with_guest_words(way.control.tag, passwords)]

    def _stands_with_guest_words(self, tag: Tag, passwords: list[Tag]) -> bool:
        for box in list(tag.parents)[:GATE_BOXES]:
            if any(box in field.parents for field in passwords):
                return False
            if self.vocabulary.has("guest", text_of(box)):
                return True
        return False

    @cached_property
    def guest_choice(self) -> Field | None:
        """A radio group in which buying as a guest is one of the choices."""
        for field in self.fields:
            if field.kind == "radio" and any(self.vocabulary.has("guest", o.text) for o in field.options):
                return field
        return None

    @cached_property
    def asks_address(self) -> bool:
        """Whether an address is asked on this page."""
        return len(self.classes & STREET) >= 2

    @cached_property
    def is_account_gate(self) -> bool:
        """Whether signing in or registering is all that this page offers."""
        passwords = [f for f in find_fields(self.snapshot, self.vocabulary) if f.kind == "password"]
        if not passwords or self.asks_address or self.payment_options:
            return False
        if self.guest_choice is not None or self.guest_controls:
            return False
        # A password that may stay empty, or that of returning customers beside a form for all, forces nobody.
        own = [f for f in passwords if f.scope == "main"]
        return not (self.classes & ADDRESS and all(_may_stay_empty(f, self.vocabulary) for f in own))

    @cached_property
    def is_code_gate(self) -> bool:
        """Whether a code that the shop sends to a phone or mailbox is asked before anything else."""
        if self.asks_address or self.payment_options or self.guest_choice is not None or self.guest_controls:
            return False
        asked = [f for f in self.fields if f.field_class == "otp"]
        if not asked or not self.classes & {"tel", "email"}:
            return False
        # The letters of a picture are asked in the same words: sent is what says so.
        sent = any(self.vocabulary.has("send_code", c.text, 0.8) for c in find_controls(self.snapshot))
        return sent or any(f.autocomplete == "one-time-code" for f in asked)

    @cached_property
    def _may_pay(self) -> bool:
        """Whether a payment is asked, or an ordering button stands where no address is; the ways on are not looked at."""
        return self._asks_payment or (bool(self.commit_controls) and not self.asks_address)

    @property
    def _asks_payment(self) -> bool:
        return bool(self.payment_options) or self.has_card_fields

    @cached_property
    def shows_payment(self) -> bool:
        """Whether this is the payment view: a payment choice, card fields, or the ordering button as the only way on.

        So is the step that the shop itself marks as that of paying, where none of its buttons surely leads on.
        """
        if self._asks_payment or (self._may_pay and not self.next_controls):
            return True
        marked = self.progress is not None and self.progress.pays_here
        return marked and not self.asks_address and bool(self._asking_buttons()) and not self.next_controls

    @cached_property
    def has_cart(self) -> bool:
        """Whether cart lines with quantity or removal stand here."""
        cart = read_cart(self.snapshot, self.vocabulary)
        return bool(cart.lines) and any(line.quantity_field_id or line.remove_id for line in cart.lines)

    @property
    def stage(self) -> Stage:
        """The stage this page stands for."""
        if self.asks_address:
            return "address"
        if self.shows_payment:
            return "payment"
        if self.is_account_gate or self.is_code_gate or self.guest_controls or self.guest_choice:
            return "entry"
        if self.classes & {"delivery_method"}:
            return "delivery"
        return "address" if self.classes & ADDRESS else "delivery"

    @cached_property
    def captcha(self) -> str | None:
        """The address or words of a human check in view, or None."""
        for frame in self.snapshot.soup.find_all(["ux-frame", "ux-opaque-frame"]):
            source = str(frame.get("src", ""))
            if is_visible(frame) and CAPTCHA_FRAMES.search(source):
                return source.split("?")[0]
        return None

    @cached_property
    def errors(self) -> tuple[str, ...]:
        """Error messages in view."""
        found: list[str] = []
        for tag in self.snapshot.select(
            "[role=alert], [aria-live=assertive], [class*=error], [class*=invalid], .help-block, .errorlist, [class*=danger]"
        ):
            text = squeeze(text_of(tag))
            tokens = f"{attr(tag, 'class')} {attr(tag, 'role')}"
            if (
                is_visible(tag)
                and 2 < len(text) < 200
                and any(letter.isalpha() for letter in text)
                and (ERROR_TOKENS.search(tokens) or (tag.get("role") and not GOOD_NEWS.search(tokens)))
                and text not in found
                # A red button warns of what it does; nothing has gone wrong yet.
                and tag.name not in PRESSED
                and tag.find_parent(PRESSED) is None
            ):
                found.append(text)
        return tuple(found[:MOST_ERRORS])

    @cached_property
    def signature(self) -> str:
        """What makes this view itself: address, headings, fields and step marks; values do not count.

        Nor does a running clock, as carts have that keep the goods for a while.
        """
        heads = "|".join(text_of(tag) for tag in self.snapshot.select_visible("h1, h2, h3, legend")[:12])
        heads = CLOCK.sub("", heads)
        keys = "|".join(sorted({f"{f.kind}:{f.name or f.label}" for f in self.fields}))
        current = "|".join(
            text_of(tag) for tag in self.snapshot.select_visible("[aria-current], .active, .current")[:6]
        )
        return f"{self.snapshot.url.split('?')[0]} {heads} {keys} {current}"


def _may_stay_empty(field: Field, vocabulary: Vocabulary) -> bool:
    return field.optional_marked or (not field.required and vocabulary.has("create_account", field.label))


def says_commit(control: Control, vocabulary: Vocabulary) -> bool:
    """Return whether a control's words speak of placing the order or paying now."""
    return control.kind != "link" and any(
        vocabulary.grade(key, control.text) >= COMMIT_GRADE for key in ("place_order", "pay_now")
    )
