import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from ux_audit.cli.browser import command as browser_command
from ux_audit.cli.doctor import command as doctor_command
from ux_audit.errors import MachineError
from ux_audit.visit import install


def test_a_machine_that_runs_the_tests_lacks_nothing_needed() -> None:
    checks = {check.name: check for check in install.examine(os.environ.get("UX_AUDIT_BROWSER"))}
    assert {"Python", "libraries", "browser", "rules and templates"} <= checks.keys()
    assert [check.name for check in checks.values() if check.needed and not check.fine] == []


def test_doctor_names_the_remedy_and_says_it_in_its_exit_code() -> None:
    done = CliRunner().invoke(doctor_command, ["--browser", "/no/such/browser"])
    assert done.exit_code == 2
    lines = done.output.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("NO"))
    assert "/no/such/browser" in lines[at]
    assert "--browser" in lines[at + 1]


def test_a_program_that_is_no_browser_does_not_start(tmp_path: Path) -> None:
    fake = tmp_path / "chromium"
    fake.write_text("#!/bin/sh\nexit 1\n")
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    assert not install.starts(fake)
    check = install.check_browser(str(fake))
    assert not check.fine
    assert check.remedy


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    assert install.check_folder(tmp_path).fine
    check = install.check_folder(tmp_path / "missing")
    assert not check.fine
    assert "--out" in check.remedy


def test_without_any_way_one_command_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # An empty PATH hides the system's browsers and package tools; a closed proxy ends the download at once.
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    said: list[str] = []
    with pytest.raises(MachineError) as caught:
        install.install_browser(said.append)
    assert "could not be downloaded" in said[-1]
    assert caught.value.remedy.count("\n") == 0
    assert caught.value.remedy


def test_the_browser_command_offers_install() -> None:
    done = CliRunner().invoke(browser_command, ["--help"])
    assert "install" in done.output


def test_doctor_runs_from_anywhere(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ux_audit", "doctor"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert str(tmp_path) in done.stdout
