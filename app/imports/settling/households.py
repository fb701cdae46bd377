"""Households that may be one, that have a dossier already, or that another team knows."""

from collections import Counter
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.imports.grouping import Household, LikelyDuplicate
from app.imports.parsing.desk import Finding, make_problem
from app.imports.parsing.model import LEAVE_OUT, Choice, Choices, Problem, Severity
from app.imports.plan import ImportPlan
from app.imports.recognition.mapping import Mapping
from app.imports.settling.model import Home, KnownHome, Settled

JOIN = "join"
NEW = "new"
APART = "apart"
_TWICE = (Choice(APART, "Twee huishoudens"), Choice(JOIN, "Samen één huishouden"))
_HERE = (
    Choice(JOIN, "Toevoegen aan dat dossier"),
    Choice(NEW, "Toch een nieuw dossier maken"),
    Choice(LEAVE_OUT, "Niet importeren"),
)
_THERE = (Choice(NEW, "Toch een nieuw dossier maken"), Choice(LEAVE_OUT, "Niet importeren"))


def settle_households(
    settled: Settled,
    mapping: Mapping,
    choices: Choices,
    *,
    homes: AnyMapping[int, KnownHome],
    elsewhere: AnyMapping[int, str],
) -> Settled:
    """Then: households that may be one, that have a dossier already, or that another team knows."""
    desk = _HouseholdDesk(mapping, choices, homes, elsewhere)
    joined = desk.join_twins(settled.plan.households, settled.plan.duplicates)
    left: set[int] = set()
    kept: list[Home] = []
    for household in joined:
        home = desk.place(household)
        if home is None:
            left.update(household.rows)
        else:
            kept.append(home)
    lines = tuple(replace(line, left_out="choice") if line.row in left else line for line in settled.plan.lines)
    problems = sorted([*settled.plan.problems, *desk.problems], key=lambda each: (each.row, each.column, each.code))
    households = tuple(home.household for home in kept)
    plan = replace(settled.plan, lines=lines, problems=tuple(problems), households=households)
    return replace(settled, plan=_counted(plan), homes=tuple(kept))


@dataclass(slots=True)
class _HouseholdDesk:
    mapping: Mapping
    choices: Choices
    homes: AnyMapping[int, KnownHome]
    elsewhere: AnyMapping[int, str]
    problems: list[Problem] = field(default_factory=list)

    def _ask(self, row: int, finding: Finding) -> str | None:
        problem = make_problem(row, self.mapping, finding, self.choices)
        self.problems.append(problem)
        return problem.decision

    def join_twins(self, households: Sequence[Household], twins: Sequence[LikelyDuplicate]) -> tuple[Household, ...]:
        """Ask about each pair that may be one household, and put together what was said to be one."""
        by_number = {each.number: each for each in households}
        into: dict[int, int] = {}
        for twin in twins:
            one, two = by_number[twin.first], by_number[twin.second]
            sentence = f"lijkt op rij {one.rows[0]}: {twin.reason_nl}."
            value = f"{one.rows[0]}-{two.rows[0]}"
            about = str(one.rows[0])
            finding = Finding(None, "likely_duplicate", sentence, _TWICE, APART, value, Severity.NOTE, about)
            if self._ask(two.rows[0], finding) == JOIN:
                into[_end(into, two.number)] = _end(into, one.number)
        result: dict[int, Household] = {}
        for household in households:
            target = _end(into, household.number)
            result[target] = _together(result[target], household) if target in result else household
        return tuple(result.values())

    def place(self, household: Household) -> Home | None:
        """Where a household goes; None when it does not come in."""
        row, known = household.rows[0], self.homes.get(household.number)
        if known and known.is_lead and not known.closed:
            sentence = f"dit huishouden heeft al een dossier bij u: {known.case_no} ({known.title})."
            finding = Finding(None, "household_known", sentence, _HERE, JOIN, known.case_no, about=known.case_no)
            decision = self._ask(row, finding)
            return None if decision == LEAVE_OUT else Home(household, known if decision == JOIN else None)
        if known:
            who = "het is afgesloten" if known.closed else f"de regie is bij {known.lead}"
            sentence = f"dit huishouden heeft al een dossier: {known.case_no} ({known.title}); {who}."
            finding = Finding(
                None, "household_of_other", sentence, _THERE, LEAVE_OUT, known.case_no, about=known.case_no
            )
            return None if self._ask(row, finding) == LEAVE_OUT else Home(household)
        if place := self.elsewhere.get(household.number):
            sentence = f"een huishouden als dit is bekend bij {place}. Vraag het daar na."
            finding = Finding(None, "household_elsewhere", sentence, _THERE, NEW, place, about=place)
            return None if self._ask(row, finding) == LEAVE_OUT else Home(household)
        return Home(household)


def _end(into: dict[int, int], number: int) -> int:
    while number in into and into[number] != number:
        number = into[number]
    return number


def _together(first: Household, second: Household) -> Household:
    return replace(
        first,
        people=(*first.people, *second.people),
        rows=(*first.rows, *second.rows),
        addresses=first.addresses + second.addresses,
    )


def _counted(plan: ImportPlan) -> ImportPlan:
    why = Counter(line.left_out for line in plan.lines)
    kinds = Counter(problem.severity for problem in plan.problems)
    counts = replace(
        plan.counts,
        importable=why[""],
        open=why["open"],
        left_out=why["choice"],
        households=len(plan.households),
        people=sum(len(household.people) for household in plan.households),
        other_organisations=sum(not line.own for line in plan.lines if not line.left_out),
        notes=kinds[Severity.NOTE],
        problems=kinds[Severity.PROBLEM],
        questions=kinds[Severity.QUESTION],
    )
    return replace(plan, counts=counts)
