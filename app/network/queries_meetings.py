"""The meetings of a household's network. Row-level security decides what comes back."""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from app.db.question import Question
from app.kernel.errors import NotFound

_MEETINGS = Question(
    """
    select m.id, m.kind, m.coordinator, m.information, m.planned_on, m.held_on, m.plan, m.call_on, m.called_on, m.call_words,
           m.version, m.person_ids, a.name as author, m.sealed
      from network_meeting m join account a on a.id = m.author_id
     where m.dossier_id = :dossier order by coalesce(m.held_on, m.planned_on, m.created_at::date) desc, m.id desc
    """
)


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A conference or meeting: what professionals told beforehand, what the people decided, and the call four weeks later.

    It is not among what can be put out of use, so paper may always ask.
    """

    id: int
    kind: str
    coordinator: str
    information: str
    planned_on: dt.date | None
    held_on: dt.date | None
    plan: str
    call_on: dt.date | None
    called_on: dt.date | None
    call_words: str
    version: int
    person_ids: tuple[int, ...]
    author: str
    sealed: bool
    restricted: ClassVar[bool] = False


def list_meetings(dossier_id: int) -> tuple[MeetingLine, ...]:
    """The meetings that the asker may see, the newest first."""
    return tuple(MeetingLine(*row) for row in _MEETINGS.rows(dossier=dossier_id))


def get_meeting(dossier_id: int, meeting_id: int) -> MeetingLine:
    """One meeting of this household's network. Raises NotFound."""
    for line in list_meetings(dossier_id):
        if line.id == meeting_id:
            return line
    raise NotFound
