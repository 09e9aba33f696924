"""The vocabulary of facts: the names that rules may use, with types and meanings."""

from functools import cache
from pathlib import Path

from ux_audit.model import FactSpec
from ux_audit.yaml_files import decode, read_yaml

VOCABULARY = Path(__file__).parents[1] / "facts" / "vocabulary.yaml"
KIND = "{kind}"


@cache
def load_fact_specs() -> tuple[FactSpec, ...]:
    """Return every fact in the file's order; a name with {kind} stands for one fact a kind of page."""
    data, positions = read_yaml(VOCABULARY)
    specs = []
    for pattern, entry in data["facts"].items():
        kinds = data["kinds"] if KIND in pattern else [""]
        specs += [
            decode(FactSpec, {"name": pattern.replace(KIND, kind), **entry}, positions) for kind in kinds
        ]
    return tuple(specs)
