"""The witness: a file to which the head of every seal is added, to be copied to where the database's administrator does not come.

One line of JSON per seal: number, head, moment, key and signature. Whoever changes the log and makes all seals anew would
have to change every copy of it too.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.audit.seals import Seal


@dataclass(frozen=True, slots=True)
class Witnessed:
    """What the file says about one seal; ``number`` 0 is a line that cannot be read."""

    number: int
    head: str


class Witness:
    """The file of one installation. A line is added and never changed."""

    def __init__(self, path: Path) -> None:
        """Nothing is made before there is something to add."""
        self._path = path

    def add(self, seals: Iterable[Seal]) -> None:
        """Adds their heads and waits until they are on the disk."""
        lines = [_line(seal) for seal in seals]
        if not lines:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())

    def read(self) -> Iterator[Witnessed]:
        """What it says, line by line; nothing when there is no file."""
        if not self._path.exists():
            return
        with self._path.open(encoding="utf-8", errors="replace") as file:
            for line in file:
                yield _read(line)

    def find_last(self) -> Witnessed | None:
        """The seal with the highest number that it has seen, or None."""
        return max(self.read(), key=lambda line: line.number, default=None)


def _line(seal: Seal) -> str:
    said = {
        "seal": seal.number,
        "head": seal.head.hex(),
        "sealed_at": seal.sealed_at.isoformat(),
        "public_key": seal.public_key.hex(),
        "signature": seal.signature.hex(),
    }
    return json.dumps(said) + "\n"


def _read(line: str) -> Witnessed:
    try:
        said = json.loads(line)
        return Witnessed(int(said["seal"]), str(said["head"]))
    except (ValueError, TypeError, KeyError):
        return Witnessed(0, line.strip()[:80])
