"""Laws of stepping back: how carrying is counted, when to ask about a stance, and when a network stands. Pure."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.plan.words import OWNERS as PLAN_OWNERS

#: One step or decision counts one for whoever carries it.
STEP_WEIGHT = 1
#: What an intervention counts for the professional, by how they stand in it: from doing it themselves to letting go.
STANCE_WEIGHTS = {"take_over": 3, "do_together": 2, "see_to_it": 1, "available": 0, "let_go": 0}
#: So many reviews with one stance ask whoever made them a question (domain.md 2.7, O18).
SAME_STANCE = 3
#: Fewer than this carry no network.
ENOUGH_CARRIERS = 3
MOST_CARRIERS = 60
#: Nobody withdraws on a day further ahead than this.
FURTHEST_DAYS = 366
OWNERS = tuple(PLAN_OWNERS)


@dataclass(frozen=True, slots=True)
class Carry:
    """Something that is carried: for which goal, by whom (resident, network, professional), how heavy, and whether it is done."""

    goal_id: int | None
    owner: str
    weight: int
    done: bool


@dataclass(frozen=True, slots=True)
class Load:
    """What each of the three carries: points that are open and points that are done."""

    open: dict[str, int]
    done: dict[str, int]

    @property
    def points(self) -> dict[str, int]:
        """Open and done together, by owner."""
        return {owner: self.open[owner] + self.done[owner] for owner in OWNERS}


def load_of(carried: Iterable[Carry]) -> Load:
    """Adds up, in points."""
    load = Load(dict.fromkeys(OWNERS, 0), dict.fromkeys(OWNERS, 0))
    for each in carried:
        side = load.done if each.done else load.open
        side[each.owner] += each.weight
    return load


def asks_about(stances: Sequence[str]) -> bool:
    """Whether the newest reviews (newest first) all have one stance in which one still does something."""
    latest = stances[:SAME_STANCE]
    return len(latest) == SAME_STANCE and len(set(latest)) == 1 and STANCE_WEIGHTS[latest[0]] > 0


@dataclass(frozen=True, slots=True)
class Stability:
    """What a check of a network found; the names are those of ``words.SIGNS``."""

    carriers: int
    met_without: bool
    survived_conflict: bool
    backup_known: bool

    def signs(self) -> dict[str, bool]:
        """Each sign of a network that stands, and whether it is there."""
        return {
            "carriers": self.carriers >= ENOUGH_CARRIERS,
            "met_without": self.met_without,
            "survived_conflict": self.survived_conflict,
            "backup_known": self.backup_known,
        }

    def stands(self) -> bool:
        """Whether all signs are there: professionals can withdraw."""
        return all(self.signs().values())


def withdrawal_is_possible(day: dt.date | None, today: dt.date) -> bool:
    """Whether professionals can agree to withdraw on ``day``; none yet is an answer too."""
    return day is None or 0 <= (day - today).days <= FURTHEST_DAYS
