"""How long a proof is: a quick one in the suite, a long one in ``make prove``; and what it counts on the way."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

LONG = "PROVE" in os.environ


def many(quick: int, long: int) -> int:
    """How often something is tried: in the suite, and in ``make prove``."""
    return long if LONG else quick


def until(quick: float, long: float) -> Iterator[int]:
    """Counts on until so many seconds are over; a proof that is bounded by time says how far it came."""
    deadline, number = time.monotonic() + (long if LONG else quick), 0
    while time.monotonic() < deadline:
        yield number
        number += 1


@dataclass
class Tally:
    """What one test tried, and what went wrong."""

    tried: int = 0
    planted: int = 0
    caught: int = 0
    wrong: list[str] = field(default_factory=list)

    def check(self, holds: bool, otherwise: str) -> None:
        """One try."""
        self.tried += 1
        if not holds:
            self.wrong.append(otherwise)

    def fault(self, caught: bool, name: str) -> None:
        """A fault that was made on purpose."""
        self.planted += 1
        self.caught += caught
        if not caught:
            self.wrong.append(f"not caught: {name}")
