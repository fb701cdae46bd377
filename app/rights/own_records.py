"""Records of the own organisation about somebody who asked something, to choose from: what goes, or what is not used for a while.

Of records of others their own organisation decides.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from app.access.scope import DossierScope
from app.audit import trail
from app.db.question import Question
from app.db.session import db
from app.retention.words import KINDS
from app.web.i18n import by_language

#: Table → what it says, to know it by.
SAYS: dict[str, str] = {
    "note": "concat_ws(' ', t.facts, t.own_words)",
    "document": "t.title",
    "plan_item": "t.text",
    "domain_entry": "t.text",
    "intervention": "(select p.name_nl from product p where p.id = t.product_id)",
    "appointment": "t.about",
    "resident_question": "t.words",
    "network_person": "concat_ws(', ', t.first_name, t.relation)",
    "offer": "t.text",
    "statement": "t.text",
}
_CATEGORY = {
    "note": "'notes'", "document": "'documents'", "plan_item": "'plan'", "domain_entry": "t.category", "intervention": "t.strand",
    "appointment": "'plan'", "resident_question": "'domains'", "network_person": "'network'", "offer": "'offers'",
    "statement": "'notes'",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One record that can be chosen; ``marked``: it was chosen already."""

    kind: str
    id: int
    category: str
    said: str
    at: dt.datetime
    person_ids: tuple[int, ...]
    marked: bool

    @property
    def key(self) -> str:
        """What a tick sends."""
        return f"{self.kind}:{self.id}"

    @property
    def label(self) -> str:
        """What it is and how it begins."""
        return f"{by_language(*KINDS[self.kind]).capitalize()}: {self.said}"


def own_records(kinds: Iterable[str], marked_in: str) -> Question:
    """A question for records of these kinds; marked when ``marked_in`` (a table with its condition) names them by kind and id."""
    return Question(" union all ".join(_branch(kind, marked_in) for kind in kinds) + " order by created_at, kind, id")


def _branch(table: str, marked_in: str) -> str:
    return (
        f"select '{table}' as kind, t.id, {_CATEGORY[table]} as category, left({SAYS[table]}, 120) as said, t.created_at,"  # noqa: S608
        f" t.person_ids, exists (select from {marked_in} and e.kind = '{table}' and e.record_id = t.id) as marked"
        f" from {table} t where t.dossier_id = :dossier and t.owner_org_id = :organisation"
        f" and t.person_ids @> array[cast(:person as bigint)]"
    )


def list_own(scope: DossierScope, person_id: int, question: Question) -> list[OwnLine]:
    """The records that ``own_records`` asks for, about one person, the oldest first. Who shows them says so (``saw_own``)."""
    rows = question.rows(dossier=scope.id, organisation=scope.actor.organisation_id, person=person_id)
    return [OwnLine(*row) for row in rows]


def saw_own(scope: DossierScope, lines: Iterable[OwnLine]) -> None:
    """Notes in the log that these records were shown."""
    for line in lines:
        trail.saw(db.session(), dossier_id=scope.id, persons=line.person_ids, categories=[line.category])
