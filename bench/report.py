"""The targets of the house, and whether this run met them."""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.involving import InvolvingCosts
from bench.papering import PaperCosts
from bench.seals import LogCosts

RATIO, STATEMENTS, GROWTH = 4.0, 15, 1.2
LOG_SHARE, LOG_MS = 0.05, 1.5
#: Verifying beside a bare loop over the same lines, and saving with log and seal beside saving without.
VERIFY_SHARE, SAVE_SHARE = 0.3, 0.4
#: Involving a partner beside a plain save.
INVOLVE = 3.0
#: A plan on paper beside a bare sheet.
PAPER = 10.0
OF_B = {"caseload": 0.7, "dossier": 0.5, "search": 1.0}


@dataclass(frozen=True, slots=True)
class Line:
    """What was measured of one page. Times in milliseconds."""

    name: str
    p50_ms: float
    p95_ms: float
    per_second: float
    b_per_second: float
    statements: int
    bytes: int
    floor_ms: float
    ratio: float
    constant_ms: float
    sql_ms: float
    sql_policies_ms: float
    log_ms: float
    commit_ms: float


@dataclass(frozen=True, slots=True)
class Target:
    """One target: what was measured, what is asked, and whether that is met."""

    name: str
    found: float
    asked: float
    met: bool

    def __str__(self) -> str:
        return f"{'met   ' if self.met else 'MISSED'} {self.name}: {self.found:.3g} (asked: {self.asked:g})"


def log_targets(costs: LogCosts) -> Iterator[Target]:
    """The targets of logging, sealing and verifying."""
    verify, save = costs.verify_share, costs.save_share
    yield Target("log: verifying / a bare loop over the same lines", verify, VERIFY_SHARE, verify >= VERIFY_SHARE)
    yield Target("log: saves with log and seal / saves without", save, SAVE_SHARE, save >= SAVE_SHARE)


def involving_target(costs: InvolvingCosts) -> Target:
    """The target of involving a partner."""
    return Target("involve: time / a plain save", costs.ratio, INVOLVE, costs.ratio <= INVOLVE)


def paper_target(costs: PaperCosts) -> Target:
    """The target of a plan on paper."""
    return Target("paper: a plan / a bare sheet", costs.ratio, PAPER, costs.ratio <= PAPER)


def targets(lines: list[Line], *, growth: float | None) -> Iterator[Target]:
    """Every target that these lines have something to say about."""
    for line in lines:
        yield Target(f"{line.name}: time / floor", line.ratio, RATIO, line.ratio <= RATIO)
    for line in lines:
        if line.name in OF_B:
            share = line.per_second / line.b_per_second
            yield Target(f"{line.name}: requests per second / b", share, OF_B[line.name], share >= OF_B[line.name])
        if line.name == "dossier":
            yield Target("dossier: statements", line.statements, STATEMENTS, line.statements <= STATEMENTS)
    for line in lines:
        if line.log_ms:
            met = line.log_ms <= max(LOG_MS, LOG_SHARE * line.p50_ms)
            yield Target(f"{line.name}: log in ms", line.log_ms, max(LOG_MS, LOG_SHARE * line.p50_ms), met)
    if growth is not None:
        yield Target("dossier: time in the big town / in a small one", growth, GROWTH, growth <= GROWTH)
