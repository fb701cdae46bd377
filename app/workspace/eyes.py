"""*Bekijk als …*: the regiekaart as a named partner has it, for whoever leads the case.

What the partner may see is decided by the policy, row by row, on the facts of the rows; the page is then made by the same
questions as the partner's own, asked of those rows only, as the lead. So the lead is shown what both may see: what an
organisation wrote for itself stays with it, also here. That the policy and the lock say the same is proven elsewhere
(``tests/access``); that this page is the partner's, word for word, in ``tests/integration/workspace/test_view_as.py``.
"""

from dataclasses import dataclass

from app.access.actor import Actor
from app.access.matrix import Grant, Matrix, load_overrides
from app.access.policy import Record, Relation, Who, decide, may, row_for
from app.access.scope import DossierScope
from app.access.vocabulary import HELPERS, HOUSEHOLD_ROWS, Category, Override, RelationState, Right, Term
from app.accounts.kinds import Kind
from app.db import clock
from app.db.conditions import AT_THE_TABLE
from app.db.driver import Row
from app.db.phrases import rows_with
from app.db.scope import BY_NAME, Level
from app.dossiers.queries.at_home import list_circumstances
from app.kernel.errors import NotFound
from app.workspace.queries import eyes as read

#: What it takes to see a row of a table, by the part of a record that the table holds.
ASKED = {Level.BODY: Right.READ, Level.HEADER: Right.HEADER, Level.PROCESS: Right.PROCESS}


@dataclass(frozen=True, slots=True)
class Eyes:
    """A partner, and what the asker and the partner both see of a dossier."""

    scope: DossierScope
    visible: read.Visible
    running: frozenset[str]

    def knows_of(self, party: Row) -> bool:
        """Whether the partner sees that ``party`` is involved. Volunteers and network people see the lead and themselves; that somebody
        of the network looks along is seen by who reads the network.
        """
        if party.is_lead or party.account_id == self.scope.actor.account_id:
            return True
        if self.scope.row in HELPERS:
            return False
        return bool(party.kind != Kind.NETWORK or self.scope.row in rows_with(Category.NETWORK, "RW"))


def look_as(scope: DossierScope, account_id: int) -> Eyes:
    """What ``account_id`` sees of the dossier. Raises NotFound when that is nobody with a running relation and a regiekaart."""
    now = clock.now()
    ties = read.list_relations(scope.id, account_id, now)
    if not ties:
        raise NotFound
    house, state = read.get_house(scope.id), RelationState.CLOSED if scope.closed else RelationState.ACTIVE
    functions = frozenset(house.lead_functions)
    row = row_for(ties[0].function, state=state, is_lead=any(tie.is_lead for tie in ties), lead_functions=functions)
    theirs = _as_partner(scope, ties, row or "")
    if row is None or theirs.is_team or theirs.is_organisation_wide:
        raise NotFound
    facts = _Facts(theirs, house, list_circumstances(scope.id, clock.today()), _disclosed(theirs, now))
    rows = read.list_facts(scope.id, account_id)
    visible: dict[str, set[int]] = {}
    for line in rows:
        if facts.sees(line):
            visible.setdefault(line.name, set()).add(line.id)
    return Eyes(theirs, {name: frozenset(ids) for name, ids in visible.items()}, facts.running(rows))


def _as_partner(scope: DossierScope, ties: list[Row], row: str) -> DossierScope:
    who = ties[0]
    everybody = any(tie.person_ids is None for tie in ties)
    return DossierScope(
        id=scope.id,
        case_no=scope.case_no,
        lead_org_id=scope.lead_org_id,
        closed=scope.closed,
        row=row,
        actor=Actor(
            account_id=who.id,
            name=who.name,
            function=who.function,
            organisation_id=who.organisation_id,
            organisation_name=who.organisation,
            organisation_kind=who.kind,
            bsn_allowed=who.bsn_allowed,
            language=who.language,
            session_id=0,
            person_id=who.person_id,
        ),
        persons=None if everybody else frozenset(person for tie in ties for person in tie.person_ids),
    )


