import pytest

from tests.snapshots import snapshot_of
from ux_audit.reading.product_name import find_product_name
from ux_audit.reading.snapshot import text_of


@pytest.mark.parametrize(
    ("heading", "listed", "name"),
    [
        ("Harbour Supply", "Fleece jacket", "Fleece jacket"),
        ("Harbour Supply", "", "Harbour Supply"),
        ("Fleece jacket, blue", "Fleece jacket", "Fleece jacket, blue"),
        ("Warm jacket", "Fleece jacket", "Warm jacket"),
        ("Harbour Supply", "Not on the page", "Harbour Supply"),
        ("海港百货", "木柄奶锅", "木柄奶锅"),
    ],
)
def test_a_heading_that_is_the_shops_own_gives_way_to_the_name_from_the_list(
    heading: str, listed: str, name: str
) -> None:
    snapshot = snapshot_of(f"<h1>{heading}</h1><p><b>Fleece jacket</b></p><p><b>木柄奶锅</b></p>")
    found = find_product_name(snapshot, listed)
    assert found is not None
    assert text_of(found) == name
