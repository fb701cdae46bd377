"""A disk that forgets what was not synced, as a machine finds it when its power comes back.

No file system here can be made to forget, so the forgetting is done by hand, at its worst: of every file of the cluster nothing is
left of what was written since the last checkpoint, and of the write-ahead log nothing behind the point that the server had synced.
That the disk keeps what it says it has synced cannot be tried from here.
"""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psycopg

from app.db.embedded import SUPERUSER
from tests.proof.rounds import NAME, Ground

_LOG_NAME_LENGTH = 24
_SYNCED = """
    select f.file_name, f.file_offset, (select coalesce(sum(fsyncs), 0)::bigint from pg_stat_io where object = 'wal')
      from pg_walfile_name_offset(pg_current_wal_flush_lsn()) f
"""


@dataclass(frozen=True, slots=True)
class Synced:
    """How far the log was on disk: its file, how many bytes of it, and how often anything of the log was synced so far."""

    file: str
    offset: int
    times: int


class Power:
    """From a checkpoint on, until :meth:`cut`. The server of ``ground`` runs before and after."""

    def __init__(self, ground: Ground, folder: Path) -> None:
        """``folder`` is where the files of the checkpoint are kept meanwhile; whatever is in it goes."""
        self.ground, self.folder = ground, folder

    def __enter__(self) -> Self:
        shutil.rmtree(self.folder, ignore_errors=True)
        url = self.ground.server.url(SUPERUSER, NAME).replace("+psycopg", "", 1)
        self._line: psycopg.Connection[Any] = psycopg.connect(url, autocommit=True)
        self._line.execute("checkpoint")
        self._first = self.synced()
        _copy(self.ground.server.data, self.folder)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._line.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def synced(self) -> Synced:
        """How far the log is on disk now, by the server's own word."""
        row = self._line.execute(_SYNCED).fetchone()
        assert row is not None
        return Synced(*row)

    def has_synced(self) -> bool:
        """Whether anything of the log was synced since the checkpoint, as far as is counted: the server counts a second late."""
        return self.synced().times > self._first.times

    def cut(self) -> None:
        """Ends every process of the database at once, forgets, and starts it on what is left.

        What was acknowledged before this was called has to be there afterwards. A server that synced nothing since the checkpoint
        (``fsync = off`` counts none) keeps nothing of what came after it.
        """
        last = self.synced()
        kept = last if last.times > self._first.times else self._first
        self.ground.kill_database()
        data = self.ground.server.data
        written = data.with_name("written")
        data.rename(written)
        _copy(self.folder, data)
        (data / "postmaster.pid").unlink()
        for file in (written / "pg_wal").iterdir():
            if len(file.name) == _LOG_NAME_LENGTH and file.name <= kept.file:
                _copy(file, data / "pg_wal" / file.name)
        _forget_behind(data / "pg_wal" / kept.file, kept.offset)
        shutil.rmtree(written)
        self.ground.server.start()


def _copy(source: Path, target: Path) -> None:
    """With owner and rights: the server runs as somebody else when this is root."""
    subprocess.run(["/bin/cp", "-aT", source, target], check=True)


def _forget_behind(file: Path, offset: int) -> None:
    size = file.stat().st_size
    with file.open("r+b") as log:
        log.seek(offset)
        log.write(bytes(size - offset))
