import itertools
import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.report import sample
from ux_audit.errors import MachineError, UsageError
from ux_audit.model import Audit, Evidence, Fact, Site, Target, Text, Tool
from ux_audit.model.finding import Source
from ux_audit.report import Language, write_report

LANGUAGES: tuple[Language, ...] = ("en", "zh")


def read(audit: Audit, run: Path, language: Language = "en") -> BeautifulSoup:
    return BeautifulSoup(write_report(audit, run, language=language).read_text("utf-8"), "lxml")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_run_gives_the_same_bytes(run: Path, tmp_path: Path, language: Language) -> None:
    first = write_report(sample.make_audit(), run, language=language).read_bytes()
    elsewhere = shutil.copytree(run, tmp_path / "copy")
    assert write_report(sample.make_audit(), elsewhere, language=language).read_bytes() == first


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_is_printed(run: Path, language: Language) -> None:
    text = read(sample.make_audit(), run, language).get_text(" ")
    for finding in sample.make_findings():
        assert finding.rule in text
        assert finding.title.of(language).rstrip(".。") in text


def test_five_hundred_findings_stay_small_and_are_all_there(run: Path) -> None:
    findings = sample.make_many(500)
    page = write_report(sample.make_audit(findings=findings), run)
    text = page.read_text("utf-8")
    assert all(finding.rule in text for finding in findings)
    assert page.stat().st_size < 4_500_000
    assert text.count("data:image/webp") < 40


