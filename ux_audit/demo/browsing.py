"""The pages of a shopper who looks: home, categories, products, search, service."""

from difflib import SequenceMatcher

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ux_audit.demo.catalogue import Product
from ux_audit.demo.pages import ShopPages, language_of, text_pair

ON_A_PAGE = 24
SUGGESTED = 6
ALIKE = 0.74  # share of common letters from which a misspelt word counts as meant (difflib's ratio)
SORTS = {"cheapest": lambda p: p.price, "dearest": lambda p: -p.price}


class Browsing:
    """Answers the addresses of browsing."""

    def __init__(self, pages: ShopPages) -> None:
        self.pages = pages
        self.catalogue = pages.catalogue

    async def home(self, request: Request) -> Response:
        """Show what is sold."""
        best = sorted(self.catalogue.products, key=lambda p: -p.sold)[:8]
        return self.pages.render(request, "home", shown=best)

    async def category(self, request: Request) -> Response:
        """Show a category's products, filtered and sorted."""
        found = self.catalogue.category(request.path_params["slug"])
        if found is None:
            return self.pages.render(request, "missing", 404)
        if self.pages.flaw("server-errors") and not found.children:
            return self.pages.render(request, "missing", 500)
        slugs = {category.slug for category in found.below()}
        own = [p for p in self.catalogue.products if slugs & set(p.line)]
        own = own or [p for p in self.catalogue.products if found.line[2] in p.line]
        shown = self._narrow(request, own)
        page = max(1, int(request.query_params.get("page") or 1))
        return self.pages.render(
            request, "category", category=found, line=self.pages.path_to(found.line), own=own, total=len(shown),
            shown=shown[(page - 1) * ON_A_PAGE : page * ON_A_PAGE], page=page, page_count=-(-len(shown) // ON_A_PAGE),
            query=request.query_params,
        )  # fmt: skip

    def _narrow(self, request: Request, own: list[Product]) -> list[Product]:
        query = request.query_params
        rate = self.catalogue.data["yuan"] if language_of(request) == "zh" else 1
        low, high = (_number(query.get(key), default) / rate for key, default in (("from", 0), ("to", 1e9)))
        brands, materials = query.getlist("brand"), query.getlist("material")
        shown = [
            p
            for p in own
            if low <= p.price <= high
            and (not brands or p.brand in brands)
            and (not materials or p.material in materials)
        ]
        order = SORTS.get(query.get("sort", ""))
        return sorted(shown, key=order) if order else shown

    async def product(self, request: Request) -> Response:
        """Show one product."""
        own = self.catalogue.product(request.path_params["slug"])
        if own is None:
            return self.pages.render(request, "missing", 404)
        others = [p for p in self.catalogue.products if p.line[1] == own.line[1] and p is not own][:4]
        answer = self.pages.render(
            request, "product", product=own, others=others, line=self.pages.path_to(own.line),
            reviews=self.catalogue.data["reviews"], pair=text_pair, added=request.query_params.get("added"),
            missing=request.query_params.get("missing"),
        )  # fmt: skip
        self.pages.session(request).look_at(own.slug)
        return answer

    async def search(self, request: Request) -> Response:
        """Show what a search finds, forgiving a wrong letter."""
        query = request.query_params.get("q", "").strip()
        shown = [] if self.pages.flaw("blind-search") else self.find(query, language_of(request))
        popular = sorted(self.catalogue.products, key=lambda p: -p.sold)[:4]
        return self.pages.render(request, "search", query=query, shown=shown[:ON_A_PAGE], popular=popular)

    async def suggest(self, request: Request) -> Response:
        """Return the products that a half-typed word may mean, as JSON."""
        query, language = request.query_params.get("q", "").strip(), language_of(request)
        found = self.find(query, language)[:SUGGESTED] if len(query) > 1 else []
        prefix = "/zh" if language == "zh" else ""
        return JSONResponse(
            [{"name": p.name.of(language), "url": f"{prefix}/product/{p.slug}"} for p in found]
        )

    def find(self, query: str, language: str) -> list[Product]:
        """Return the products of a query, best first: every word has to be met, in the name, its brand or its place."""
        strict = self.pages.flaw("strict-search")
        words = [query] if language == "zh" else query.lower().split()
        graded = []
        for product in self.catalogue.products:
            text = f"{product.name.of(language)} {product.brand} {' '.join(product.line)}".lower()
            grades = [_grade(word.lower(), text, strict) for word in words]
            if grades and all(grades):
                graded.append((sum(grades), product))
        return [product for _, product in sorted(graded, key=lambda pair: -pair[0])]

    async def service(self, request: Request) -> Response:
        """Show a page of the shop's terms and help."""
        slug = request.path_params["slug"]
        if slug not in self.pages.policies:
            return self.pages.render(request, "missing", 404)
        data = self.catalogue.data
        language = language_of(request)
        words = {
            "cost": self.pages.money(data["delivery"], language),
            "free": self.pages.money(data["free_from"], language),
        }
        lines = [part[language].replace("{cost}", words["cost"]).replace("{free}", words["free"]) for part in self.pages.policies[slug]]  # fmt: skip
        return self.pages.render(request, "service", slug=slug, paragraphs=lines)


def _number(text: str | None, default: float) -> float:
    try:
        return float(text or default)
    except ValueError:
        return default


def _grade(word: str, text: str, strict: bool) -> float:
    """How well a word is met: 1 as it stands, less for one that is only alike, 0 for none."""
    if word in text:
        return 1.0
    if strict or len(word) < 3:
        return 0.0
    pieces = text.split()
    if not word.isascii():
        pieces = [text[n : n + len(word)] for n in range(max(1, len(text) - len(word) + 1))]
        best = max(sum(a == b for a, b in zip(piece, word, strict=False)) / len(word) for piece in pieces)
        return best if best >= 0.5 else 0.0
    best = max(SequenceMatcher(None, word, piece).ratio() for piece in pieces)
    return best if best >= ALIKE else 0.0
