"""`make backup`: the whole database in one file in `instance/backups/`, which `make restore FILE=...` reads.

Beside it comes one file with the documents, as they lie on disk: encrypted. They are packed after the database, so that every
row of it finds its file; what was withdrawn in between is gone, as it should be.

Row-level security is forced, so a backup is made by a role that it does not bind: the superuser of the embedded
server, or on a real server the role in BACKUP_DATABASE_URL (a superuser, or one with BYPASSRLS and the right to
read).
"""

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from app.db.embedded import SUPERUSER, EmbeddedServer
from app.db.settle import DATABASE
from config import Config
from tools.common import ROOT, give_up, say
from tools.dump import bare, programs, reach
from tools.papers import documents_beside, pack


def main() -> None:
    """Write the backup and say what it does not contain."""
    config = Config.from_environment()
    target = config.instance / "backups" / f"schakel-{datetime.now(UTC):%Y%m%d-%H%M%S}.dump"
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if config.database_url is not None:
        url = os.environ.get("BACKUP_DATABASE_URL") or config.database_owner_url
        if url is None:
            give_up("Name the role that makes backups (a superuser, or one with BYPASSRLS) in BACKUP_DATABASE_URL.")
        dump(programs(None), bare(url), target)
    else:
        with EmbeddedServer(config.instance / "postgres") as server:
            server.ensure_database(DATABASE)
            dump(programs(server), bare(server.url(SUPERUSER, DATABASE)), target)
    shown = target.relative_to(ROOT) if target.is_relative_to(ROOT) else target
    say(f"Backup: {shown} ({target.stat().st_size / 1024:.0f} kB)")
    say(f"Documents: {pack(config.documents, documents_beside(target))} files beside it.")
    say(
        f"It does not hold the keys. Keep a copy of {config.instance / 'keys'} elsewhere: BSNs and documents need them."
    )


def dump(where: Path, url: str, target: Path) -> None:
    """Write one database to a file that only we can read; half a file is removed."""
    half = target.with_suffix(".half")
    half.touch(mode=0o600)
    command = [str(where / "pg_dump"), "--format=custom", "--file", str(half)]
    done = subprocess.run(command, check=False, env=reach(url), stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        half.unlink()
        give_up("The backup failed; pg_dump says above why. Row-level security binds most roles: BACKUP_DATABASE_URL.")
    half.rename(target)


if __name__ == "__main__":
    main()