def test_few_findings_are_all_open_and_have_no_filters(run: Path) -> None:
    few = tuple(one for one in sample.make_findings() if one.rule in ("search-typo", "trust-https"))
    soup = read(sample.make_audit(findings=few), run)
    assert soup.find(id="filters") is None
    assert all(one.has_attr("open") for one in soup.select("details.finding, #works details"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_h1_and_no_skipped_level(run: Path, language: Language) -> None:
    for audit in (sample.make_audit(), sample.make_gate(), sample.make_audit(findings=sample.make_many(120))):
        levels = [int(tag.name[1]) for tag in read(audit, run, language).find_all(re.compile("^h[1-6]$"))]
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_nothing_points_outside_the_file(run: Path) -> None:
    soup = read(sample.make_audit(), run)
    assert not soup.find_all(["link", "iframe", "object"])
    assert all(tag["src"].startswith("data:") for tag in soup.find_all(src=True))
    assert all(tag["href"].startswith(("data:", "#")) for tag in soup.find_all(["image", "use"]))
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert policy.startswith("default-src 'none'; img-src data:;")
    assert "'unsafe-inline'" not in policy.replace("style-src 'unsafe-inline'", "")


def test_links_inside_the_page_lead_somewhere(run: Path) -> None:
    soup = read(sample.make_audit(), run)
    ids = {tag["id"] for tag in soup.find_all(id=True)}
    targets = {tag["href"][1:] for tag in soup.find_all(href=re.compile("^#"))}
    assert targets <= ids
    assert len(ids) == len(soup.find_all(id=True))


def test_hostile_texts_of_a_store_stay_text(run: Path) -> None:
    bad = sample.HOSTILE
    journey = sample.make_journey("mobile")
    steps = tuple(
        step.model_copy(update={"target": Target(text=bad, selector=bad, confidence=1)})
        for step in journey.steps
    )
    both = Text(en=bad, zh=bad)
    texts = dict.fromkeys(("title", "saw", "wanted", "why", "fix", "clause"), both)
    finding = sample.make_findings()[0].model_copy(
        update={
            **texts,
            "rule": "product-specs",
            "area": bad,
            "cause": bad,
            "weight": 9.0,
            "sources": (Source(label=bad, url="javascript:alert(1)"),),
            "facts": (bad,),
            "pages": (bad,),
            "evidence": (Evidence(visit="../../etc/passwd", page=bad, selector=bad, text=bad),),
        }
    )
    audit = sample.make_audit(
        site=Site(url=bad, final_url=bad, name=bad, platform=bad, language=bad, currency=bad),
        findings=(finding, *sample.make_findings()),
        journeys={"mobile": journey.model_copy(update={"steps": steps, "stopped": bad, "reached": "cart"})},
        settings={bad: bad},
    )
    soup = read(audit, run)
    assert len(soup.find_all("script")) == 1
    assert not soup.find_all(onerror=True)
    assert not soup.find_all(href=re.compile("^javascript:"))
    assert not [tag for tag in soup.find_all("img") if "evil" in tag.get("src", "")]
    assert "49" not in soup.find("h1").get_text()
    assert "\u202e" not in soup.find("h1").get_text()


def test_a_closed_shop_gets_no_score_and_no_charts(run: Path, tmp_path: Path) -> None:
    for folder in (run, tmp_path):
        soup = read(sample.make_gate(), folder)
        assert soup.find("h1").get_text().startswith("We could not walk")
        assert soup.find(id="todo") is not None
        assert not soup.select(".score, .area-chart, #journey, #findings, #speed")
        assert soup.find(id="method") is not None


def test_an_audit_without_anything_is_still_a_page(tmp_path: Path) -> None:
    tool, site = Tool(version="0", rules_version="0"), Site(url="http://x.example/", final_url="")
    soup = read(Audit(tool=tool, made_at="", site=site), tmp_path)
    assert soup.find("h1") is not None
    assert not soup.select("#journey, #speed, #fixes, #path, .number")


def test_a_failed_walk_dashes_what_was_not_reached(run: Path) -> None:
    stopped = sample.make_stopped("no-way-to-checkout", "us")
    soup = read(
        sample.make_audit(journeys={"desktop": sample.make_journey("desktop"), "mobile": stopped}), run
    )
    empty = [tag.get_text(strip=True) for tag in soup.select("#journey .mobile .empty")]
    assert len(empty) == 4
    assert empty[0].startswith("no way from the cart")
    assert not any(empty[1:])


def test_pictures_of_pressed_controls_are_framed_or_said_to_be_below(run: Path) -> None:
    soup = read(sample.make_audit(), run)
    cells = soup.select("#journey figure.mobile")
    assert [bool(cell.select(".below")) for cell in cells] == [
        False,
        False,
        True,
        True,
        False,
        False,
        False,
        False,
    ]
    assert all(cell.select(".frame") or cell.select(".below") for cell in cells[:7])
    assert "1,091" in cells[2].get_text()


def test_secrets_in_settings_are_masked(run: Path) -> None:
    assert "secret-value" not in write_report(sample.make_audit(), run).read_text("utf-8")


def test_unknown_format_and_unwritable_folder_are_one_line(run: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no report format"):
        write_report(sample.make_audit(), run, folder="pdf")
    with pytest.raises(MachineError, match="Could not write"):
        write_report(sample.make_audit(), tmp_path / "missing")


@pytest.mark.parametrize(("usable", "shown"), [(True, True), (False, True), (None, False)])
def test_a_poor_lines_film_is_shown_where_what_it_shows_was_told(
    run: Path, usable: bool | None, shown: bool
) -> None:
    loads = sample.make_loads()
    product = next(load for load in loads if load.kind == "product" and load.device == "mobile")
    filmed = next(one for one in product.runs if one.film)
    followed = filmed.model_copy(update={"usable_ms": 6200.0 if usable else None})
    poor = product.model_copy(update={"network": "slow-3g", "until": "usable", "runs": (followed,)})
    facts = {"mobile": {"speed.poor_line_usable": Fact(value=usable)}}
    text = read(sample.make_audit(loads=(*loads, poor), facts=facts), run).get_text(" ")
    titles = {True: "slow 3G: ready to buy after", False: "slow 3G: not ready to buy"}
    assert [title in text for title in titles.values()] == [
        shown and usable is True,
        shown and usable is False,
    ]
