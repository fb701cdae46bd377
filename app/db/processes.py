"""Processes that we start or find: signals to them, and their end when ours comes."""

import os
import shutil
import threading
from pathlib import Path


def end_with_parent(name: str) -> list[str]:
    """The prefix with which the kernel sends a child this signal when we are killed; Linux only, main thread only."""
    setpriv = shutil.which("setpriv")
    main_thread = threading.current_thread() is threading.main_thread()
    if setpriv is None or not main_thread or Path(setpriv).resolve().name != "setpriv":
        return []
    return [setpriv, "--pdeathsig", name]


def send(pid: int, number: int) -> bool:
    """Send a signal; False when there is none, or it is not ours. Number 0 only asks."""
    try:
        os.kill(pid, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def runs(pid: int | None, data: Path) -> bool:
    """Whether this process is the server of that data directory, and not another that got its number later."""
    if pid is None or not send(pid, 0):
        return False
    command = Path(f"/proc/{pid}/cmdline")
    try:
        return os.fsencode(data) in command.read_bytes()
    except OSError:
        return not Path("/proc/self").exists()
