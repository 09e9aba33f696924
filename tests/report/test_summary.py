from tests.report import sample
from ux_audit.report import summarise


def test_the_summary_holds_score_areas_and_five_fixes() -> None:
    summary = summarise(sample.make_audit())
    assert summary.score.startswith("68 · Mediocre · between 64 and 71")
    assert [line.name for line in summary.areas][:2] == ["Speed", "Stability"]
    assert next(line for line in summary.areas if line.name == "Payment").score == "—"
    assert len(summary.fixes) == 5
    assert summary.fixes[0].order == "Offer checkout as a guest"
    assert ("fail", 7, "failed") in summary.counts


def test_an_unscored_audit_has_no_score_line() -> None:
    assert (
        summarise(sample.make_audit(scores=sample.make_scores().model_copy(update={"overall": None}))).score
        == ""
    )
