"""Finds the browser for the journeys, or gets one."""

import os
import shutil
import subprocess
from pathlib import Path

from tools.common import PYTHON, apt_install, give_up, run, say

_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_PLAYWRIGHT = ("chromium-*/chrome-linux*/chrome", "chromium-*/chrome-mac*/Chromium.app/Contents/MacOS/Chromium")


def find() -> Path | None:
    """A Chromium that runs: the one that CHROMIUM names, the system's, or the one that Playwright fetched."""
    named = os.environ.get("CHROMIUM")
    found = [named] if named else [path for name in _NAMES if (path := shutil.which(name))]
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache/ms-playwright")
    found += [str(path) for pattern in _PLAYWRIGHT for path in sorted(cache.glob(pattern), reverse=True)]
    return next((Path(path) for path in found if _runs(path)), None)


def ensure() -> Path:
    """As `find`, but gets a browser where there is none; ends with the one line that helps when it cannot."""
    found = find()
    if found is None and apt_install("chromium"):
        found = find()
    if found is None:
        say("Fetching Chromium with Playwright ...")
        options = ["--with-deps"] if os.geteuid() == 0 else []
        run([PYTHON, "-m", "playwright", "install", *options, "chromium"])
        found = find()
    if found is None:
        give_up(
            "No Chromium here and none could be fetched. Debian: apt-get install chromium; or name one in CHROMIUM."
        )
    return found


def _runs(path: str) -> bool:
    """Whether it starts: a stub that wants another package manager is there but does not."""
    try:
        done = subprocess.run([path, "--version"], check=False, capture_output=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
