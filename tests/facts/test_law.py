"""What laws of markets ask to see, on pages made by hand."""

import pytest

from tests.facts.walks_by_hand import Look, walk_of
from ux_audit.facts.law import observe_law
from ux_audit.model import Fact

LIST = "<main><h1>Lamps</h1><a href='/p/1'>Desk lamp</a></main>"


def facts_of(foot: str, *, language: str = "en", head: str = "") -> dict[str, Fact]:
    page = f"{head}{LIST}<footer>{foot}</footer>"
    return observe_law(walk_of([Look("home", page, "/"), Look("product", page, "/p/1")], language=language))


@pytest.mark.parametrize(
    ("foot", "name"),
    [
        ('<a href="/impressum">Impressum</a>', "trust.imprint_link"),
        ('<a href="/page/7">Mentions légales</a>', "trust.imprint_link"),
        ('<a href="/law">特定商取引法に基づく表記</a>', "trust.commerce_notice_link"),
        ("<p>사업자등록번호 : 123-45-67890 | 대표 김하늘</p>", "trust.business_number"),
        ("<p>통신판매업 신고번호 제2026-서울중구-0001호</p>", "trust.mail_order_number"),
        ('<a href="/licence"><img alt="电子营业执照" src="/l.png"></a>', "trust.business_licence"),
        ("<p>统一社会信用代码：91320100MA1XXXXX0X</p>", "trust.business_licence"),
        ("<p>© 2026 苏ICP备12345678号-1</p>", "trust.icp_number"),
        ('<a href="https://beian.miit.gov.cn/">备案</a>', "trust.icp_link"),
        ("<p>苏公网安备 32010002000001号</p>", "trust.police_filing"),
        ('<a href="/withdraw">Withdraw from contract here</a>', "trust.withdrawal_link"),
        ("<address>12 Quay Street, Whitby</address>", "trust.business_address"),
    ],
)
def test_a_sign_is_seen(foot: str, name: str) -> None:
    facts = facts_of(foot)
    assert facts[name].value is True
    assert facts[name].evidence[0].visit == "desktop/01-home"
    other = facts_of("<p>© Nordhaven</p>")[name]
    assert other.value is False


@pytest.mark.parametrize(
    ("foot", "name"),
    [
        ('<a href="/blog/impressions">Impressions from our workshop</a>', "trust.imprint_link"),
        ('<a href="/returns">Right of withdrawal</a>', "trust.withdrawal_link"),
        ('<a href="/widerruf">Widerrufsbelehrung</a>', "trust.withdrawal_link"),
        ("<p>Call 123-45-67890</p>", "trust.business_number"),
        ("<p>What an ICP is, and who has to file one</p>", "trust.icp_number"),
        ('<a href="https://miit.gov.cn.shop.example/">x</a>', "trust.icp_link"),
    ],
)
def test_what_only_looks_like_a_sign_is_none(foot: str, name: str) -> None:
    assert facts_of(foot, language="de" if "widerruf" in foot else "en")[name].value is False


def test_an_address_may_stand_behind_a_link_that_was_not_opened() -> None:
    fact = facts_of('<a href="/contact">Contact us</a>')["trust.business_address"]
    assert fact.value is None
    assert fact.note == "the address may stand on a page that was not opened"


def test_nothing_is_said_where_no_frame_was_seen() -> None:
    facts = observe_law(walk_of([Look("entry", "<form><input name=email></form>")]))
    assert {fact.value for fact in facts.values()} == {None}


SELLER = '<script type="application/ld+json">{"@type": "Store", "name": "X", "address": {"addressCountry": "jp"}}</script>'


def test_the_country_is_what_the_seller_says_never_the_language() -> None:
    assert facts_of("", head=SELLER)["site.country"].value == "JP"
    assert facts_of("", language="de-DE")["site.country"].value is None
