"""The course of a generated household: how long ago it began, its phases, and which interventions came when, in which
order.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.cli.demo.dice import Dice
from app.cli.demo.place import LEANS
from app.cli.demo.templates import COMMON, Template
from app.cli.demo.texts import ProductText, product_texts

STRANDS = ("care", "enforcement", "activation")
# final phase, weight, the household began between so many and so many days ago
_ENDINGS: tuple[tuple[str, int, int, int], ...] = (
    ("intake", 3, 2, 12),
    ("exploration", 7, 14, 40),
    ("plan", 7, 40, 50),
    ("in_progress", 48, 150, 720),
    ("low_flame", 13, 330, 720),
    ("closed", 15, 300, 720),
    ("reopened", 7, 420, 720),
)
_EARLY = frozenset({"intake", "exploration", "plan"})
_QUIET = 8


@dataclass(frozen=True, slots=True)
class Course:
    """When things happened, in days ago. Nothing happens after `edge`; `steps` are (phase, days ago)."""

    began: int
    edge: int
    ending: str
    steps: tuple[tuple[str, int], ...]

    @property
    def is_long(self) -> bool:
        """Whether there was time for a plan and its work."""
        return self.ending not in _EARLY


@dataclass(frozen=True, slots=True)
class Act:
    """One intervention of the course: the words, and when it began and ended (None: still going on, or yet to
    begin).
    """

    text: ProductText
    start: int
    end: int | None
    stopped: bool


def lay_out(dice: Dice) -> Course:
    """Choose the course: the phase it is in now, and the days of the phases before."""
    ending, _, low, high = dice.weigh(_ENDINGS, [row[1] for row in _ENDINGS])
    began = dice.between(low, high)
    edge = dice.between(31, 50) if ending == "in_progress" and dice.chance(_QUIET) else dice.between(1, 9)
    if ending == "closed":
        edge = dice.between(20, began // 3)
    steps = [("intake", began)]
    if ending != "intake":
        steps.append(("exploration", began - dice.between(2, 9)))
    if ending not in {"intake", "exploration"}:
        steps.append(("plan", began - dice.between(24, 38)))
    if ending not in _EARLY:
        steps.append(("in_progress", began - dice.between(42, 54)))
    steps += _tail(dice, ending, began, edge)
    return Course(began, edge, steps[-1][0], tuple(steps))


def _tail(dice: Dice, ending: str, began: int, edge: int) -> list[tuple[str, int]]:
    """What came after the work: low flame, closing, and sometimes opening again."""
    if ending == "low_flame":
        return [("low_flame", dice.between(20, began // 3))]
    if ending == "closed":
        low_flame = [("low_flame", edge + dice.between(30, 90))] if dice.chance(50) else []
        return [*low_flame, ("closed", edge)]
    if ending == "reopened":
        again = dice.between(20, 120)
        closed = [("closed", again + dice.between(60, 200)), ("reopened", again)]
        return closed if dice.chance(40) else [*closed, ("in_progress", again - dice.between(3, 14))]
    return []


def acts(dice: Dice, course: Course, template: Template, neighbourhood: str) -> list[Act]:
    """Choose the interventions: how the neighbourhood leans decides how many of each strand, and which strand comes
    early.
    """
    lean = dict(zip(STRANDS, LEANS[neighbourhood], strict=True))
    if not course.is_long:
        wanted = {"intake": 0, "exploration": 1, "plan": dice.between(2, 4)}[course.ending]
    else:
        wanted = dice.between(7, 11) + course.began // 150
    chosen = _choose(dice, template, lean, wanted)
    # What a neighbourhood leans on comes first there.
    early = {strand: (weight - 33) // 2 for strand, weight in lean.items()}
    placed = sorted((max(text.position - early[text.strand] + dice.between(-9, 9), 1), text.product) for text in chosen)
    least = placed[0][0] if placed else 0
    reach = max(placed[-1][0] - least, 1) if placed else 1
    found = [_place(dice, course, product_texts()[code], (place - least) * 96 // reach) for place, code in placed]
    if found and course.ending in {"plan", "in_progress"} and dice.chance(30):
        found[-1] = Act(found[-1].text, -dice.between(2, 20), None, stopped=False)
    return found


def _choose(dice: Dice, template: Template, lean: dict[str, int], wanted: int) -> list[ProductText]:
    texts = product_texts()
    pools = {strand: [code for code in template.products if texts[code].strand == strand] for strand in STRANDS}
    spare = {strand: [code for code in COMMON[strand] if code not in pools[strand]] for strand in STRANDS}
    chosen: list[ProductText] = []
    weights = list(lean.values())
    for _ in range(wanted):
        strand = dice.weigh(STRANDS, weights)
        pool = pools[strand] or spare[strand]
        if pool:
            chosen.append(texts[pool.pop(int(len(pool) * dice.between(0, 99) / 100))])
    return chosen


def _place(dice: Dice, course: Course, text: ProductText, place: int) -> Act:
    """Put an intervention at its place in the working time; what would still run at the end either runs on or is
    over.
    """
    first, last = course.began - 3, _last_day(course)
    start = max(first - (first - last) * min(place, 100) // 100, last)
    end = start - text.days * dice.between(60, 130) // 100
    start, end = _around_closing(course, start, end)
    if end >= last or course.ending == "closed":
        return Act(text, start, max(end, last), stopped=dice.chance(8))
    return Act(text, start, None, stopped=False)


def _around_closing(course: Course, start: int, end: int) -> tuple[int, int]:
    """Keep an intervention out of the time in which a dossier was closed before it opened again."""
    days = dict(course.steps)
    if "reopened" not in days:
        return start, end
    closed, again = days["closed"], days["reopened"]
    if start > closed:
        return start, max(end, closed)
    return (min(start, again - 2), min(end, again - 4)) if start >= again else (start, end)


def _last_day(course: Course) -> int:
    """The last day on which something new begins: before a dossier rests or closes."""
    quiet = [ago for phase, ago in course.steps if phase in {"low_flame", "closed"}]
    reopened = any(phase == "reopened" for phase, _ in course.steps)
    return quiet[0] if quiet and not reopened else min(course.edge, course.began)
