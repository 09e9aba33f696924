import pytest

from tests.snapshots import snapshot_of
from ux_audit.catalog import choose_vocabulary
from ux_audit.reading.offer import Named, Offer, read_offer

PRODUCT = "<h1>Enamel mug</h1><p class='price'>£12.50</p>"


def test_a_product_page_is_known_again_by_its_name_price_and_button() -> None:
    snapshot = snapshot_of(f"{PRODUCT}<button>Add to basket</button>")
    assert read_offer(snapshot, choose_vocabulary("en", "")) == Offer(
        heading=Named(tag="h1", text="Enamel mug"),
        price=Named(tag="p", text="£12.50"),
        button=Named(tag="button", text="Add to basket"),
    )


@pytest.mark.parametrize(
    "page",
    [
        PRODUCT,
        "<h1>Enamel mug</h1><button>Add to basket</button>",
        "<p class='price'>£12.50</p><button>Add to basket</button>",
    ],
)
def test_a_page_that_lacks_one_of_them_sells_nothing(page: str) -> None:
    assert read_offer(snapshot_of(page), choose_vocabulary("en", "")) is None
