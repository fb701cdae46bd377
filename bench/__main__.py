"""`make bench`: a big town, two web processes, and how long every page takes. ARGS="--help" says what can be chosen."""

import argparse
from pathlib import Path

from app.db.embedded import EmbeddedError
from bench.client import BenchError
from bench.pages import PAGES
from bench.run import Choices, run_bench
from tools.common import INSTANCE, give_up

_PARTS = [*(page.name for page in PAGES), "involve", "paper", "log"]


def main() -> None:
    """Ends with a failure when something could not be measured; a missed target is told and only fails with --strict."""
    parser = argparse.ArgumentParser(prog="make bench", description="How fast every page is, one line of JSON each.")
    parser.add_argument("--households", type=int, default=20_000, help="size of the town (20000)")
    parser.add_argument("--small", type=int, default=200, help="size of the town to compare with (200); 0: none")
    parser.add_argument("--seed", type=int, default=1, help="another number gives another town (1)")
    parser.add_argument("--seconds", type=float, default=4.0, help="how long each measurement lasts (4)")
    parser.add_argument(
        "--only", nargs="*", default=[], choices=_PARTS, help="only these pages, or involve, paper or log"
    )
    parser.add_argument("--fresh", action="store_true", help="build the towns anew")
    parser.add_argument("--strict", action="store_true", help="fail when a target is missed")
    parser.add_argument("--instance", type=Path, default=INSTANCE / "bench", help="where the towns are kept")
    chosen = parser.parse_args()
    chosen.instance.mkdir(parents=True, exist_ok=True)
    try:
        met = run_bench(
            Choices(
                instance=chosen.instance.absolute(), households=chosen.households, small=chosen.small, seed=chosen.seed,
                fresh=chosen.fresh, seconds=chosen.seconds, only=frozenset(chosen.only),
            )
        )  # fmt: skip
    except (BenchError, EmbeddedError) as error:
        give_up(f"The bench stopped: {error}")
    except KeyboardInterrupt:
        give_up("Stopped.", 130)
    raise SystemExit(0 if met or not chosen.strict else 1)


if __name__ == "__main__":
    main()
