"""What a promise is, and what a run found out about it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise. ``tests`` and ``faults`` are files of the suite, or tests in them as pytest names them.

    ``asked`` is how often it has to be tried at least (0: as often as there are cases). A test that plants a fault passes when the
    fault is caught. ``open`` says what this proof does not show.
    """

    number: int
    says: str
    tried: str
    tests: tuple[str, ...]
    faults: tuple[str, ...] = ()
    asked: int = 0
    open: str = ""


@dataclass(slots=True)
class Found:
    """What a run found about one promise."""

    promise: Promise
    tried: int = 0
    failed: int = 0
    skipped: int = 0
    planted: int = 0
    caught: int = 0
    seconds: float = 0.0
    #: Tests that were begun for it but not reached before the run was ended.
    left: int = 0
    on: str = ""
    #: Tests that failed, by name.
    names: list[str] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        """In one word, whether the promise was kept in this run."""
        if self.failed or self.caught < self.planted:
            return "FAILED"
        if not self.tried:
            return "not run"
        if self.left:
            return "cut off"
        return "short" if self.tried < self.promise.asked else "kept"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One test as it ended: its name, how, what it counted, and how long it took."""

    name: str
    how: str
    counts: dict[str, int]
    seconds: float


def about(promise: Promise, outcomes: list[Outcome], collected: Iterable[str] = ()) -> Found:
    """What these outcomes say about one promise: a test without counts of its own counts as one try.

    ``collected``: the names of all tests of the run, so that what was not reached is not taken for tried.
    """
    found = Found(promise, on=f"{dt.datetime.now(dt.UTC):%Y-%m-%d}")
    ended = {outcome.name for outcome in outcomes}
    places = (*promise.tests, *promise.faults)
    found.left = sum(name not in ended and is_of(name, places) for name in collected)
    for outcome in outcomes:
        if is_of(outcome.name, promise.faults):
            _add_fault(found, outcome)
        elif is_of(outcome.name, promise.tests):
            _add_test(found, outcome)
    return found


def is_of(name: str, places: Iterable[str]) -> bool:
    """A place is a folder, a file, a test, or the beginning of a test's name with what it was given."""
    return any(
        name == place or name.startswith(place if "[" in place else (f"{place}::", f"{place}[", f"{place}/"))
        for place in places
    )


def _add_fault(found: Found, outcome: Outcome) -> None:
    found.seconds += outcome.seconds
    if outcome.how == "skipped":
        found.skipped += 1
        return
    found.planted += 1
    found.caught += outcome.how == "passed"
    found.names += [outcome.name] if outcome.how != "passed" else []


def _add_test(found: Found, outcome: Outcome) -> None:
    found.seconds += outcome.seconds
    if outcome.how == "skipped":
        found.skipped += 1
        return
    found.tried += outcome.counts.get("tried", 1)
    found.planted += outcome.counts.get("planted", 0)
    found.caught += outcome.counts.get("caught", 0)
    if outcome.how != "passed":
        found.failed += max(outcome.counts.get("failed", 0), 1)
        found.names.append(outcome.name)
