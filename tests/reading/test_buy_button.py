import pytest

from tests.snapshots import snapshot_of
from ux_audit.catalog import choose_vocabulary
from ux_audit.reading.buy_button import rank_buy_buttons

PAGE = "<main><h1>Lamp</h1><p>20,00</p>{buttons}</main>"
BUY = "<button type=button>Comprar</button>"


def buttons_of(buttons: str, language: str = "pt") -> list[str]:
    snapshot = snapshot_of(PAGE.format(buttons=buttons), url="http://shop.example/lamp", language=language)
    return [r.control.text for r in rank_buy_buttons(snapshot, choose_vocabulary(language, ""))]


def test_where_nothing_else_adds_the_one_control_that_says_buy_does() -> None:
    assert buttons_of(BUY) == ["Comprar"]
    assert buttons_of("<a href='/buy/lamp'>Comprar</a>") == ["Comprar"]


@pytest.mark.parametrize(
    "buttons",
    [
        BUY + BUY,
        "<a href='https://market.example/lamp'>Comprar</a>",
        "<button type=button>Comprar com PayPal</button>",
    ],
)
def test_several_and_what_leads_to_others_are_not_taken(buttons: str) -> None:
    assert buttons_of(buttons) == []


def test_what_says_that_it_fills_the_cart_comes_first() -> None:
    assert buttons_of(f"{BUY}<button>Adicionar ao carrinho</button>") == ["Adicionar ao carrinho"]
