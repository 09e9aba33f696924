"""The vocabulary of facts; its words are in vocabulary.yaml beside this file."""

from ux_audit.catalog.fact_names import load_fact_specs
from ux_audit.model import FactSpec


def load_vocabulary() -> tuple[FactSpec, ...]:
    """Return every fact's name, type and meaning."""
    return load_fact_specs()
