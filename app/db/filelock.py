"""A lock between processes that ends with the process that holds it, however that ends."""

import fcntl
from pathlib import Path
from typing import IO, Self


class FileLock:
    """An advisory lock on a file, held by one process alone or by several together."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[str] | None = None

    @property
    def held(self) -> bool:
        """Whether we hold it."""
        return self._file is not None

    def take(self, *, together: bool = False, wait: bool = True) -> bool:
        """Take the lock, or change how we hold it; `together` shares it with others that do. False: somebody else has it."""
        file = self._file or self._path.open("a")
        mode = (fcntl.LOCK_SH if together else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB)
        try:
            fcntl.flock(file, mode)
        except BlockingIOError:
            self.release()
            file.close()
            return False
        self._file = file
        return True

    def release(self) -> None:
        """Let go of it; nothing happens when we do not hold it."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def __enter__(self) -> Self:
        self.take()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()
