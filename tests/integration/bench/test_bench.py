"""A bench of a few households and a blink of time: every part runs, and nothing is left behind."""

import json
import subprocess
import sys
from pathlib import Path

from app.db.processes import runs
from bench.report import Line, targets

ROOT = Path(__file__).parents[3]


def test_it_measures_a_page_against_its_floor(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bench", "--households", "24", "--small", "0", "--seconds", "0.2"]
    done = subprocess.run(
        [*command, "--only", "sign_in", "dossier", "involve", "log", "--instance", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    lines = {
        line["name"]: line for line in map(json.loads, filter(lambda t: t.startswith("{"), done.stdout.splitlines()))
    }
    assert lines.keys() == {"sign_in", "dossier", "b", "involve", "log"}
    assert lines["involve"]["ratio"] > 0
    assert lines["log"]["lines"] > 100
    assert lines["log"]["verify_share"] > 0
    assert 0 < lines["log"]["save_share"] < 2
    dossier = lines["dossier"]
    assert dossier["ratio"] > 0
    assert dossier["floor_ms"] > dossier["constant_ms"] > 0
    assert 0 < dossier["statements"] <= 15
    assert dossier["bytes"] > 10_000
    assert "Targets" in done.stdout
    pid = tmp_path / "postgres" / "data" / "postmaster.pid"
    assert not pid.exists() or not runs(int(pid.read_text().split()[0]), pid.parent)


def test_it_says_which_targets_are_met() -> None:
    line = Line(
        name="dossier", p50_ms=20, p95_ms=30, per_second=120, b_per_second=200, statements=12, bytes=80_000, floor_ms=10, ratio=2,
        constant_ms=2, sql_ms=8, sql_policies_ms=9, log_ms=1.6, commit_ms=1,
    )  # fmt: skip
    found = {target.name: target.met for target in targets([line], growth=1.1)}
    assert found == {
        "dossier: time / floor": True,
        "dossier: requests per second / b": True,
        "dossier: statements": True,
        "dossier: log in ms": False,
        "dossier: time in the big town / in a small one": True,
    }
