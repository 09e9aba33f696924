import pytest

from tests.facts.walks_by_hand import Look, walk_of
from ux_audit.facts.description import observe_description

TERMS = "<p>Free delivery on orders over £50, arrives in 3 working days</p><p>30 days to return, free return label in the box</p>"
PLAIN = "<p>The lamp is made of steel in a small town by the sea every spring</p>"


def describe(page: str, language: str = "en") -> tuple[object, object, object]:
    sight = Look("product", f"<main><h1>Lamp</h1>{page}</main>", "/lamp")
    facts = observe_description(walk_of([sight], language=language))
    return tuple(
        facts[f"product.{name}"].value for name in ("describing_words", "use_stated", "detail_pictures")
    )  # type: ignore[return-value]


def test_terms_of_sale_do_not_describe() -> None:
    assert describe(TERMS) == (0, False, 0)
    assert describe(PLAIN + TERMS) == (15, False, 0)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A warm and quiet light, ideal for reading in bed at night"),
        ("zh-CN", "光线柔和安静，适合晚上在床上看书，也可以放在书桌上"),
        ("de", "Ein warmes und ruhiges Licht, ideal für das Lesen im Bett"),
    ],
)
def test_a_use_is_told_by_words(language: str, text: str) -> None:
    assert describe(f"<p>{text}</p>", language)[1] is True


def test_large_pictures_below_the_gallery_tell_details() -> None:
    gallery = (
        "<div><img src='/lamp-1.jpg' ux-box='20,80,500,500'></div><form><button>Add to cart</button></form>"
    )
    detail = "<section><img src='/scene.jpg' ux-box='20,1400,700,500'></section>"
    assert describe(gallery)[2] == 0
    assert describe(gallery + detail)[2] == 1
