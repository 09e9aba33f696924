import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.stores import NoStores

Run = Callable[..., "subprocess.CompletedProcess[str]"]
QUICK = ("--device", "mobile", "--runs", "0", "--walk", "browse")


@pytest.fixture(scope="module")
def stores() -> Iterator[NoStores]:
    with NoStores() as stores:
        yield stores


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs the command in an empty folder; whatever happens, the user sees no traceback."""

    def call(*words: object, **settings: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "ux_audit", *map(str, words)]
        ended = subprocess.run(
            command, cwd=tmp_path, env=os.environ | settings, capture_output=True, text=True, timeout=120
        )
        assert "Traceback" not in ended.stderr + ended.stdout
        return ended

    return call


def said(ended: "subprocess.CompletedProcess[str]") -> str:
    """Return the one line that tells what is wrong."""
    lines = [line for line in ended.stderr.splitlines() if line.startswith("ux-audit: ")]
    assert len(lines) == 1, ended.stderr
    return lines[0].removeprefix("ux-audit: ")


@pytest.mark.parametrize(
    ("words", "wrong", "remedy"),
    [
        (["run"], "No address was given", "ux-audit run https://"),
        (["run", "ht!tp:/x"], "is no address", "https://"),
        (["run", "http://127.0.0.1:9/", "--browser", "/nowhere"], "no browser at /nowhere", "--browser"),
        (["run", "http://127.0.0.1:9/", "--out", "/proc/x/y"], "Cannot write to /proc/x/y", "--out"),
        (["judge", "."], "holds no run", "ux-audit run"),
        (["report", "."], "no audit.json", "run folder"),
    ],
)
def test_wrong_words_end_with_one_line_and_two(run: Run, words: list[str], wrong: str, remedy: str) -> None:
    ended = run(*words)
    assert ended.returncode == 2
    assert wrong in said(ended)
    assert remedy in said(ended)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("status/401", "HTTP 401"), ("status/403", "HTTP 403"), ("status/429", "try again in 7 s"), ("status/500", "HTTP 500"),
        ("status/503", "HTTP 503"), ("password/", "password page"), ("challenge/", "human check"), ("blog/", "No product was found"),
        ("empty_shop/", "No product was found"),
    ],
)  # fmt: skip
def test_what_is_no_store_to_walk_gets_no_score_and_three(
    run: Run, stores: NoStores, tmp_path: Path, path: str, reason: str
) -> None:
    ended = run("run", f"{stores.url}{path}", "--out", "run", *QUICK)
    assert ended.returncode == 3
    assert reason in said(ended)
    assert len(said(ended)) > len(reason) + 40, "it says what to do"
    again = run("judge", "run")
    assert (again.returncode, said(again)) == (3, said(ended))
    assert '"overall": null' in (tmp_path / "run" / "audit.json").read_text("utf-8")
    assert (tmp_path / "run" / "scorecard.html").is_file()


def test_a_shop_whose_products_answer_with_errors_is_not_called_empty(
    run: Run, stores: NoStores, tmp_path: Path
) -> None:
    run("run", f"{stores.url}broken_products/", "--out", "run", *QUICK)
    audit = json.loads((tmp_path / "run" / "audit.json").read_text("utf-8"))
    assert audit["site"]["gate"] == "ok"
    assert audit["journeys"]["mobile"]["stopped"] == "server-error: HTTP 500 at /status/500"
    assert audit["journeys"]["mobile"]["reached"] == "home"


def test_names_ports_and_encryption_that_lead_nowhere(run: Run, stores: NoStores) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for url, reason in (
        ("https://no-such-store.invalid/", "does not resolve"),
        (f"http://127.0.0.1:{port}/", "refuses the connection"),
        (f"https://127.0.0.1:{stores.port}/", "No secure connection"),
    ):
        ended = run("run", url, *QUICK)
        assert ended.returncode == 3
        assert reason in said(ended)


def test_a_page_that_never_answers_ends_at_the_deadline(run: Run, stores: NoStores, tmp_path: Path) -> None:
    (tmp_path / "ux-audit.yaml").write_text("timeout_s: 2\n")
    ended = run("run", f"{stores.url}silent", *QUICK)
    assert ended.returncode == 3
    assert "did not answer within 2 s" in said(ended)


def test_unknown_keys_are_named_with_what_was_meant(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ux-audit.yaml").write_text("devcies: [mobile]\n")
    ended = run("run", "http://127.0.0.1:9/")
    assert ended.returncode == 2
    assert said(ended).endswith("ux-audit.yaml:1: unknown key “devcies”. Did you mean “devices”?")
    (tmp_path / "rule.yaml").write_text("id: x\nserverity: 3\n")
    ended = run("rules", "check", "rule.yaml")
    assert ended.returncode == 2
    assert "serverity" in ended.stderr + ended.stdout
    assert "severity" in ended.stderr + ended.stdout


def test_a_folder_that_holds_something_else_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    ended = run("run", "http://127.0.0.1:9/", "--out", "mine")
    assert ended.returncode == 2
    assert "not empty" in said(ended)
    assert [file.name for file in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_without_any_browser_it_says_how_to_get_one(run: Run, tmp_path: Path) -> None:
    ended = run("run", "http://127.0.0.1:9/", PATH=str(tmp_path), PLAYWRIGHT_BROWSERS_PATH=str(tmp_path))
    assert ended.returncode == 2
    assert "browser" in said(ended)
    assert "ux-audit browser install" in said(ended)


def test_damaged_evidence_is_named(run: Run, stores: NoStores, tmp_path: Path) -> None:
    run("run", f"{stores.url}status/403", "--out", "run", *QUICK)
    record = tmp_path / "run" / "evidence.json"
    record.write_text(record.read_text("utf-8")[:40])
    ended = run("judge", "run")
    assert ended.returncode == 2
    assert "evidence.json is damaged" in said(ended)
