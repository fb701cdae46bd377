"""Copies of overviews that answer a request, as the lead and the second person read them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.access.scope import DossierScope
from app.db.question import Question
from app.dossiers.queries.readers import list_involved
from app.kernel.errors import NotFound
from app.rights.blackening import Piece

#: What a copy goes through.
MADE, REVIEW, RETURNED, APPROVED, GIVEN = "made", "review", "returned", "approved", "given"

_LINES = """
    select h.id, h.rights_request_id, h.person_id, h.account_id, h.author_id, h.sent_at, h.given_on, h.version, h.person_ids, h.created_at,
           a.name as second, m.name as maker, p.stub, q.kind as request, l.approved,
           coalesce(l.remark, '') as remark, l.created_at as looked_at,
           l.handout_version = h.version as of_now, h.content is null as emptied
      from handout h
      join account a on a.id = h.account_id join account m on m.id = h.author_id join person p on p.id = h.person_id
      left join rights_request q on q.id = h.rights_request_id
      left join lateral (select k.approved, k.remark, k.created_at, k.handout_version from handout_look k where k.handout_id = h.id
                          order by k.id desc limit 1) l on true
     where h.dossier_id = :dossier
"""
_ALL = Question(_LINES + " and h.rights_request_id = :request order by h.id desc")
_ONE = Question(_LINES + " and h.id = :id")
_CONTENT = Question("select content from handout where id = :id and dossier_id = :dossier")
_MARKS = Question(
    """
    select k.id, k.place, k.starts, k.ends, k.reason, a.name as who from handout_mark k join account a on a.id = k.author_id
     where k.handout_id = :handout and k.dossier_id = :dossier and k.taken_back_at is null order by k.place, k.starts, k.id
    """
)


@dataclass(frozen=True, slots=True)
class HandoutLine:
    """One copy: for whom and by whom, who reads it before it is given, and what that second person said last."""

    id: int
    rights_request_id: int
    person_id: int
    account_id: int
    author_id: int
    sent_at: dt.datetime | None
    given_on: dt.date | None
    version: int
    person_ids: tuple[int, ...]
    made_at: dt.datetime
    second: str
    maker: str
    stub: str
    request: str | None
    approved: bool | None
    remark: str
    looked_at: dt.datetime | None
    of_now: bool | None
    emptied: bool

    @property
    def state(self) -> str:
        """Made, in review, returned, approved or given. What was said of an earlier version counts no more."""
        if self.given_on is not None:
            return GIVEN
        if self.of_now and self.approved:
            return APPROVED
        if self.sent_at is not None and not self.of_now:
            return REVIEW
        return RETURNED if self.of_now else MADE


@dataclass(frozen=True, slots=True)
class MarkLine:
    """A piece that is blacked out: in which text, from where to where, why, and by whom."""

    id: int
    place: int
    starts: int
    ends: int
    reason: str
    who: str


def list_handouts(dossier_id: int, request_id: int) -> list[HandoutLine]:
    """Every copy that was made for one request, the newest first, as far as the asker reads them."""
    return [HandoutLine(*row) for row in _ALL.rows(dossier=dossier_id, request=request_id)]


def get_handout(dossier_id: int, handout_id: int) -> HandoutLine:
    """One copy. Raises NotFound, also for whoever is neither the lead nor its second person."""
    row = _ONE.row(dossier=dossier_id, id=min(handout_id, 2**62))
    if row is None:
        raise NotFound
    return HandoutLine(*row)


def get_content(dossier_id: int, handout_id: int) -> Mapping[str, Any]:
    """What the copy holds. Raises NotFound when it was emptied: it was given, or something of it was erased since."""
    row = _CONTENT.row(dossier=dossier_id, id=handout_id)
    if row is None or row.content is None:
        raise NotFound
    found: Mapping[str, Any] = row.content
    return found


def list_marks(dossier_id: int, handout_id: int) -> list[MarkLine]:
    """What is blacked out of a copy now, in its order."""
    return [MarkLine(*row) for row in _MARKS.rows(dossier=dossier_id, handout=handout_id)]


def by_place(marks: list[MarkLine]) -> dict[int, list[Piece]]:
    """The pieces of each text."""
    found: dict[int, list[Piece]] = defaultdict(list)
    for mark in marks:
        found[mark.place].append(Piece(mark.starts, mark.ends))
    return dict(found)


def list_second_people(scope: DossierScope) -> list[tuple[int, str]]:
    """Colleagues of the leading team at this household who can read a copy before it is given; never the asker."""
    return [
        (party.account_id, party.name)
        for party in list_involved(scope.id)
        if party.organisation_id == scope.lead_org_id
        and party.row in {"case_lead", "team_member"}
        and party.account_id != scope.actor.account_id
        and party.persons is None
    ]
