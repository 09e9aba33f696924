"""What the checkout asks, step by step, and what it objects to."""

import re

from starlette.datastructures import FormData

from ux_audit.demo.languages import Language
from ux_audit.demo.pages import ShopPages

STEPS = ("address", "delivery", "payment")
MANY_STEPS = ("contact", "name", "place", "phone", "delivery", "extras", "payment")
FIELDS = {
    "contact": ("email",),
    "name": ("full_name",),
    "phone": ("phone",),
    "extras": ("note",),
}
MORE_FIELDS = ("company", "street2", "county", "landline", "floor_no", "heard")
OPTIONAL = frozenset(("phone", "note", *MORE_FIELDS))
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)


class CheckoutForm:
    """The steps and fields of the checkout, as flaws and traits make them."""

    def __init__(self, pages: ShopPages) -> None:
        self.pages = pages

    @property
    def steps(self) -> tuple[str, ...]:
        """The names of the checkout's steps in order."""
        return MANY_STEPS if self.pages.flaw("many-steps") else STEPS

    @property
    def optional(self) -> frozenset[str]:
        """The names of the fields that may stay empty."""
        return OPTIONAL - {"phone"} if self.pages.trait("strict-phone") else OPTIONAL

    def fields_of(self, number: int, language: Language) -> tuple[str, ...]:
        """Return the names of the fields of a step, counted from 1."""
        step, address = self.steps[number - 1], language.address
        place = address.place
        if self.pages.trait("late-regions"):
            place = address.listed
        if self.pages.trait("postcode-finds-city"):
            place = address.found
        if self.pages.flaw("many-fields"):
            place = tuple(dict.fromkeys((*place, *MORE_FIELDS)))
        names = ("country", *address.names) if self.pages.trait("two-names") else FIELDS["name"]
        if step == "address":
            return (*FIELDS["contact"], *names, *place, *FIELDS["phone"])
        return place if step == "place" else names if step == "name" else FIELDS.get(step, ())

    def find_errors(
        self, form: FormData, number: int, fields: tuple[str, ...], language: Language
    ) -> dict[str, str]:
        """Return the fields of a step that are wrong, each with the key of its message."""
        errors = {
            name: "field_missing"
            for name in fields
            if name not in self.optional and not str(form.get(name, "")).strip()
        }
        if "email" in fields and "email" not in errors and not EMAIL.fullmatch(str(form["email"]).strip()):
            errors["email"] = "email_wrong"
        trait, step = self.pages.trait, self.steps[number - 1]
        if trait("strict-phone") and "phone" in fields and "phone" not in errors:
            phone = str(form["phone"]).strip()
            if not re.fullmatch(language.address.phone, phone):
                errors["phone"] = "phone_wrong"
        if trait("must-agree") and fields and not form.get("agree"):
            errors["agree"] = "agree_missing"
        if trait("delivery-date") and step == "delivery" and not (form.get("delivery") and form.get("day")):
            errors["delivery"] = "delivery_missing"
        return errors
