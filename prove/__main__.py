"""`make prove`: tries to break every promise at length, prints a table, and ends by itself. ARGS="--help" says what can be chosen."""

import argparse
import time
from pathlib import Path

from prove.keeping import together
from prove.promises import PROMISES
from prove.run import run
from prove.table import document, terminal
from tools.common import INSTANCE, give_up, say

#: What earlier runs found.
KEPT = INSTANCE / "proof.json"


def main() -> None:
    """Ends with a failure when a promise was not kept; one that was tried less often than asked is told, and fails with --strict."""
    parser = argparse.ArgumentParser(
        prog="make prove", description="Each promise: what was tried, how often, what failed."
    )
    parser.add_argument("--only", nargs="*", type=int, default=[], help="only these promises, by number")
    parser.add_argument("--minutes", type=float, default=45.0, help="after so many minutes it ends (45)")
    parser.add_argument("--workers", type=int, default=2, help="so many at once (2)")
    parser.add_argument("--write", type=Path, default=INSTANCE / "proof.md", help="where the table goes as a document")
    parser.add_argument("--anew", action="store_true", help="forget what earlier runs found")
    parser.add_argument("--strict", action="store_true", help="fail when something was tried less often than asked")
    chosen = parser.parse_args()
    started = time.monotonic()
    promises = [each for each in PROMISES if not chosen.only or each.number in chosen.only]
    try:
        found = run(promises, minutes=chosen.minutes, workers=chosen.workers)
    except KeyboardInterrupt:
        give_up("Stopped.", 130)
    if chosen.anew:
        KEPT.unlink(missing_ok=True)
    everything = together(KEPT, PROMISES, found)
    chosen.write.parent.mkdir(parents=True, exist_ok=True)
    chosen.write.write_text(
        document(everything, seconds=time.monotonic() - started, command="make prove"), encoding="utf-8"
    )
    say("\n" + terminal(found))
    say(f"\nThe table is in {chosen.write}.")
    good = {"kept"} if chosen.strict else {"kept", "short"}
    raise SystemExit(0 if all(each.verdict in good for each in found) else 1)


if __name__ == "__main__":
    main()
