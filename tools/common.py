"""What all tools share: where things are, how they speak, how they start programs. Standard library only."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
INSTANCE = Path(os.environ.get("SCHAKEL_INSTANCE") or ROOT / "instance").absolute()
VENDOR = ROOT / "app" / "static" / "vendor"
TRANSLATIONS = ROOT / "app" / "translations"


def say(text: str) -> None:
    """One line on the terminal, at once."""
    print(text, flush=True)


def give_up(text: str, code: int = 1) -> NoReturn:
    """End with one clear line and a failure for make."""
    print(text, file=sys.stderr, flush=True)
    raise SystemExit(code)


def run(command: Iterable[object], *, env: Mapping[str, str] | None = None, quiet: bool = False) -> int:
    """Run a program in the checkout and return its exit code; `env` is added to ours and nothing can ask for input."""
    done = subprocess.run(
        [str(part) for part in command],
        check=False,
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL if quiet else None,
        stderr=subprocess.DEVNULL if quiet else None,
    )
    return done.returncode


def digest(paths: Iterable[Path]) -> str:
    """One hash over names and contents of files."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(f"{path}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def apt_install(*packages: str) -> bool:
    """Install packages of a Debian-like system when we may; True when that worked."""
    if shutil.which("apt-get") is None:
        return False
    prefix: list[str] = []
    if os.geteuid() != 0:
        if shutil.which("sudo") is None or run(["sudo", "-n", "true"], quiet=True) != 0:
            return False
        prefix = ["sudo", "-n"]
    say(f"Installing {' '.join(packages)} with apt-get ...")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    run([*apt, "update"], quiet=True)  # an outdated list of packages may still do
    return run([*apt, "install", "-y", "--no-install-recommends", *packages], quiet=True) == 0
