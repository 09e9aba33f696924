"""How far a run's facts agree with what a person saw in the same store."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ux_audit.model import Audit, Device, Fact
from ux_audit.model.fact import FactValue
from ux_audit.yaml_files import read_yaml

Verdict = Literal["agrees", "differs", "unknown"]
AMBIGUOUS = "ambiguous"


@dataclass(frozen=True)
class Comparison:
    """One labelled fact of one store on one device."""

    store: str
    device: Device
    fact: str
    wanted: Any
    found: FactValue
    verdict: Verdict
    how: str


def read_labels(path: Path) -> dict[str, dict[str, Any]]:
    """Return the labels of one truth file: fact (perhaps with @device) → {value, page, how}."""
    data = read_yaml(path)[0]
    labels: dict[str, dict[str, Any]] = data["labels"]
    return labels


def compare(
    store: str,
    labels: dict[str, dict[str, Any]],
    audit: Audit,
    by_page: dict[Device, dict[str, dict[str, Fact]]],
) -> list[Comparison]:
    """Compare an audit's facts with the labels, fact by fact and device by device.

    `by_page` holds the facts of single products (device → address → facts); a label of such a page is
    compared with them, for the audit's own product facts hold for its sample.
    """
    rows = []
    for key, label in labels.items():
        name, _, only = key.partition("@")
        if label["value"] == AMBIGUOUS:
            continue
        for device, facts in sorted(audit.facts.items()):
            if only and device != only:
                continue
            fact = by_page.get(device, {}).get(label["page"], {}).get(name) or facts.get(name)
            found = fact.value if fact else None
            rows.append(
                Comparison(
                    store,
                    device,
                    name,
                    label["value"],
                    found,
                    judge(name, label["value"], found),
                    str(label.get("how", "")),
                )
            )
    return rows


def judge(name: str, wanted: Any, found: FactValue) -> Verdict:
    """Return whether what was found says the same as the label. Lists agree by their number of entries."""
    if found is None:
        return "unknown"
    if isinstance(found, list):
        count = len(wanted) if isinstance(wanted, list) else wanted
        return "agrees" if len(found) == count else "differs"
    if isinstance(wanted, bool) or isinstance(found, bool):
        return "agrees" if bool(wanted) == bool(found) else "differs"
    if isinstance(wanted, int | float) and isinstance(found, int | float):
        return "agrees" if abs(float(wanted) - float(found)) < 0.01 else "differs"
    return "agrees" if str(wanted).casefold() == str(found).casefold() else "differs"


def share(rows: Iterable[Comparison]) -> tuple[int, int, int]:
    """Return how many rows agree, differ and are unknown."""
    verdicts = [row.verdict for row in rows]
    return verdicts.count("agrees"), verdicts.count("differs"), verdicts.count("unknown")
