import pytest

from tests.snapshots import snapshot_of
from ux_audit.reading.other_language import choose_language, leads_to_other_language

BOTH = ["http://shop.example/zh/a", "http://shop.example/a", "http://shop.example/tv/b"]


@pytest.mark.parametrize(
    ("addresses", "home", "kept"),
    [
        (BOTH, "http://shop.example/", BOTH[1:]),
        (["http://s.example/de/a", "http://s.example/en/a"], "http://s.example/en/", ["http://s.example/en/a"]),
        (["http://s.example/en-gb/a", "http://s.example/fr/a"], "http://s.example/", ["http://s.example/en-gb/a"]),
        ([], "http://s.example/", []),
    ],
)  # fmt: skip
def test_a_sample_is_taken_from_one_language(addresses: list[str], home: str, kept: list[str]) -> None:
    assert choose_language(addresses, home) == kept


@pytest.mark.parametrize(
    ("link", "switches"),
    [
        ('<a href="/zh/lamps/desk">中文</a>', True),
        ('<a href="/de/">Deutsch</a>', True),
        ('<a href="/lamps/desk?lang=fr">Français</a>', True),
        ('<a href="/zh/" hreflang="zh">CN</a>', True),
        ('<a href="/books/english">English</a>', False),
        ('<a href="/lamps">Lamps</a>', False),
    ],
)
def test_a_language_switch_is_told_from_a_category(link: str, switches: bool) -> None:
    snapshot = snapshot_of(link, url="http://shop.example/lamps/desk")
    assert leads_to_other_language(snapshot, snapshot.links[0]) is switches
