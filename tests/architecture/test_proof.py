"""The table of ``make prove`` names tests that are there, and every promise once."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from prove.keeping import together
from prove.promise import Outcome, Promise, about
from prove.promises import PROMISES
from prove.watching import first_what_is_named

ROOT = Path(__file__).parent.parent.parent
#: The numbers of the design that are of this product: the others spoke of another database, or of signing in.
NUMBERS = {*range(1, 6), *range(8, 17), *range(18, 33), *range(34, 40), 41, 42, *range(54, 61)}


def test_every_promise_is_there_once_with_what_is_not_shown() -> None:
    numbers = [promise.number for promise in PROMISES]
    assert sorted(numbers) == sorted(NUMBERS)
    assert all(promise.tests or promise.open for promise in PROMISES)


def test_every_test_that_is_named_exists() -> None:
    for promise in PROMISES:
        for place in (*promise.tests, *promise.faults):
            file, _, name = place.partition("::")
            assert (ROOT / file).exists(), place
            found = name.partition("[")[0]
            assert not found or re.search(rf"^def {found}\(", (ROOT / file).read_text(), re.MULTILINE), place


def test_it_counts_what_a_test_tells_and_else_the_test() -> None:
    promise = Promise(1, "", "", ("t/a.py", "t/b.py::one[x-"), ("t/c.py",), asked=8)
    outcomes = [
        Outcome("t/a.py::two", "passed", {"tried": 5}, 1.0),
        Outcome("t/a.py::three", "passed", {}, 1.0),
        Outcome("t/b.py::one[x-1]", "passed", {}, 1.0),
        Outcome("t/b.py::one[y-1]", "failed", {}, 1.0),
        Outcome("t/c.py::planted", "passed", {}, 1.0),
    ]
    found = about(promise, outcomes)
    assert (found.tried, found.failed, found.planted, found.caught, found.verdict) == (7, 0, 1, 1, "short")
    found = about(promise, [*outcomes, Outcome("t/c.py::another", "failed", {}, 1.0)])
    assert (found.planted, found.caught, found.verdict) == (2, 1, "FAILED")


def test_what_was_not_reached_is_not_taken_for_tried() -> None:
    outcome = Outcome("t/a.py::one", "passed", {"tried": 9}, 1.0)
    found = about(Promise(1, "", "", ("t/a.py",), asked=1), [outcome], ["t/a.py::one", "t/a.py::two"])
    assert (found.left, found.verdict) == (1, "cut off")


def test_a_run_of_some_takes_the_place_of_their_own_rows_only(tmp_path: Path) -> None:
    one, two = Promise(1, "", "", ("t/a.py",)), Promise(2, "", "", ("t/b.py",))
    both = [Outcome("t/a.py::x", "passed", {"tried": 9}, 1.0), Outcome("t/b.py::x", "passed", {}, 1.0)]
    first = together(tmp_path / "kept.json", (one, two), [about(one, both), about(two, both)])
    assert [each.tried for each in first] == [9, 1]
    again = together(tmp_path / "kept.json", (one, two), [about(two, [Outcome("t/b.py::x", "failed", {}, 1.0)])])
    assert [(each.tried, each.verdict) for each in again] == [(9, "kept"), (1, "FAILED")]


def test_of_a_test_that_is_named_in_part_that_part_is_tried_and_first() -> None:
    names = ("t/b.py::one[x-1]", "t/b.py::one[y-1]", "t/a.py::two", "t/a.py::three", "t/b.py::four")
    items: list[Any] = [SimpleNamespace(nodeid=name) for name in names]

    def tried(*places: str) -> list[str]:
        return [item.nodeid for item in first_what_is_named(items, list(places))]

    assert tried("t/b.py::one[y-", "t/a.py::two") == ["t/b.py::one[y-1]", "t/a.py::two"]
    assert tried("t/b.py", "t/b.py::one[y-") == ["t/b.py::one[y-1]", "t/b.py::one[x-1]", "t/b.py::four"]
