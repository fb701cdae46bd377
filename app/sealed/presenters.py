"""Sealed compartments on a page, and who reads them, by name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.dossiers.presenters.readers import PartView, grouped
from app.dossiers.queries.readers import list_involved
from app.sealed import words
from app.sealed.queries import CompartmentLine, StepLine
from app.sealed.rules import STEPS
from app.sealed.services import ATTENTION, YOUTH
from app.web.i18n import by_language, day, ngettext


@dataclass(frozen=True, slots=True)
class CompartmentView:
    """One compartment in a list."""

    name: str
    who: str
    state: str
    is_open: bool
    url: str


@dataclass(frozen=True, slots=True)
class StepView:
    """One step: what to do in it, and what was written. ``url``: where its author writes it."""

    number: int
    name: str
    what: str
    written: bool
    when: str
    text: str
    facts: tuple[tuple[str, str], ...]
    url: str


def compartment_view(scope: DossierScope, line: CompartmentLine) -> CompartmentView:
    """One compartment in words."""
    count = len(line.written)
    state = ngettext("%(num)d van 5 stappen beschreven", "%(num)d van 5 stappen beschreven", count)
    return CompartmentView(
        name=_("Geopend op %(day)s", day=day(line.at)),
        who=f"{line.author}, {line.organisation}",
        state=_("gesloten op %(day)s", day=day(line.closed_on)) if line.closed_on else state,
        is_open=line.closed_on is None,
        url=url_for("sealed.show", dossier_id=scope.id, sealed_compartment_id=line.id),
    )


def step_views(
    scope: DossierScope, line: CompartmentLine, steps: Iterable[StepLine], *, writes: bool
) -> list[StepView]:
    """All five steps, written or not, in order."""
    found = {step.number: step for step in steps}
    return [_step_view(scope, line, number, found, writes=writes) for number in STEPS]


def _step_view(
    scope: DossierScope, line: CompartmentLine, number: int, found: Mapping[int, StepLine], *, writes: bool
) -> StepView:
    step = found.get(number)
    said = step.opened.words if step else None
    facts = [
        (by_language(*words.QUESTIONS[question]), by_language(*words.ANSWERS[question].get(answer, ("", ""))))
        for question, answer in (said.answers if said else {}).items()
    ]
    if said and said.with_whom:
        facts.append((_("Met wie precies?"), said.with_whom))
    return StepView(
        number=number,
        name=step_name(number),
        what=step_what(number),
        written=step is not None,
        when=_("%(day)s, opgeschreven door %(who)s", day=day(said.on), who=step.opened.who) if step and said else "",
        text=said.text if said else "",
        facts=tuple(facts),
        url=url_for("sealed.step", dossier_id=scope.id, sealed_compartment_id=line.id, number=number) if writes else "",
    )


def step_name(number: int) -> str:
    """*Stap 2: Overleg met iemand*."""
    return _("Stap %(number)d: %(name)s", number=number, name=by_language(*words.STEPS[number]))


def step_what(number: int) -> str:
    """What to do in a step."""
    return by_language(*words.WHAT[number])


def who_reads_sealed(scope: DossierScope, line: CompartmentLine | None = None) -> list[PartView]:
    """The author, the attention officer of that organisation and youth protection, by name; a new one is the actor's own."""
    author = line.author_id if line else scope.actor.account_id
    organisation = line.organisation_id if line else scope.actor.organisation_id
    shared = line is not None and line.shared_on is not None
    about = frozenset(line.person_ids) if line else frozenset[int]()
    readers = [
        party
        for party in list_involved(scope.id)
        if party.account_id == author
        or (party.row == ATTENTION and party.organisation_id == organisation)
        or (party.row == YOUTH and shared)
        if party.persons is None or about <= party.persons
    ]
    return [PartView("", grouped(readers), "")]
