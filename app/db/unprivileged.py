"""Who runs the embedded database when we are root, and where its files can then be.

PostgreSQL refuses to run as root. So root hands it to an account without rights, and that account must be able to
reach the programs and the data. A checkout below a closed directory (`/root`) is not opened for it: the programs and
the data then go to a directory of their own, and the instance directory points there.
"""

import hashlib
import os
import pwd
import secrets
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

ACCOUNT = "schakel-db"
ELSEWHERE = Path("/var/lib/schakel")


@dataclass(frozen=True, slots=True)
class Account:
    """The operating system's account that owns the data directory and runs the server."""

    uid: int
    gid: int

    def run_as(self) -> dict[str, object]:
        """The arguments for `subprocess` that make a child process run as this account."""
        if self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def take(self, path: Path) -> None:
        """Make this account the owner of a directory or file, closed for others."""
        if self.uid != os.geteuid():
            os.chown(path, self.uid, self.gid)
        path.chmod(0o700 if path.is_dir() else 0o600)

    def reaches(self, path: Path) -> bool:
        """Whether this account can really read the file or enter the directory; asked of the kernel, not computed."""
        right = "-x" if path.is_dir() else "-r"
        try:
            command = ["/usr/bin/test", right, str(path)]
            return subprocess.run(command, check=False, cwd="/", **self.run_as()).returncode == 0  # type: ignore[call-overload,no-any-return]
        except PermissionError:
            return False


def account_for(directory: Path) -> Account:
    """The account that runs the cluster in this directory: ourselves, or for root the one that owns the data, else a
    new one.

    Raises RuntimeError when root has no account to hand the database to.
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    data = directory / "data"
    if data.exists() and data.stat().st_uid != 0:
        return Account(data.stat().st_uid, data.stat().st_gid)
    for name in (ACCOUNT, "postgres", "nobody"):
        entry = _find_account(name)
        if entry is not None:
            return entry
    message = (
        "PostgreSQL does not run as root and there is no account to run it as; make one: useradd --system schakel-db"
    )
    raise RuntimeError(message)


def _find_account(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        if name != ACCOUNT or shutil.which("useradd") is None:
            return None
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", name]
        if subprocess.run(command, check=False, capture_output=True).returncode != 0:
            return None
        entry = pwd.getpwnam(name)
    return Account(entry.pw_uid, entry.pw_gid)


def place(directory: Path, account: Account) -> Path:
    """Make the directory of the cluster where its account can reach it; returns the real place.

    When a parent directory is closed to the account, the place is below `/var/lib/schakel` and `directory` becomes a
    link to it.
    """
    directory.parent.mkdir(parents=True, exist_ok=True)
    if not directory.exists() and not account.reaches(directory.parent):
        name = hashlib.sha256(str(directory.absolute()).encode()).hexdigest()[:12]
        elsewhere = ELSEWHERE / name
        elsewhere.mkdir(parents=True, exist_ok=True)
        _link(directory, elsewhere)
    directory.mkdir(exist_ok=True)
    account.take(directory.resolve())
    return directory.resolve()


def _link(place: Path, target: Path) -> None:
    """Puts a link there in one step: whoever makes the same one at this moment finds it, never a gap."""
    fresh = place.with_name(f".{place.name}-{secrets.token_hex(4)}")
    fresh.symlink_to(target)
    fresh.replace(place)


def programs_for(account: Account, package: Path, install: str) -> Path:
    """The directory of PostgreSQL's programs that the account can run: the installed ones, or a copy where they are
    closed to it.

    `package` is the directory of the installed wheel, `install` the directory inside it that holds one version of
    PostgreSQL. The wheel keeps its libraries in a second directory beside the first, so a copy takes both.
    """
    programs = package / install / "bin"
    if account.uid == os.geteuid() or all(account.reaches(path) for path in (programs / "postgres", package / install)):
        return programs
    stamp = hashlib.sha256(f"{package} {(programs / 'postgres').stat().st_mtime_ns}".encode()).hexdigest()[:12]
    copy = ELSEWHERE / f"programs-{stamp}"
    if not copy.exists():
        half = copy.with_name(f"{copy.name}.{os.getpid()}")
        shutil.copytree(package / install, half / package.name / install, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, half / libraries.name)
        for path in [half, *half.rglob("*")]:
            path.chmod(path.stat().st_mode | (0o055 if path.is_dir() or path.stat().st_mode & 0o100 else 0o044))
        half.rename(copy)
    return copy / package.name / install / "bin"
