"""From a plan to what is really done: which product, whose line, which household it joins. Pure, and the same every time."""

from collections import Counter
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.imports.grouping import Household, LikelyDuplicate, group_lines, likely_duplicates
from app.imports.parsing.desk import Finding, make_problem, shown
from app.imports.parsing.help import organisation_choices
from app.imports.parsing.model import KEEP, LEAVE_OUT, Choice, Choices, Organisation, ParsedLine, Problem, Severity
from app.imports.plan import ImportPlan
from app.imports.products import KnownProduct, ProductFinder
from app.imports.recognition import lexicon
from app.imports.recognition.fields import Field
from app.imports.recognition.mapping import Mapping

JOIN = "join"
NEW = "new"
APART = "apart"
_LEAVE = Choice(LEAVE_OUT, "Deze regel niet importeren")
_STRANDS = {lexicon.CARE: "zorg", lexicon.ENFORCEMENT: "handhaving", lexicon.ACTIVATION: "activering"}
_TWICE = (Choice(APART, "Twee huishoudens"), Choice(JOIN, "Samen één huishouden"))
_HERE = (
    Choice(JOIN, "Toevoegen aan dat dossier"),
    Choice(NEW, "Toch een nieuw dossier maken"),
    Choice(LEAVE_OUT, "Niet importeren"),
)
_THERE = (Choice(NEW, "Toch een nieuw dossier maken"), Choice(LEAVE_OUT, "Niet importeren"))


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody in a dossier that is there already; `key` is the key of the name."""

    id: int
    key: str
    born: str


@dataclass(frozen=True, slots=True)
class KnownHome:
    """An own dossier that is about the same household; only its lead adds lines to it."""

    dossier_id: int
    case_no: str
    title: str
    lead: str
    is_lead: bool
    closed: bool
    persons: tuple[KnownPerson, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What settling knows besides the plan. `writers`: which kinds of organisation keep which strands themselves.

    `own_strands` are those in which the team's own lines get a body. `homes` and `elsewhere` are by household number.
    """

    finder: ProductFinder
    organisations: tuple[Organisation, ...]
    own_organisation_id: int
    own_strands: frozenset[str]
    writers: AnyMapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Home:
    """One household as it will be written: into a dossier that is there, or into a new one."""

    household: Household
    known: KnownHome | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """The plan with everything worked in, the product of each row, and the households as they will be written."""

    plan: ImportPlan
    products: AnyMapping[int, KnownProduct] = field(default_factory=dict)
    homes: tuple[Home, ...] = ()


