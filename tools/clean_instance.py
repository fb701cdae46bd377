"""`make clean-instance SURE=yes`: removes database, documents and keys, also where the database had to be elsewhere."""

import shutil

from tools.common import INSTANCE, give_up, say


def main() -> None:
    """Remove database, documents and keys; refuses while the database runs."""
    place = INSTANCE / "postgres"
    if (place / "data" / "postmaster.pid").exists():
        give_up("This instance is running. Stop it first (Ctrl-C in `make run`).")
    if place.is_symlink():
        shutil.rmtree(place.resolve(), ignore_errors=True)
        place.unlink()
    shutil.rmtree(place, ignore_errors=True)
    shutil.rmtree(INSTANCE / "documents", ignore_errors=True)
    shutil.rmtree(INSTANCE / "keys", ignore_errors=True)
    say(f"Removed: database, documents and keys in {INSTANCE}. Backups are still there.")


if __name__ == "__main__":
    main()
