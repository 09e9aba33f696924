"""The pages of a shopper who buys: cart, the checkout's steps, and the order that is only counted."""

import re

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ux_audit.demo.pages import ShopPages, language_of

STEPS = ("address", "delivery", "payment")
MANY_STEPS = ("contact", "name", "place", "phone", "delivery", "extras", "payment")
FIELDS = {
    "contact": ("email",),
    "name": ("full_name",),
    "place": ("street", "city", "postcode"),
    "phone": ("phone",),
    "extras": ("note",),
}
CHINESE_PLACE = ("region", "city", "street")
MORE_FIELDS = ("company", "street2", "county", "landline", "floor_no", "heard")
OPTIONAL = frozenset(("phone", "note", *MORE_FIELDS))
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)


class Buying:
    """Answers the addresses of cart and checkout."""

    def __init__(self, pages: ShopPages) -> None:
        self.pages = pages

    def _go(self, request: Request, path: str) -> Response:
        prefix = "/zh" if language_of(request) == "zh" else ""
        return self.pages.keep(request, RedirectResponse(f"{prefix}{path}", 303))

    async def cart(self, request: Request) -> Response:
        """Show the cart."""
        return self.pages.render(request, "cart")

    async def add(self, request: Request) -> Response:
        """Put a product into the cart and go back to it."""
        form = await request.form()
        slug, colour = str(form.get("product", "")), str(form.get("colour", ""))
        product = self.pages.catalogue.product(slug)
        if product is None:
            return self._go(request, "/")
        if not self.pages.flaw("dead-add") and product.stock.get(colour):
            cart = self.pages.session(request).cart
            cart[slug, colour] = cart.get((slug, colour), 0) + _pieces(form)
        return self._go(request, f"/product/{slug}?added=1")

    async def change(self, request: Request) -> Response:
        """Change a line's pieces, or take it out."""
        form = await request.form()
        cart = self.pages.session(request).cart
        key = str(form.get("product", "")), str(form.get("colour", ""))
        if "remove" in form or _pieces(form, least=0) == 0:
            cart.pop(key, None)
        elif key in cart:
            cart[key] = _pieces(form)
        return self._go(request, "/cart")

    @property
    def steps(self) -> tuple[str, ...]:
        """The names of the checkout's steps in order."""
        return MANY_STEPS if self.pages.flaw("many-steps") else STEPS

    def fields_of(self, step: str, language: str) -> tuple[str, ...]:
        """Return the names of the fields of a step."""
        place = CHINESE_PLACE if language == "zh" else FIELDS["place"]
        if self.pages.flaw("many-fields"):
            place = (*place, *MORE_FIELDS)
        if step == "address":
            return (*FIELDS["contact"], *FIELDS["name"], *place, *FIELDS["phone"])
        return place if step == "place" else FIELDS.get(step, ())

    async def checkout(self, request: Request) -> Response:
        """Show a step of the checkout, or take what was filled in and go on."""
        if self.pages.flaw("forced-account"):
            return self.pages.render(request, "sign_in")
        session = self.pages.session(request)
        if not session.cart:
            return self._go(request, "/cart")
        number = min(max(1, int(request.path_params.get("step", 1))), len(self.steps))
        step = self.steps[number - 1]
        fields = self.fields_of(step, language_of(request))
        errors: dict[str, str] = {}
        if request.method == "POST":
            form = await request.form()
            session.told.update({key: str(value) for key, value in form.items()})
            errors = _find_errors(form, fields)
            if not errors:
                return self._go(request, f"/checkout/{number + 1}")
        return self.pages.render(
            request, "checkout", step=step, number=number, steps=self.steps, fields=fields, optional=OPTIONAL,
            errors=errors, told=session.told,
        )  # fmt: skip

    async def place(self, request: Request) -> Response:
        """Count the order. Nothing else happens, and no audit may come here."""
        self.pages.state.orders += 1
        return self.pages.render(request, "thanks", number=10_000 + self.pages.state.orders)


def _pieces(form: FormData, least: int = 1) -> int:
    text = str(form.get("quantity") or 1)
    return max(least, int(text)) if text.isdigit() else 1


def _find_errors(form: FormData, fields: tuple[str, ...]) -> dict[str, str]:
    errors = {
        name: "field_missing"
        for name in fields
        if name not in OPTIONAL and not str(form.get(name, "")).strip()
    }
    if "email" in fields and "email" not in errors and not EMAIL.fullmatch(str(form["email"]).strip()):
        errors["email"] = "email_wrong"
    return errors
