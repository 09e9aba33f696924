import pytest

from tests.snapshots import snapshot_of

PAGE = """<header><nav class="menu main"><a href="/" id="home">Home</a><a>No link</a></nav></header>
<main id="Main"><h1>Lamps</h1><form><input type="password"><input type="text" data-test="q"><button type="submit" class="buy now">Buy</button></form>
<ul><li class="card" role="listitem"><h2>One</h2></li><li class="card"><h2 hidden>Two</h2></li></ul><dialog open>Hi</dialog></main>"""


@pytest.mark.parametrize(
    "selector",
    [
        "a[href]", "a", "h1, h2", "h2, h1, a", "input[type=password]", "INPUT[type=text]", "[DATA-test]", "[data-test=q]",
        ".card", "li.card h2", "#Main", "#home, .buy", "[class*=card], dialog[open]", "[role]", "*", ":is(h1, h2)", "main :not(li)",
        "form > button.now", "h1 + form", "[type!=password]", "nav, *:empty", "[hidden]", "li:first-child", "video", "main > ul > li",
    ],
)  # fmt: skip
def test_a_selector_finds_the_same_as_without_the_index(selector: str) -> None:
    page = snapshot_of(PAGE)
    found = page.select(selector)
    assert [id(tag) for tag in found] == [id(tag) for tag in page.body.select(selector)]
    assert bool(found) is (selector != "video")