@dataclass(slots=True)
class LineDesk:
    """Asks what the catalogue and the organisations raise about each line, and does what was decided."""

    mapping: Mapping
    choices: Choices
    facts: Facts
    problems: list[Problem] = field(default_factory=list)
    products: dict[int, KnownProduct] = field(default_factory=dict)

    def settle(self, line: ParsedLine) -> ParsedLine:
        """One line that comes in or waits for an answer, as it then is."""
        if line.left_out not in {"", "open"} or not line.strand:
            return line
        line = self._owner(self._product(line))
        return self._kept_there(line)

    def _ask(self, line: ParsedLine, finding: Finding) -> tuple[ParsedLine, str | None]:
        problem = make_problem(line.row, self.mapping, finding, self.choices)
        self.problems.append(problem)
        if problem.decision == LEAVE_OUT:
            return replace(line, left_out="choice"), None
        if problem.decision is None and not line.left_out:
            return replace(line, left_out="open"), None
        return line, problem.decision

    def _product(self, line: ParsedLine) -> ParsedLine:
        match = self.facts.finder.find(line.product_text, line.strand)
        if match.sure:
            self.products[line.row] = match.sure
            return line
        line, decision = self._ask(line, self._product_finding(line, match.elsewhere, match.perhaps))
        chosen = next((each for each in self.facts.finder.products if f"product:{each.code}" == decision), None)
        if chosen is None:
            return line
        self.products[line.row] = chosen
        return replace(line, strand=chosen.strand)

    def _product_finding(
        self, line: ParsedLine, elsewhere: KnownProduct | None, perhaps: Sequence[KnownProduct]
    ) -> Finding:
        strand, text = _STRANDS[line.strand], shown(line.product_text)
        inside = (*perhaps, *(each for each in self.facts.finder.of_strand(line.strand) if each not in perhaps))
        choices = [Choice(f"product:{each.code}", each.name_nl) for each in inside]
        value = f"{line.product_text} ({strand})"
        if elsewhere:
            other = _STRANDS[elsewhere.strand]
            sentence = f"'{text}' hoort in onze lijst bij {other}, hier staat {strand}. Wat klopt?"
            first = Choice(f"product:{elsewhere.code}", f"{elsewhere.name_nl} ({other})")
            about = elsewhere.strand
            return Finding(
                Field.PRODUCT, "product_strand", sentence, (first, *choices, _LEAVE), None, value, about=about
            )
        sentence = f"'{text}' staat niet in onze lijst. Wat komt het meest in de buurt?"
        if not line.product_text:
            sentence = "er staat niet wat de inzet is. Wat is het?"
        return Finding(Field.PRODUCT, "product_unknown", sentence, (*choices, _LEAVE), None, value)

    def _owner(self, line: ParsedLine) -> ParsedLine:
        """A line of the team itself in a strand that it does not keep belongs to somebody else."""
        if not line.own or line.left_out == "choice" or line.strand in self.facts.own_strands:
            return line
        product = self.products.get(line.row)
        kinds = product.kinds if product else ()
        first = [each for each in self.facts.organisations if each.kind in kinds and not self._is_own(each)]
        others = [each for each in self.facts.organisations if not self._is_own(each)]
        choices = tuple(each for each in organisation_choices(others, first) if each.code != "own")
        sentence = f"uw eigen team legt zelf geen {_STRANDS[line.strand]} vast. Welke organisatie doet dit?"
        finding = Finding(Field.ORGANISATION, "own_strand", sentence, choices, None, line.product_text)
        line, decision = self._ask(line, replace(finding, about=line.strand))
        owner = next((each for each in others if f"org:{each.id}" == decision), None)
        if owner is None:
            return line
        return replace(line, organisation_id=owner.id, organisation_kind=owner.kind, own=False)

    def _is_own(self, organisation: Organisation) -> bool:
        return organisation.id == self.facts.own_organisation_id

    def _kept_there(self, line: ParsedLine) -> ParsedLine:
        """Point out a line of an organisation that does not keep this strand: nobody there can confirm it."""
        if line.own or line.left_out == "choice" or line.organisation_id is None:
            return line
        if line.strand in self.facts.writers.get(line.organisation_kind, frozenset()):
            return line
        name = next(each.name for each in self.facts.organisations if each.id == line.organisation_id)
        strand = _STRANDS[line.strand]
        sentence = f"bij {name} legt niemand {strand} vast. De regel kan daar wel staan, maar niet bevestigd worden."
        choices = (Choice(KEEP, "Zo overnemen"), _LEAVE)
        finding = Finding(
            Field.ORGANISATION,
            "strand_not_kept",
            sentence,
            choices,
            KEEP,
            f"{name} ({strand})",
            Severity.PROBLEM,
            line.strand,
        )
        return self._ask(line, replace(finding, about=name))[0]


def settle_lines(plan: ImportPlan, mapping: Mapping, choices: Choices, facts: Facts) -> Settled:
    """First: products and owners, then the households again from the lines that are left."""
    desk = LineDesk(mapping, choices, facts)
    lines = tuple(desk.settle(line) for line in plan.lines)
    asked = {problem.row for problem in desk.problems if problem.code == "product_unknown"}
    kept = [each for each in plan.problems if each.code != "product_missing" or each.row not in asked]
    households = group_lines([line for line in lines if line.left_out in {"", "open"}])
    changed = replace(
        plan,
        lines=lines,
        problems=(*kept, *desk.problems),
        households=households,
        duplicates=likely_duplicates(households),
    )
    return Settled(changed, desk.products)


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
