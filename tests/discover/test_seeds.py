import gzip

import pytest

from ux_audit.discover.robots import Robots
from ux_audit.discover.seeds import choose_seeds, guess_kind, sample
from ux_audit.discover.sitemaps import parse_sitemap
from ux_audit.settings import Settings

HOME = "https://shop.example/"
MAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://shop.example/product/1 </loc><image:image><image:loc>https://cdn/1.jpg</image:loc></image:image></url>
<url><loc>https://shop.example/category/shoes</loc></url></urlset>"""
INDEX = "<sitemapindex><sitemap><loc>/sitemap-2.xml.gz</loc></sitemap></sitemapindex>"
BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><urlset><url><loc>&b;</loc></url></urlset>'
ROBOTS = """User-agent: *
Disallow: /checkout
Disallow: /private/
Crawl-delay: 2
Sitemap: https://shop.example/map.xml
"""


def test_a_sitemap_plain_and_packed() -> None:
    pages = ["https://shop.example/product/1", "https://shop.example/category/shoes"]
    assert parse_sitemap(MAP.encode()) == (pages, [])
    assert parse_sitemap(gzip.compress(MAP.encode())) == (pages, [])
    assert parse_sitemap(INDEX.encode()) == ([], ["/sitemap-2.xml.gz"])
    assert (
        parse_sitemap(b"https://shop.example/a\nhttps://shop.example/b\n")[0][1] == "https://shop.example/b"
    )


@pytest.mark.parametrize(
    "body", [b"", b"<", b"<html><body>Not found</body></html>", b"\x1f\x8bbroken", BOMB.encode()]
)
def test_what_is_no_sitemap_gives_nothing(body: bytes) -> None:
    assert parse_sitemap(body) == ([], [])


def test_robots_rule_unless_the_store_is_ones_own() -> None:
    robots = Robots(ROBOTS)
    seeds = choose_seeds([], HOME, robots, Settings(url=HOME))
    assert not seeds.allows(f"{HOME}checkout/address")
    assert seeds.allows(f"{HOME}checkout/address", own_store=True)
    assert seeds.allows(f"{HOME}cart")
    assert robots.crawl_delay_s == 2
    assert robots.sitemaps == ("https://shop.example/map.xml",)
    assert Robots().allows(f"{HOME}checkout")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "home"),
        ("/product/red-shoe", "product"),
        ("/collections/shoes", "listing"),
        ("/search?q=shoe", "search"),
        ("/cart", "cart"),
        ("/checkout/", "checkout"),
        ("/blog/2024/shoes", "article"),
        ("/pages/shipping-policy", "policy"),
        ("/account/login", "account"),
        ("/red-shoe", "other"),
    ],
)
def test_an_address_suggests_a_kind(path: str, kind: str) -> None:
    assert guess_kind(f"https://shop.example{path}") == kind


def test_the_sample_is_small_own_allowed_and_always_the_same() -> None:
    addresses = [f"https://shop.example/product/{n}" for n in range(500)]
    addresses += ["https://other.example/product/1", "https://shop.example/private/product/1"]
    addresses += ["https://shop.example/category/a/b/c", "https://shop.example/category/a"]
    settings = Settings(url=HOME, exclude=("*/product/7",))
    seeds = choose_seeds(addresses, HOME, Robots(ROBOTS), settings)
    assert len(seeds.products) == 6
    assert seeds.products == choose_seeds(addresses[::-1], HOME, Robots(ROBOTS), settings).products
    assert all(url.startswith("https://shop.example/product/") for url in seeds.products)
    assert seeds.listings == ("https://shop.example/category/a", "https://shop.example/category/a/b/c")
    assert seeds.addresses == 502
    assert sample(["b", "a"], 5) == ("a", "b")
