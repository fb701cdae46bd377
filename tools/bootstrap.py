"""Makes the checkout ready, then runs a command in it: `python3 -m tools.bootstrap run`.

Needs nothing but Python's standard library, because it is what makes the rest. Every step is skipped when its input
did not change, so a second start costs milliseconds.
"""

import fcntl
import json
import os
import subprocess
import sys
import venv
from pathlib import Path

from tools.common import INSTANCE, PYTHON, ROOT, TRANSLATIONS, VENV, digest, give_up, run, say
from tools.frontend import fetch

OLDEST = (3, 11)
LOCKS = {"runtime": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
STAMP = VENV / ".installed.json"

# command: what must be installed for it, and the module that does it
COMMANDS = {
    "prepare": ("runtime", None),
    "prepare-dev": ("dev", None),
    "run": ("runtime", "tools.serve"),
    "demo": ("runtime", "tools.demo"),
    "backup": ("runtime", "tools.backup"),
    "restore": ("runtime", "tools.restore"),
    "test": ("dev", "tools.suite"),
    "test-server": ("dev", "tools.suite_on_server"),
    "check": ("dev", "tools.check"),
    "fix": ("dev", "tools.fix"),
    "bench": ("dev", "bench"),
    "bench-insight": ("dev", "bench.insight"),
    "prove": ("dev", "prove"),
}


def main() -> None:
    """Prepare what the named command needs and become that command."""
    command, arguments = (sys.argv[1] if len(sys.argv) > 1 else "prepare"), sys.argv[2:]
    if command not in COMMANDS:
        give_up(f"{command} is not a command; choose from: {' '.join(COMMANDS)}")
    packages, module = COMMANDS[command]
    if sys.version_info < OLDEST:
        give_up(
            f"Schakel needs Python 3.11 or newer and this is older. If there is one: make {command} PYTHON=python3.12"
        )
    INSTANCE.mkdir(parents=True, exist_ok=True)
    with (INSTANCE / "bootstrap.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two commands at once: one installs, the other waits
        install(packages)
        fetch()
        compile_translations()
    if module is None:
        return
    os.chdir(ROOT)
    os.environ["PATH"] = f"{PYTHON.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    os.execv(PYTHON, [str(PYTHON), "-m", module, *arguments])  # noqa: S606 - becomes the command, so that signals reach it


def install(packages: str) -> None:
    """Make the virtual environment and install the locked packages, when they are not there as locked."""
    done = _stamp()
    wanted = digest([LOCKS[packages]])
    if wanted == done.get(packages) or (packages == "runtime" and done.get("dev") == digest([LOCKS["dev"]])):
        return
    if not _works():
        say("Making .venv ...")
        try:
            venv.create(VENV, with_pip=True, clear=True, symlinks=True)
        except (OSError, subprocess.CalledProcessError) as error:
            give_up(f"Python could not make .venv ({error}). On Debian: apt-get install python3-venv")
    say("Installing Python packages (only when they changed) ...")
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "-q", "install", "--no-input", "--require-hashes", "-r"]
    if run([*pip, LOCKS[packages]], env={"PIP_ROOT_USER_ACTION": "ignore"}) != 0:
        give_up("The packages could not be installed; pip says above why. Try again when that is solved.")
    done[packages] = wanted
    STAMP.write_text(json.dumps(done))


def compile_translations() -> None:
    """Compile the catalogues that are newer than what was compiled."""
    stale = [po for po in TRANSLATIONS.glob("*/LC_MESSAGES/*.po") if not _compiled(po)]
    for po in stale:
        command = [PYTHON, "-m", "babel.messages.frontend", "-q", "compile", "-i", po, "-o", po.with_suffix(".mo")]
        if run([*command, "-l", po.parts[-3]]) != 0:
            give_up(f"{po.relative_to(ROOT)} could not be compiled; pybabel says above why.")


def _compiled(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime


def _stamp() -> dict[str, str]:
    if not _works():
        return {}
    try:
        stamp: dict[str, str] = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return stamp


def _works() -> bool:
    """Whether .venv has a Python that runs; it does not when the Python it was made with is gone."""
    return PYTHON.exists() and (VENV / "bin" / "pip").exists()


if __name__ == "__main__":
    main()
