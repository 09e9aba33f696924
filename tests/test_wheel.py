"""The wheel, built through the sdist, audits the demo shop from an empty folder."""

import json
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]


def run(*command: str | Path, cwd: Path, timeout: float = 600) -> str:
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, cwd=cwd, timeout=timeout, check=False
    )
    assert done.returncode == 0, f"{command}:\n{done.stdout[-2000:]}\n{done.stderr[-3000:]}"
    return done.stdout


def test_the_wheel_runs_the_demo_from_an_empty_folder(tmp_path: Path) -> None:
    run(sys.executable, "-m", "build", "--outdir", tmp_path / "dist", ROOT, cwd=tmp_path)
    wheel = next((tmp_path / "dist").glob("*.whl"))
    home = tmp_path / "env"
    venv.create(home, with_pip=True)
    run(home / "bin" / "pip", "install", "-q", wheel, cwd=tmp_path)
    empty = tmp_path / "empty"
    empty.mkdir()
    said = run(
        home / "bin" / "ux-audit", "demo", "--device", "desktop", "--runs", "1", "--out", "out", cwd=empty
    )
    audit = json.loads((empty / "out" / "audit.json").read_text(encoding="utf-8"))
    assert audit["journeys"]["desktop"]["reached"] == "payment"
    assert (empty / "out" / "scorecard.html").stat().st_size > 10_000
    assert "scorecard.html" in said
