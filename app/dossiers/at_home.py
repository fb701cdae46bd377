"""What somebody of the household may read, for paper that is put in their hands: the policy, asked in the name of the resident.

Who makes the paper reads more than who gets it. So each row goes past the policy once more, as if the resident asked; a row that
is sealed or not to be used, or about somebody whose partner is unsafe, never gets onto paper for somebody else.
"""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from flask_babel import gettext as _

from app.access.policy import Record, Relation, Who, may
from app.access.scope import DossierScope
from app.access.vocabulary import HOUSEHOLD_ROWS, Category, Override, RelationState, Right
from app.db.clock import now, today
from app.db.driver import Row
from app.dossiers.presenters.subjects import offered_persons
from app.dossiers.queries.at_home import find_contact, list_circumstances
from app.dossiers.queries.persons import PersonLine
from app.kernel.errors import Forbidden, NotFound
from app.web.i18n import day
from app.web.paper import Block, Sheet


class About(Protocol):
    """A row that says whom it is about, and whether it is sealed or not to be used."""

    @property
    def person_ids(self) -> tuple[int, ...]:
        """Whom the row is about; nobody in particular is the household as such."""

    @property
    def sealed(self) -> bool:
        """Whether the row is sealed."""

    @property
    def restricted(self) -> bool:
        """Whether it is not to be used while a request runs; of what cannot be restricted: never."""


Told = TypeVar("Told", bound=About)


class AtHome:
    """One person of the household as a reader."""

    def __init__(self, person_id: int, people: Iterable[Row]) -> None:
        """``people`` are the circumstances of everybody there. Raises NotFound for somebody of another household, or who died."""
        everybody = list(people)
        found = next((row for row in everybody if row.id == person_id and not row.deceased), None)
        if found is None:
            raise NotFound
        self.person_id, self.is_unsafe = person_id, bool(found.partner_unsafe)
        self._row = "young_person" if found.minor else "resident"
        self._children = frozenset(row.id for row in everybody if row.minor)
        self._authority = frozenset(row.id for row in everybody if row.holds_authority)
        self._marked = {
            Override.MINOR: self._children,
            Override.PARTNER_UNSAFE: frozenset(row.id for row in everybody if row.partner_unsafe),
            Override.DECEASED: frozenset(row.id for row in everybody if row.deceased),
        }

    def reads(self, category: Category, row: About, *, is_open: bool = False) -> bool:
        """Whether this person reads such a row. ``is_open``: a note (a win is one) that is not kept from the household."""
        held = {Override.SEALED: row.sealed, Override.RESTRICTED: row.restricted}
        record = Record(
            category=category,
            owner_organisation_id=0,
            author_id=0,
            persons=frozenset(row.person_ids),
            conditions=frozenset({"open"} if is_open else ()),
            children=self._children,
            authority=self._authority,
            circumstances=frozenset(override for override, holds in held.items() if holds),
            marked=self._marked,
        )
        who = Who(account_id=-1, organisation_id=-1, person_id=self.person_id)
        return may(who, Relation(self._row, RelationState.ACTIVE), record, Right.READ)

    def told(self, category: Category, rows: Iterable[Told]) -> list[Told]:
        """The rows that this person reads."""
        return [row for row in rows if self.reads(category, row)]


def check_paper(scope: DossierScope) -> None:
    """Raises Forbidden under emergency access: nothing leaves in a file then."""
    if scope.emergency:
        raise Forbidden(_("Met noodtoegang haalt u niets naar een bestand. Vraag het aan de casusregisseur."))


def at_home(scope: DossierScope, person_id: int) -> AtHome:
    """The person as a reader. Whoever lives there asks about themselves only. Raises NotFound."""
    if scope.row in HOUSEHOLD_ROWS and scope.actor.person_id != person_id:
        raise NotFound
    return AtHome(person_id, list_circumstances(scope.id, today()))


def paper_mark(scope: DossierScope, name: str) -> str:
    """What stands at the foot: for whom it was made, when and by whom."""
    return _(
        "Voor %(who)s. Gemaakt op %(day)s door %(worker)s, %(team)s.",
        who=name,
        day=day(today()),
        worker=scope.actor.name,
        team=scope.actor.organisation_name,
    )


def sheet_for(scope: DossierScope, name: str, title: str, blocks: Iterable[Block], *, language: str) -> Sheet:
    """Paper for ``name``: marked for whom, when and by whom it was made. Asked for within ``language``, that of the blocks."""
    return Sheet(
        title,
        tuple(blocks),
        language=language,
        sender=scope.actor.organisation_name,
        mark=paper_mark(scope, name),
        page_word=_("Pagina"),
    )


def call_whom(scope: DossierScope) -> str:
    """Whom to call, in one sentence."""
    contact = find_contact(scope.id, now())
    if contact is None:
        return _("Vragen? Bel het team dat u kent.")
    called = _("Vragen, of klopt er iets niet? Bel %(name)s van %(team)s", name=contact.name, team=contact.organisation)
    phone = contact.phone.replace(" ", "\u00a0")  # a number stays on one line
    return f"{called}: {phone}." if phone else f"{called}."


def persons_for(
    scope: DossierScope, category: Category, row: About, *, is_open: bool = False
) -> tuple[PersonLine, ...]:
    """The persons of the household who read this row, and for whom paper of it is safe. Who lives there gets the own one alone."""
    here = {one.id for one in list_circumstances(scope.id, today()) if not one.deceased and not one.partner_unsafe}
    mine = scope.actor.person_id if scope.row in HOUSEHOLD_ROWS else None

    def gets_it(person: PersonLine) -> bool:
        is_theirs = person.person_id in here and mine in {None, person.person_id}
        return is_theirs and at_home(scope, person.person_id).reads(category, row, is_open=is_open)

    return offered_persons(scope, only=gets_it)


def person_for(scope: DossierScope, category: Category, row: About, asked: str, *, is_open: bool = False) -> PersonLine:
    """The one of them who was asked for by number. Raises NotFound, and Forbidden under emergency access."""
    check_paper(scope)
    persons = persons_for(scope, category, row, is_open=is_open)
    found = next((person for person in persons if str(person.person_id) == asked), None)
    if found is None:
        raise NotFound
    return found
