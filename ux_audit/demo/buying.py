"""The pages of a shopper who buys: cart, the checkout's steps, and the order that is only counted."""

import asyncio

from starlette.datastructures import FormData, QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from ux_audit.demo.checkout_form import CheckoutForm
from ux_audit.demo.pages import ShopPages, language_of
from ux_audit.demo.state import MEMBER

THIS_HOST, OTHER_HOST = "127.0.0.1", "localhost"
GATES = ("guest-gate", "guest-radio", "email-first", "code-by-phone")
LOOKING_UP_S = 0.4


class Buying:
    """Answers the addresses of cart and checkout."""

    def __init__(self, pages: ShopPages) -> None:
        self.pages = pages
        self.form = CheckoutForm(pages)

    def _go(self, request: Request, path: str) -> Response:
        return self.pages.keep(request, RedirectResponse(language_of(request).prefix + path, 303))

    async def cart(self, request: Request) -> Response:
        """Show the cart."""
        if self.pages.trait("cart-drawer"):
            return self._go(request, "/")
        return self.pages.render(request, "cart")

    async def add(self, request: Request) -> Response:
        """Put a product into the cart and go back to it."""
        if self.pages.trait("members-cart") and not self.pages.session(request).member:
            return self._go(request, "/sign-in")
        form = await _read_form(request)
        slug, colour = str(form.get("product", "")), str(form.get("colour", ""))
        product = self.pages.catalogue(request).product(slug)
        if product is None:
            return self._go(request, "/")
        told = self.pages.trait("members-told") and not self.pages.session(request).member
        if told or any(not form.get(name) for name in self.asked_of_product):
            return self._go(request, f"/product/{slug}?missing=1")
        if not self.pages.flaw("dead-add") and product.stock.get(colour):
            cart = self.pages.session(request).cart
            cart[slug, colour] = cart.get((slug, colour), 0) + _pieces(form)
        if self.pages.trait("add-jump"):
            return self._go(request, "/cart")
        return self._go(request, f"/product/{slug}?added=1")

    @property
    def asked_of_product(self) -> tuple[str, ...]:
        """The names that an order of a product must fill."""
        size = ("size",) if self.pages.trait("options-dependent") else ()
        return ("colour", *size, *(("engraving",) if self.pages.trait("options-text") else ()))

    async def mini(self, request: Request) -> Response:
        """Show the cart as what slides in."""
        return self.pages.render(request, "mini")

    async def change(self, request: Request) -> Response:
        """Change a line's pieces, or take it out."""
        form = await _read_form(request)
        cart = self.pages.session(request).cart
        for name in [name for name in form if name.startswith("pieces:")]:
            _, slug, colour = name.split(":")
            cart[slug, colour] = int(str(form[name]) or 0)
        for empty in [key for key, count in cart.items() if count < 1]:
            del cart[empty]
        key = str(form.get("product", "")), str(form.get("colour", ""))
        if "remove" in form or _pieces(form, least=0) == 0:
            cart.pop(key, None)
        elif key in cart and "quantity" in form:
            cart[key] = _pieces(form)
        return self._go(request, "/cart")

    async def checkout(self, request: Request) -> Response:
        """Show a step of the checkout, or take what was filled in and go on."""
        pages = self.pages
        if pages.flaw("forced-account") and not pages.session(request).member:
            return pages.render(request, "sign_in")
        if pages.trait("other-host") and request.url.hostname != OTHER_HOST:
            key = pages.key_of(request)
            return RedirectResponse(
                f"http://{OTHER_HOST}:{request.url.port}{request.url.path}?from={key}", 303
            )
        session = pages.session(request)
        if not session.cart:
            return self._go(request, "/cart")
        gated = pages.flaw("hidden-guest") or any(pages.trait(name) for name in GATES)
        if gated and not session.admitted:
            return pages.render(request, "entry", told=session.told)
        number = min(max(1, int(request.path_params.get("step", 1))), len(self.form.steps))
        fields = self.form.fields_of(number, language_of(request))
        errors: dict[str, str] = {}
        if request.method == "POST":
            form = await request.form()
            session.told.update({key: str(value) for key, value in form.items()})
            errors = self.form.find_errors(form, number, fields, language_of(request))
            if not errors:
                return self._go(request, f"/checkout/{number + 1}")
        answer = pages.render(
            request, "checkout", step=self.form.steps[number - 1], number=number, steps=self.form.steps,
            fields=fields, optional=self.form.optional, errors=errors, told=session.told,
            card_frame=self._card_frame(request),
        )  # fmt: skip
        if not pages.flaw("no-script-policy"):
            answer.headers["content-security-policy"] = "script-src 'self'"
        return answer

    def _card_frame(self, request: Request) -> str:
        """Where the card is typed: on a host of its own, as payment providers have it."""
        host = THIS_HOST if request.url.hostname == OTHER_HOST else OTHER_HOST
        return f"http://{host}:{request.url.port}{language_of(request).prefix}/card-fields"

    async def card_fields(self, request: Request) -> Response:
        """Show the fields for a card, as a payment provider does in a frame."""
        return self.pages.render(request, "card_fields")

    async def tell_streets(self, request: Request) -> Response:
        """Return streets that begin as what was typed does, as JSON."""
        typed = request.query_params.get("q", "").strip()
        return JSONResponse([f"{typed} {number}" for number in (1, 2, 3)] if typed else [])

    async def admit(self, request: Request) -> Response:
        """Let a guest in, or answer what was chosen or given before."""
        form = await _read_form(request)
        session = self.pages.session(request)
        way = str(form.get("way", "" if self.pages.trait("email-first") else "guest"))
        if email := str(form.get("email", "")):
            session.told["email"] = email
        session.admitted = way == "guest"
        return self._go(request, "/checkout" if way in ("", "guest") else "/sign-in")

    async def sign_in(self, request: Request) -> Response:
        """Show the form of those who have an account, and let the one in who has it."""
        session = self.pages.session(request)
        form = await _read_form(request)
        if (form.get("email"), form.get("password")) == MEMBER:
            session.member = session.admitted = True
            return self._go(request, "/cart" if session.cart else "/")
        return self.pages.render(request, "sign_in")

    async def send_code(self, request: Request) -> Response:
        """Count a message to a phone. Nothing else happens, and no audit may come here."""
        self.pages.state.messages += 1
        return self._go(request, "/checkout")

    async def tell_places(self, request: Request) -> Response:
        """Return what follows a country, a region or a postcode, after a moment, as JSON."""
        await asyncio.sleep(LOOKING_UP_S)
        address, query = language_of(request).address, request.query_params
        if "postcode" in query:
            return JSONResponse([address.town] if query["postcode"].strip() else [])
        country = next((one for one in address.countries if one.code == query.get("country")), None)
        regions = country.regions if country else {}
        return JSONResponse(regions.get(query["region"], []) if "region" in query else list(regions))

    async def place(self, request: Request) -> Response:
        """Count the order. Nothing else happens, and no audit may come here."""
        self.pages.state.orders += 1
        return self.pages.render(request, "thanks", number=10_000 + self.pages.state.orders)


def _pieces(form: FormData | QueryParams, least: int = 1) -> int:
    text = str(form.get("quantity") or 1)
    return max(least, int(text)) if text.isdigit() else 1


async def _read_form(request: Request) -> FormData | QueryParams:
    return await request.form() if request.method == "POST" else request.query_params
