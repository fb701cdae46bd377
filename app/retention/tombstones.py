"""What was destroyed, outside the database: a file by table and id, from which a restore learns what has to go again.

One line of JSON per list and kind of record. A line is added and never changed, before the transaction that destroys commits: a
crash in between leaves a line about something that two people agreed to and the next run destroys. Ids lead to nobody: the
rows that had them are gone.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


class DamagedTombstones(RuntimeError):
    """A line of the file cannot be read: whoever goes on would bring back what was destroyed."""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """Rows of one table (or months of one log) that were destroyed with one list."""

    list_id: int
    kind: str
    ids: tuple[int, ...]


class Tombstones:
    """The file of one installation."""

    def __init__(self, path: Path) -> None:
        """Nothing is made before there is something to add."""
        self._path = path

    def add(self, list_id: int, gone: Mapping[str, Sequence[int]]) -> None:
        """Adds what is about to be destroyed and waits until it is on the disk."""
        if not gone:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            for kind, ids in sorted(gone.items()):
                file.write(json.dumps({"list": list_id, "kind": kind, "ids": sorted(ids)}) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def read(self) -> Iterator[Tombstone]:
        """What it says, line by line; nothing when there is no file. Raises DamagedTombstones."""
        if not self._path.exists():
            return
        with self._path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                try:
                    said = json.loads(line)
                    yield Tombstone(int(said["list"]), str(said["kind"]), tuple(int(each) for each in said["ids"]))
                except (ValueError, TypeError, KeyError) as error:
                    raise DamagedTombstones(f"{self._path}, line {number}, cannot be read") from error
