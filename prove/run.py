"""One run: the tests of the promises as one run of pytest with a deadline, and what they counted."""

import json
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from prove.promise import Found, Outcome, Promise, about
from tools import chromium
from tools.common import PYTHON, ROOT, say

_GRACE_SECONDS = 60.0
_PLACES = "places.txt"
#: What waits for a moment in which nobody else writes on the server goes first, by itself.
_ALONE = (
    "tests/proof/test_log_at_length.py::test_whoever",
    "tests/faults/test_faults_in_sealing.py",
    "tests/integration/audit",
)
#: What takes longest is tried last: a run that is ended has the rest. The texts come after the walk, on which five promises rest.
_LAST = ("tests/proof/test_kill_rounds.py", "tests/proof/test_walk_at_length.py", "tests/proof/test_hostile_strings.py")


def run(promises: Iterable[Promise], *, minutes: float, workers: int) -> list[Found]:
    """Tries all of it; after so many minutes it is ended, and what did not run is told as not run."""
    chosen = list(promises)
    places = list(dict.fromkeys(place for each in chosen for place in (*each.tests, *each.faults)))
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "lines.jsonl"
        lines.touch()
        (Path(folder) / _PLACES).write_text("\n".join(places), encoding="utf-8")
        deadline = time.monotonic() + minutes * 60
        alone = [place for place in _without_parts(places) if place.startswith(_ALONE)]
        others = [place for place in _without_parts(places) if place not in alone]
        for part, number in ((alone, 1), (others, workers)):
            if part and time.monotonic() < deadline:
                _pytest(part, lines, seconds=deadline - time.monotonic(), workers=number)
        told = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    collected = [name for line in told for name in line.get("collected", ())]
    outcomes = [Outcome(**line) for line in told if "collected" not in line]
    return [about(promise, outcomes, collected) for promise in chosen]


def _without_parts(places: list[str]) -> list[str]:
    """A test that is named beside its file is asked for once; of a test that is named with what it is given, all of it."""
    whole = list(dict.fromkeys(place.partition("[")[0] for place in places))
    once = [place for place in whole if not any(place != other and place.startswith(f"{other}::") for other in whole)]
    files = {place: place.partition("::")[0] for place in once}
    return sorted(once, key=lambda place: _LAST.index(files[place]) + 1 if files[place] in _LAST else 0)


def _pytest(places: list[str], lines: Path, *, seconds: float, workers: int) -> None:
    command = [
        PYTHON,
        "-m",
        "pytest",
        "-q",
        "-n",
        workers,
        "--dist",
        "loadgroup",
        "-p",
        "prove.watching",
        "-p",
        "no:randomly",
    ]
    command += ["--prove-lines", lines, "--prove-places", lines.parent / _PLACES, *places]
    env = {**os.environ, "PROVE": "1", "CHROMIUM": str(chromium.ensure())}
    process = subprocess.Popen([str(part) for part in command], cwd=ROOT, env=env, stdin=subprocess.DEVNULL)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        say("The time is over: this ends, and what did not run is told.")
        _end(process)
    except BaseException:
        _end(process)
        raise


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Pytest ends its workers, and they what they started."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        if process.poll() is not None:
            return
        process.send_signal(number)
        try:
            process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            continue
