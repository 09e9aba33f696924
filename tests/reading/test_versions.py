import pytest

from tests.snapshots import snapshot_of
from ux_audit.catalog import choose_vocabulary
from ux_audit.reading.snapshot import box_of, text_of
from ux_audit.reading.versions import find_versions

LINKS = """<h1>Laptop</h1><h2>{title}:</h2>
<a href="/shop/laptop-13_4/">13 Zoll</a><br><a href="/shop/laptop-15_5/">15 Zoll</a><br><a href="/shop/laptop_1/">17 Zoll</a>"""
WRAPPED = """<h1>Shirt</h1><div><div class="head"><span>Farbe: Rot</span></div>
<ul><li><a href="/shirt-rot.html"><img alt="Rot"></a></li><li><a href="/shirt-blau.html"><img alt="Blau"></a></li></ul></div>"""
BUTTONS = """<h1>シャツ</h1><dl><dt>サイズ</dt><dd><button>S</button><button>M</button><button>L</button></dd></dl>"""
UNTITLED = """<h1>Chair</h1><div class="swatches"><a href="/p/chair-red"><img alt="red"></a><a href="/p/chair-blue"><img alt="blue"></a></div>"""
SPECS = """<h1>Chair</h1><table><tr><th>Material</th><td><a href="/list/by/material/oak">Oak</a>, <a href="/list/by/material/ash">Ash</a></td></tr>
<tr><th>Size</th><td>10 × 20 cm</td></tr></table><h3>Material</h3><ul><li>Oak</li><li>Steel</li></ul><p>Size guide</p><a href="/p/size-guide">cm</a>"""


def found(body: str, language: str, path: str = "/shop/laptop_1/") -> list[str]:
    snapshot = snapshot_of(body, url=f"http://shop.example{path}", language=language)
    heading = box_of(snapshot.select_visible("h1")[0])
    assert heading is not None
    tags = find_versions(snapshot, choose_vocabulary(language, ""), heading, [])
    return [text_of(tag) or str(tag.get("href")) for tag in tags]


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Variants"), ("de", "Ausführungen"), ("fr", "Déclinaisons"), ("es", "Tallas"), ("it", "Misure"), ("nl", "Maten"),
        ("pl", "Warianty"), ("pt", "Tamanhos"), ("ja", "カラーバリエーション"), ("ko", "옵션"), ("zh-CN", "颜色分类"), ("zh-TW", "尺寸"),
    ],
)  # fmt: skip
def test_links_to_sibling_products_under_a_title_are_versions(language: str, title: str) -> None:
    assert found(LINKS.format(title=title), language) == ["13 Zoll", "15 Zoll", "17 Zoll"]


def test_titles_may_be_wrapped_and_choices_may_be_buttons_or_pictures() -> None:
    assert found(WRAPPED, "de", "/shirt-rot.html") == ["/shirt-rot.html", "/shirt-blau.html"]
    assert found(BUTTONS, "ja") == ["S", "M", "L"]
    assert found(UNTITLED, "en", "/p/chair-red") == ["/p/chair-red", "/p/chair-blue"]


def test_parameters_and_lists_of_words_are_no_versions() -> None:
    assert found(SPECS, "en", "/p/chair") == []
    assert found(LINKS.format(title="Recommended items"), "en") == []


def test_a_colour_choice_of_another_product_is_not_this_ones() -> None:
    snapshot = snapshot_of(
        f"<h1>Lamp</h1><div id='card'>{WRAPPED.replace('h1', 'h3')}</div>",
        url="http://shop.example/lamp.html",
    )
    heading, card = box_of(snapshot.select_visible("h1")[0]), snapshot.body.select_one("#card")
    assert heading is not None
    assert card is not None
    assert find_versions(snapshot, choose_vocabulary("de", ""), heading, [card]) == []
