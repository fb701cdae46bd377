"""Products and owners: what the catalogue and the organisations raise about each line."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.imports.grouping import group_lines, likely_duplicates
from app.imports.parsing.desk import Finding, make_problem, shown
from app.imports.parsing.help import organisation_choices
from app.imports.parsing.model import KEEP, LEAVE_OUT, Choice, Choices, Organisation, ParsedLine, Problem, Severity
from app.imports.plan import ImportPlan
from app.imports.products import KnownProduct, ProductMatch
from app.imports.recognition import lexicon
from app.imports.recognition.fields import Field
from app.imports.recognition.mapping import Mapping
from app.imports.settling.model import Facts, Settled

_LEAVE = Choice(LEAVE_OUT, "Deze regel niet importeren")
_STRANDS = {lexicon.CARE: "zorg", lexicon.ENFORCEMENT: "handhaving", lexicon.ACTIVATION: "activering"}


@dataclass(slots=True)
class LineDesk:
    """Asks what the catalogue and the organisations raise about each line, and does what was decided."""

    mapping: Mapping
    choices: Choices
    facts: Facts
    problems: list[Problem] = field(default_factory=list)
    products: dict[int, KnownProduct] = field(default_factory=dict)
    found: dict[tuple[str, str], ProductMatch] = field(default_factory=dict)

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
        asked = (line.product_text, line.strand)
        match = self.found.get(asked) or self.facts.finder.find(*asked)
        self.found[asked] = match
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
        choices = [Choice(f"product:{each.code}", each.name_nl, each.name_en) for each in inside]
        value = f"{line.product_text} ({strand})"
        if elsewhere:
            other = _STRANDS[elsewhere.strand]
            sentence = f"'{text}' hoort in onze lijst bij {other}, hier staat {strand}. Wat klopt?"
            first = Choice(
                f"product:{elsewhere.code}",
                f"{elsewhere.name_nl} ({other})",
                f"{elsewhere.name_en} ({elsewhere.strand})",
            )
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
        what = f" ('{shown(line.product_text)}')" if line.product_text else ""
        sentence = f"uw eigen team legt zelf geen {_STRANDS[line.strand]} vast{what}. Welke organisatie doet dit?"
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
