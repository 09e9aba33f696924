"""A run folder of drawn pages."""

from pathlib import Path

import pytest

from tests.report import sample


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run folder with eight visits a device."""
    return sample.make_run(tmp_path_factory.mktemp("run"))
