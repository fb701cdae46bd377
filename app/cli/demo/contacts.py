"""The network of a generated household and its appointments: who is asked along, who comes and who does not."""

from __future__ import annotations

from app.cli.demo.course import Course
from app.cli.demo.dice import Dice
from app.cli.demo.names import NEIGHBOURS, TIES
from app.cli.demo.scribe import Scribe
from app.cli.demo.templates import OFFERS

# What happened with the second person of an appointment that is over: (state, days before), and how often.
_PAST: tuple[tuple[tuple[tuple[str, int], ...], int], ...] = (
    ((("not_asked", 6),), 17),
    ((("asked", 6),), 7),
    ((("asked", 9), ("thinking", 3)), 8),
    ((("asked", 9), ("rather_not", 5)), 10),
    ((("asked", 9), ("thinking", 6), ("rather_not", 2)), 5),
    ((("asked", 9), ("coming", 4), ("came", 0)), 28),
    ((("asked", 9), ("thinking", 6), ("coming", 2), ("came", 0)), 12),
    ((("asked", 9), ("coming", 4), ("did_not_come", 0)), 9),
    ((("rather_not", 7), ("came", 0)), 4),
)
_TO_COME: tuple[tuple[tuple[tuple[str, int], ...], int], ...] = (
    ((("not_asked", 12),), 35),
    ((("asked", 10),), 25),
    ((("asked", 12), ("thinking", 10)), 12),
    ((("asked", 13), ("coming", 11)), 28),
)
_UNSAFE = (("unsafe", 6),)
_PLACES = (("home", ""), ("office", "spreekkamer 1"), ("office", "spreekkamer 2"), ("phone", ""),
           ("elsewhere", "het buurthuis"))  # fmt: skip
_WHO = frozenset({"coming", "came", "did_not_come"})
_ABOUT = ("Plan nalopen", "Hoe gaat het?", "Samen de post", "Nieuwe afspraken", "Volgende stap kiezen")
_CANCELLED = ("Bewoner was ziek.", "Wij konden niet; nieuwe datum gemaakt.", "Viel samen met een afspraak op school.")
_REST = frozenset({"closed", "low_flame"})


def network(dice: Dice, scribe: Scribe, course: Course) -> list[int]:
    """People around the household, known since somewhere in the first months; some households have nobody yet."""
    count = dice.weigh((0, 1, 2, 3, 4), (12, 28, 32, 20, 8)) if course.is_long else dice.between(0, 1)
    people = []
    for name in dice.some(NEIGHBOURS, count):
        relation, role, ring = dice.pick(TIES)
        ago = max(course.began - dice.between(3, 60), 1)
        people.append(scribe.know(name, relation, role, ago, ring=ring, strength=dice.between(1, 3)))
    return people


def appointments(dice: Dice, scribe: Scribe, course: Course, people: list[int]) -> None:
    """One appointment every six to twelve weeks while there was work, and the next one when there is."""
    unsafe = dice.chance(3) or any(person.partner_unsafe for person in scribe.people)
    last = min((ago for phase, ago in course.steps if phase in _REST), default=course.edge)
    closed = dict(course.steps)
    ago = course.began - dice.between(3, 9)
    while ago > max(last, 1):
        if not closed.get("closed", 0) > ago > closed.get("reopened", 0):
            _meet(dice, scribe, scribe.workday(ago), people, unsafe=unsafe)
        ago -= dice.between(42, 84)
    if course.ending not in _REST and dice.chance(70):
        _meet(dice, scribe, scribe.workday(-dice.between(1, 25)), people, unsafe=unsafe)
    if people and course.is_long and dice.chance(28):
        scribe.offer(dice.pick(OFFERS), last + dice.between(1, 20), with_whom=people[0] if dice.chance(60) else None)


def _meet(dice: Dice, scribe: Scribe, ago: int, people: list[int], *, unsafe: bool) -> None:
    options = _PAST if ago > 0 else _TO_COME
    states = _UNSAFE if unsafe else dice.weigh([row[0] for row in options], [row[1] for row in options])
    who = dice.pick(people) if people else None
    if who is None and any(state in _WHO for state, _ in states):
        states = (("asked", 9), ("rather_not", 5)) if ago > 0 else (("asked", 10),)
    cancelled = ago > 0 and dice.chance(6)
    if cancelled:
        states = states[:1]
    # An appointment to come was made before today, so what was said about it was too.
    history = tuple(
        (state, who if state in _WHO else None, before if ago > 0 else max(before, 1) - ago) for state, before in states
    )
    scribe.meet(
        ago, dice.pick(_PLACES), history, hour=dice.between(9, 16), minute=dice.pick((0, 0, 30)),
        minutes=dice.pick((30, 60, 60)), about=dice.pick(_ABOUT),
        status="cancelled" if cancelled else "held" if ago > 0 else "planned",
        cancelled_because=dice.pick(_CANCELLED) if cancelled else "", sequence=1 if dice.chance(12) else 0,
    )  # fmt: skip
