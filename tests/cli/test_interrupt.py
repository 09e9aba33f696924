import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil

from ux_audit.demo import Shop

SEEN_PAGES = 4


def test_ctrl_c_keeps_what_was_seen_and_says_how_to_judge_it(tmp_path: Path) -> None:
    out = tmp_path / "run"
    with Shop() as shop:
        command = [sys.executable, "-m", "ux_audit", "run", shop.url, "--runs", "0", "--out", str(out)]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
        ) as process:
            end = time.monotonic() + 60
            while len(list(out.glob("visits/*/*/visit.json"))) < SEEN_PAGES:
                assert time.monotonic() < end, "no page was seen"
                time.sleep(0.2)
            children = psutil.Process(process.pid).children(recursive=True)
            os.killpg(process.pid, signal.SIGINT)
            _, errors = process.communicate(timeout=60)
        assert shop.orders == 0
    assert process.returncode == 130
    assert "Traceback" not in errors
    (line,) = [line for line in errors.splitlines() if line.startswith("ux-audit: interrupted")]
    assert f"ux-audit judge {out}" in line
    _, alive = psutil.wait_procs(children, timeout=10)
    assert not alive, "a browser stayed behind"
    judged = subprocess.run(
        [sys.executable, "-m", "ux_audit", "judge", str(out)], capture_output=True, text=True, timeout=60
    )
    assert judged.returncode == 0, judged.stderr
    audit = json.loads((out / "audit.json").read_text("utf-8"))
    assert audit["interrupted"] is True
    assert {journey["stopped"] for journey in audit["journeys"].values()} == {"interrupted"}
