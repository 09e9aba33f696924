"""The pages of a shopper who looks: home, categories, products, search, service."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ux_audit.demo.catalogue import Product
from ux_audit.demo.pages import ShopPages, language_of
from ux_audit.demo.searching import Searching, find_help, find_products

ON_A_PAGE = 24
SUGGESTED = 6
SORTS = {"cheapest": lambda p: p.price, "dearest": lambda p: -p.price}


class Browsing:
    """Answers the addresses of browsing."""

    def __init__(self, pages: ShopPages) -> None:
        self.pages = pages

    async def home(self, request: Request) -> Response:
        """Show what is sold."""
        best = sorted(self.pages.catalogue(request).products, key=lambda p: -p.sold)[:8]
        return self.pages.render(request, "home", shown=best)

    async def category(self, request: Request) -> Response:
        """Show a category's products, filtered and sorted."""
        catalogue = self.pages.catalogue(request)
        found = catalogue.category(request.path_params["slug"])
        if found is None:
            return self.pages.render(request, "missing", 404)
        if self.pages.flaw("server-errors") and not found.children:
            return self.pages.render(request, "missing", 500)
        slugs = {category.slug for category in found.below()}
        own = [p for p in catalogue.products if slugs & set(p.line)]
        above = next(
            (slug for slug in reversed(found.line) if any(slug in p.line for p in catalogue.products)), ""
        )
        own = own or [p for p in catalogue.products if above in p.line]
        shown = _narrow(request, own, by_property=not self.pages.flaw("dead-filter"))
        page = max(1, int(request.query_params.get("page") or 1))
        answer = self.pages.render(
            request, "category", category=found, line=catalogue.path_to(found.line), own=own, total=len(shown),
            shown=shown[(page - 1) * ON_A_PAGE : page * ON_A_PAGE], page=page, page_count=-(-len(shown) // ON_A_PAGE),
            query=request.query_params,
        )  # fmt: skip
        if self.pages.flaw("lost-place"):
            answer.headers["cache-control"] = "no-store"
        return answer

    async def product(self, request: Request) -> Response:
        """Show one product."""
        catalogue = self.pages.catalogue(request)
        own = catalogue.product(request.path_params["slug"])
        if own is None:
            return self.pages.render(request, "missing", 404)
        others = [p for p in catalogue.products if p.line[1] == own.line[1] and p is not own][:4]
        answer = self.pages.render(
            request, "product", product=own, others=others, line=catalogue.path_to(own.line),
            added=request.query_params.get("added"),
            missing=request.query_params.get("missing"),
        )  # fmt: skip
        self.pages.session(request).look_at(own.slug)
        return answer

    async def search(self, request: Request) -> Response:
        """Show what a search finds, forgiving a wrong letter."""
        query = request.query_params.get("q", "").strip()
        shown = [] if self.pages.flaw("blind-search") else self._find(request, query)
        popular = sorted(self.pages.catalogue(request).products, key=lambda p: -p.sold)[:4]
        helped = [] if self.pages.flaw("no-service-search") else self._find_help(request, query)
        return self.pages.render(
            request, "search", query=query, shown=shown[:ON_A_PAGE], popular=popular, helped=helped
        )

    async def suggest(self, request: Request) -> Response:
        """Return the products that a half-typed word may mean, as JSON."""
        query = request.query_params.get("q", "").strip()
        found = self._find(request, query)[:SUGGESTED] if len(query) > 1 else []
        prefix = language_of(request).prefix
        return JSONResponse([{"name": p.name, "url": f"{prefix}/product/{p.slug}"} for p in found])

    def _find(self, request: Request, query: str) -> list[Product]:
        flaw = self.pages.flaw
        how = Searching(
            forgiving=not flaw("strict-search"),
            synonyms=not flaw("no-synonyms"),
            materials=not flaw("no-attribute-search"),
        )
        return find_products(self.pages.catalogue(request), query, how)

    def _find_help(self, request: Request, query: str) -> list[str]:
        language = language_of(request)
        texts = {slug: " ".join(lines) for slug, lines in language.policies.items() if slug != "story"}
        pages = {slug: (language.say(f"help_{slug}"), text) for slug, text in texts.items()}
        return find_help(pages, query)

    async def service(self, request: Request) -> Response:
        """Show a page of the shop's terms and help."""
        slug, language = request.path_params["slug"], language_of(request)
        duty = language.law.pages.get(slug)
        if slug not in language.policies and duty is None:
            return self.pages.render(request, "missing", 404)
        cost, free = map(language.show_money, (language.prices.delivery, language.prices.free_from))
        lines = duty.text if duty else language.policies[slug]
        title = duty.name if duty else language.say("story" if slug == "story" else f"help_{slug}")
        shown = [part.format(cost=cost, free=free) for part in lines]
        return self.pages.render(request, "service", title=title, paragraphs=shown)


def _narrow(request: Request, own: list[Product], *, by_property: bool) -> list[Product]:
    query = request.query_params
    low, high = (_number(query.get(key), default) for key, default in (("from", 0), ("to", 1e9)))
    brands, materials = (query.getlist(key) if by_property else [] for key in ("brand", "material"))
    shown = [
        p
        for p in own
        if low <= p.price <= high
        and (not brands or p.brand in brands)
        and (not materials or p.material in materials)
    ]
    order = SORTS.get(query.get("sort", ""))
    return sorted(shown, key=order) if order else shown


def _number(text: str | None, default: float) -> float:
    try:
        return float(text or default)
    except ValueError:
        return default
