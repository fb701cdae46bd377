"""A plugin of pytest: takes the tests that the promises name, and writes one line of JSON per test that ended, with what it counted."""

import json
from pathlib import Path

import pytest

from prove.promise import is_of

COUNTS = ("tried", "failed", "planted", "caught")


class Watcher:
    """Gathers setup, call and teardown of each test, and writes what they were together."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._phases: dict[str, list[pytest.TestReport]] = {}
        self._told = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Pytest's own name for what happens after each phase of a test."""
        phases = self._phases.setdefault(report.nodeid, [])
        phases.append(report)
        if report.when == "teardown":
            with self._file.open("a", encoding="utf-8") as out:
                out.write(json.dumps(_line(self._phases.pop(report.nodeid))) + "\n")

    def pytest_xdist_node_collection_finished(self, ids: list[str]) -> None:
        """Each worker finds the same tests: the first that tells is written down."""
        if not self._told:
            self._told = True
            with self._file.open("a", encoding="utf-8") as out:
                out.write(json.dumps({"collected": ids}) + "\n")


def _line(phases: list[pytest.TestReport]) -> dict[str, object]:
    failed = any(phase.failed for phase in phases)
    skipped = any(phase.skipped for phase in phases)
    counts = {name: int(str(value)) for name, value in phases[-1].user_properties if name in COUNTS}
    return {
        "name": phases[-1].nodeid,
        "how": "failed" if failed else "skipped" if skipped else "passed",
        "counts": counts,
        "seconds": round(sum(phase.duration for phase in phases), 2),
    }


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where the lines go, and which places are asked for (a file, one in a line)."""
    parser.addoption("--prove-lines", type=Path, default=None)
    parser.addoption("--prove-places", type=Path, default=None)


def first_what_is_named(items: list[pytest.Item], places: list[str]) -> list[pytest.Item]:
    """Only what a place names. Within a file what is named with what it is given comes first: a run that ends early has it."""
    files = list(dict.fromkeys(item.nodeid.partition("::")[0] for item in items))
    parts = [place for place in places if "[" in place]
    return sorted(
        (item for item in items if is_of(item.nodeid, places)),
        key=lambda item: (files.index(item.nodeid.partition("::")[0]), not is_of(item.nodeid, parts)),
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Pytest's own name for what happens when every test was found: what no promise asks for is not tried."""
    file = config.getoption("--prove-places")
    if file is None:
        return
    asked = first_what_is_named(items, file.read_text(encoding="utf-8").splitlines())
    config.hook.pytest_deselected(items=list(set(items) - set(asked)))
    items[:] = asked


def pytest_configure(config: pytest.Config) -> None:
    """Watches in the process that gathers the reports of all workers, and nowhere else."""
    file = config.getoption("--prove-lines")
    if file is not None and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Watcher(file))
