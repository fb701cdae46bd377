"""A dossier as one actor stands to it: the subject that the guard hands to a route."""

from dataclasses import dataclass

from app.access.actor import Actor
from app.access.policy import Record, Relation, Who, may
from app.access.vocabulary import CONDITIONS, LEAD_ROW, MEMBER_ROW, ORGANISATION_WIDE, Category, RelationState, Right


@dataclass(frozen=True, slots=True)
class DossierScope:
    """The dossier's number and the actor's relation to it. ``purpose_id`` is the purpose of that relation.

    ``emergency``: emergency access runs, beside nothing that covers everybody, and so nothing leaves in a file. Rights do not ask for it.
    """

    id: int
    case_no: str
    lead_org_id: int
    closed: bool
    row: str
    actor: Actor
    persons: frozenset[int] | None = None
    purpose_id: int | None = None
    emergency: bool = False

    @property
    def is_lead(self) -> bool:
        """Whether the actor directs this case."""
        return self.row == LEAD_ROW

    @property
    def is_team(self) -> bool:
        """Whether the actor reads the dossier page; partners get the regiekaart."""
        return self.row in {LEAD_ROW, MEMBER_ROW}

    @property
    def is_organisation_wide(self) -> bool:
        """Whether the actor only sees the process of households led from the own organisation."""
        return self.row in ORGANISATION_WIDE

    def may(
        self, right: Right, category: Category, *, own: bool = True, conditions: frozenset[str] = frozenset()
    ) -> bool:
        """Whether the policy gives the actor ``right`` on an ordinary record of ``category`` in this dossier.

        ``own``: the record belongs to the actor's organisation (always so for a new one). For buttons and explanations; the
        lock decides about each row.
        """
        record = Record(
            category=category,
            owner_organisation_id=self.actor.organisation_id if own else -1,
            author_id=self.actor.account_id,
            conditions=conditions,
            process=category is Category.PLAN and self.is_organisation_wide,
        )
        state = RelationState.CLOSED if self.closed else RelationState.ACTIVE
        who = Who(self.actor.account_id, self.actor.organisation_id, self.actor.bsn_allowed, self.actor.person_id)
        return may(who, Relation(self.row, state), record, right)

    def may_write_some(self, category: Category) -> bool:
        """Whether some record of ``category`` may be added: one about rent, say, where the term is narrowed to rent."""
        return any(self.may(Right.WRITE, category, conditions=frozenset({name})) for name in CONDITIONS)

    def may_write(self, category: Category) -> bool:
        """Whether the actor may add a record of its own organisation in ``category``."""
        return self.may(Right.WRITE, category)
