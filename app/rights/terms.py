"""How long each kind of record of an overview is kept, and until when: as the destruction itself works it out (``sec.destroy_on``)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.db.question import Question
from app.kernel.clock import in_amsterdam
from app.rights.records import RecordLine

_KEPT = Question(
    "select * from sec.overview_terms(:dossier, :person, cast(:kinds as text[]), cast(:laws as text[]), cast(:days as date[]))"
)


@dataclass(frozen=True, slots=True)
class KeptLine:
    """How long one kind of record under one law is kept: ``number`` of ``unit``, counted from ``counts_from`` (codes of retention).

    ``until`` is the day on which the last of those in the overview goes; None: not yet known. ``with_last``: it goes with the last of
    anything else about the household.
    """

    kind: str
    law: str
    number: int
    unit: str
    counts_from: str
    until: dt.date | None
    with_last: bool


def list_kept(dossier_id: int, person_id: int, records: Sequence[RecordLine]) -> tuple[KeptLine, ...]:
    """The term of each kind of record of an overview, by kind and law, as far as the table of terms has one.

    Nothing for whoever neither makes this overview nor reads it before it is given.
    """
    lawful = [line for line in records if line.law]
    rows = _KEPT.rows(
        dossier=dossier_id,
        person=person_id,
        kinds=[line.kind for line in lawful],
        laws=[line.law for line in lawful],
        days=[in_amsterdam(line.at).date() for line in lawful],
    )
    return tuple(KeptLine(*row) for row in rows)
