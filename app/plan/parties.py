"""The parties at the table: the household itself, and each organisation that is involved and may read at least what is shared."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from app.access.policy import Record, Relation, Who, may
from app.access.scope import DossierScope
from app.access.vocabulary import HOUSEHOLD_ROWS, Category, RelationState, Right
from app.dossiers.queries.persons import PersonLine, list_persons
from app.plan.services.common import may_plan
from app.plan.sharing import sharing_of

HOUSEHOLD = "household"


@dataclass(frozen=True, slots=True)
class Party:
    """One party: a key for forms, its name, and the organisation or the person that it is (neither: the household as such)."""

    key: str
    name: str
    organisation_id: int | None = None
    person_id: int | None = None


def parties_of(scope: DossierScope) -> tuple[Party, ...]:
    """The household, then every organisation at work here whose function reads the plan or what is shared of it, by name."""
    sharing = sharing_of(scope)
    found = {
        line.organisation_id: line.organisation
        for line in (*sharing.anyway, *sharing.possible)
        if line.row not in HOUSEHOLD_ROWS
    }
    listed = sorted(found.items(), key=lambda each: each[1])
    return (Party(HOUSEHOLD, _("het huishouden")), *(Party(f"org:{key}", name, key) for key, name in listed))


def signers_of(scope: DossierScope, parties: Iterable[Party], persons: Iterable[PersonLine]) -> tuple[Party, ...]:
    """Who can sign: each person of the household by name, and each organisation."""
    people = [Party(f"person:{line.person_id}", line.name, person_id=line.person_id) for line in persons]
    if scope.row in HOUSEHOLD_ROWS:
        people = [party for party in people if party.person_id == scope.actor.person_id]
    return (*people, *(party for party in parties if party.organisation_id))


def may_speak_for(scope: DossierScope, parties: Iterable[Party]) -> tuple[Party, ...]:
    """The parties for whom the actor may write: the lead at the table for all of them, anybody else for the own one."""
    if not speaks(scope):
        return ()
    if scope.is_lead:
        return tuple(parties)
    own = None if scope.row in HOUSEHOLD_ROWS else scope.actor.organisation_id
    return tuple(party for party in parties if party.organisation_id == own)


def speaks(scope: DossierScope) -> bool:
    """Whether the actor writes for some party at the table, by function alone: asks nothing of the database, so for buttons."""
    return may_plan(scope) if scope.is_lead or scope.row in HOUSEHOLD_ROWS else reads_shared(scope)


def reads_shared(scope: DossierScope) -> bool:
    """Whether the actor works here in a function that reads at least what is shared of the plan, in a case that is open."""
    if scope.closed or scope.is_organisation_wide:
        return False
    who = Who(scope.actor.account_id, scope.actor.organisation_id)
    record = Record(Category.PLAN, scope.actor.organisation_id, scope.actor.account_id, disclosed=True)
    return may(who, Relation(scope.row, RelationState.ACTIVE), record, Right.READ)


def signing_parties(scope: DossierScope) -> tuple[Party, ...]:
    """For whom the actor may sign the shared goal."""
    return may_speak_for(scope, signers_of(scope, parties_of(scope), list_persons(scope.id)))
