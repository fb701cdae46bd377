"""The documents of a backup: the encrypted files as they lie on disk, in one file beside that of the database."""

import re
import tarfile
from pathlib import Path

from tools.common import give_up

_NAME = re.compile(r"[0-9a-f]{2}/[0-9a-f]{32}")


def documents_beside(dump: Path) -> Path:
    """Where the documents of a backup are, or will be."""
    return dump.with_suffix(".documents.tar")


def pack(folder: Path, target: Path) -> int:
    """Writes every whole file to ``target``, readable for us only; gives how many. Half a backup is removed."""
    half = target.with_suffix(".half")
    half.touch(mode=0o600)
    count = 0
    try:
        with tarfile.open(half, "w") as archive:
            for path in sorted(folder.glob("??/*")):
                name = path.relative_to(folder).as_posix()
                if _NAME.fullmatch(name) and _added(archive, path, name):
                    count += 1
    except OSError as error:
        half.unlink()
        give_up(f"The documents could not be packed: {error}")
    half.rename(target)
    return count


def _added(archive: tarfile.TarFile, path: Path, name: str) -> bool:
    """Whether the file was still there: one that was withdrawn may be swept meanwhile."""
    try:
        archive.add(path, name, recursive=False)
    except FileNotFoundError:
        return False
    return True


def unpack(packed: Path, folder: Path) -> int:
    """Puts the files back where they were; gives how many. What is there already under such a name is the same file."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tarfile.open(packed) as archive:
        members = [one for one in archive.getmembers() if one.isreg() and _NAME.fullmatch(one.name)]
        archive.extractall(folder, members, filter="data")
    return len(members)
