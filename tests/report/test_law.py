"""The block “Market and law”: which markets and why, points for a lawyer, nothing of it in the score."""

from pathlib import Path
from typing import Literal

import pytest

from tests.report import sample
from ux_audit.model import Audit, MarketUse, Text
from ux_audit.report import write_report
from ux_audit.report.summary import summarise

PROVEN = MarketUse(
    market="cn",
    name=Text(en="mainland China", zh="中国大陆"),
    proof=Text(en="An ICP filing number stands on its pages.", zh="页面上有ICP备案号。"),
)


def page_of(audit: Audit, run: Path, language: Literal["en", "zh"] = "en") -> str:
    return write_report(audit, run, language=language).read_text("utf-8")


def block(page: str) -> str:
    return page.partition('<section id="law"')[2].partition("</section>")[0]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Market and law", "The European Union", "Chosen for this audit.", "let a lawyer look")),
        ("zh", ("市场与法规", "欧盟", "运行时指定。", "请律师确认")),
    ],
)
def test_the_block_says_which_markets_and_what(
    language: Literal["en", "zh"], words: tuple[str, ...], run: Path
) -> None:
    page = page_of(sample.make_audit(), run, language)
    assert all(word in block(page) for word in words)
    assert 'id="l-01"' in block(page)
    assert page.count("trust-business-identity") == block(page).count("trust-business-identity")


def test_a_proven_market_comes_with_its_proof(run: Path) -> None:
    page = block(page_of(sample.make_audit(markets=(PROVEN,)), run))
    assert "Not chosen; the store shows it: An ICP filing number stands on its pages." in page


def test_without_a_market_there_is_no_block_and_no_badge(run: Path) -> None:
    usual = tuple(one for one in sample.make_findings() if one.severity != "legal")
    page = page_of(sample.make_audit(markets=(), findings=usual), run)
    assert 'id="law"' not in page
    assert "lawyer" not in page


def test_the_terminal_says_so_too() -> None:
    first, second = summarise(sample.make_audit(), "en").law
    assert first == "Law: the European Union · 1 possible issue: let a lawyer look"
    assert second == "the European Union: Chosen for this audit."
    assert summarise(sample.make_audit(markets=()), "en").law == ()


def test_points_of_law_are_in_no_count() -> None:
    audit = sample.make_audit()
    usual = tuple(one for one in audit.findings if one.severity != "legal")
    assert summarise(audit).counts == summarise(audit.model_copy(update={"findings": usual})).counts