def _disclosed(theirs: DossierScope, now: object) -> frozenset[tuple[str, int]]:
    actor = theirs.actor
    return read.list_disclosed(theirs.id, organisation=actor.organisation_id, account=actor.account_id, now=now)


class _Facts:
    """The household in the policy's words, and its answers for one partner."""

    def __init__(
        self, theirs: DossierScope, house: Row, people: list[Row], disclosed: frozenset[tuple[str, int]]
    ) -> None:
        self._theirs, self._disclosed = theirs, disclosed
        actor = theirs.actor
        self._who = Who(actor.account_id, actor.organisation_id, actor.bsn_allowed, actor.person_id)
        state = RelationState.CLOSED if theirs.closed else RelationState.ACTIVE
        self._relation = Relation(theirs.row, state, theirs.persons)
        self._children = frozenset(person.id for person in people if person.minor)
        self._authority = frozenset(person.id for person in people if person.holds_authority)
        self._marked = {
            Override.MINOR: self._children,
            Override.PARTNER_UNSAFE: frozenset(person.id for person in people if person.partner_unsafe),
            Override.DECEASED: frozenset(person.id for person in people if person.deceased),
        }
        around = {Override.STAFF_OR_RELATIVE: house.staff_or_relative, Override.PROTECTED_ADDRESS: house.protected}
        self._items: set[tuple[str, int]] = set()
        self._around = frozenset(name for name, holds in around.items() if holds)

    def sees(self, line: Row) -> bool:
        """Whether the partner sees this row: the policy, and what some tables ask besides (``docs/access-rules.md``)."""
        seen = self._sees(line)
        if seen and line.kind and line.name not in {"intervention", "statement"}:
            self._items.add((line.kind, line.item))
        return seen

    def _sees(self, line: Row) -> bool:
        if line.name == "statement":
            return (line.kind, line.item) in self._items and self._reads_as_note(line)
        if line.name == "note_interpretation" and line.owner_org_id != self._who.organisation_id:
            return False
        if line.hidden and self._theirs.row in HOUSEHOLD_ROWS:
            return False
        if line.name == "question_thread":
            return line.told and self._is_told(line)
        if line.name == "win" and self._theirs.row in AT_THE_TABLE:
            return self._reads_as_note(line)
        return may(self._who, self._relation, self._record(line), ASKED[BY_NAME[line.name].level])

    def _is_told(self, line: Row) -> bool:
        """Of a question to named people: they read it at work, whatever else they read, unless the persons are shut to them."""
        return self._theirs.row not in HOUSEHOLD_ROWS and self._reads_as_note(line)

    def _reads_as_note(self, line: Row) -> bool:
        """Whether they read it when their function reads notes: the persons may still be shut to them."""
        reads: Matrix = {(self._theirs.row, Category.NOTES): (Grant(Term.READ),)}
        return decide(
            self._who, self._relation, self._record(line), Right.READ, matrix=reads, overrides=load_overrides()
        )

    def running(self, rows: list[Row]) -> frozenset[str]:
        """Strands that the partner may know of, of interventions that are not sealed."""
        return frozenset(
            line.category
            for line in rows
            if line.runs and not line.sealed
            if may(self._who, self._relation, self._record(line, bare=True), Right.EXISTS)
        )

    def _record(self, line: Row, *, bare: bool = False) -> Record:
        """``bare``: what may be known of it by whoever has no more to do with it."""
        return Record(
            category=Category(line.category),
            owner_organisation_id=-1 if bare else line.owner_org_id,
            author_id=line.author_id,
            persons=frozenset(line.person_ids),
            conditions=frozenset() if bare else frozenset(filter(None, [line.condition])),
            children=self._children,
            authority=self._authority,
            disclosed=not bare and (line.kind, line.item) in self._disclosed,
            process=line.name == "dossier_process",
            circumstances=self._around | self._of_row(line),
            marked=self._marked,
        )

    @staticmethod
    def _of_row(line: Row) -> frozenset[Override]:
        """What holds for the row itself."""
        around = {Override.SEALED: line.sealed, Override.RESTRICTED: line.restricted}
        return frozenset(name for name, holds in around.items() if holds)
