"""What somebody asked about their own data, to be seen in the town: a copy that was handed out, and a note that is not used for a while."""

import datetime as dt
from typing import LiteralString

from app.cli.demo.loading.ledger import Connection, written

#: What every row of it carries: the household, the lead's organisation and purpose, and the eldest, who asks.
_SIGNED: LiteralString = "dossier_id, owner_org_id, purpose_id, author_id, person_ids, created_at"
_BY_LEAD: LiteralString = """
    i.dossier_id, i.organisation_id, i.purpose_id, i.account_id, array[p.id], %(at)s
      from involvement i join lateral (select min(id) as id from person where dossier_id = i.dossier_id) p on true
     where i.dossier_id = %(dossier)s and i.is_lead and i.withdrawn_at is null and i.valid_until is null
"""
_REQUEST: LiteralString = (
    "insert into rights_request (person_id, kind, asks, received_on, due_on, handled_by, decision, decided_on, done_on, "
    + _SIGNED
    + ") select p.id, %(kind)s, %(asks)s, %(received)s, %(due)s, i.account_id, 'granted', %(decided)s, %(done)s, "
    + _BY_LEAD
    + " returning id"
)
_HANDOUT: LiteralString = (
    "insert into handout (rights_request_id, person_id, account_id, sent_at, given_on, version, "
    + _SIGNED
    + ") select %(request)s, p.id, %(second)s, %(at)s, %(done)s, 3, "
    + _BY_LEAD
    + " returning id"
)
_LOOK: LiteralString = """
    insert into handout_look (handout_id, handout_version, approved, remark,
                              dossier_id, owner_org_id, purpose_id, author_id, person_ids, created_at)
    select h.id, 2, true, 'Gelezen. Er staat niemand anders met naam in.', h.dossier_id, h.owner_org_id, h.purpose_id, h.account_id,
           h.person_ids, h.created_at from handout h where h.id = %(handout)s
"""
#: The oldest note of the lead about whoever asked; what hangs under it goes with it, as the database does when the application asks.
_RESTRICTION: LiteralString = """
    insert into restriction (rights_request_id, kind, record_id, category,
                             dossier_id, owner_org_id, purpose_id, author_id, person_ids, created_at)
    select q.id, 'note', n.id, 'notes', q.dossier_id, q.owner_org_id, q.purpose_id, q.author_id, n.person_ids, q.created_at
      from rights_request q join lateral (select k.id, k.person_ids from note k where k.dossier_id = q.dossier_id
            and k.owner_org_id = q.owner_org_id and k.person_ids @> q.person_ids order by k.created_at, k.id limit 1) n on true
     where q.id = %(request)s
"""
_MARKS: tuple[LiteralString, ...] = (
    "update note t set restricted = true from restriction r where r.kind = 'note' and r.record_id = t.id",
    "update note_interpretation t set restricted = true from restriction r where r.kind = 'note' and r.record_id = t.note_id",
)


def write_rights(connection: Connection, accounts: dict[str, int], dossier: int, today: dt.date) -> None:
    """Writes both for today. ``accounts``: by name of the demo's people; ``dossier``: the household of whoever asks."""
    given = {"dossier": dossier, "second": accounts["fatih"]}
    asked, answered = today - dt.timedelta(days=40), today - dt.timedelta(days=24)
    access = _request(
        connection,
        given,
        words=("access", "Zij wil weten wat er over haar staat, en wie het las."),
        received=asked,
        decided=answered,
        done=answered,
    )
    copy = written(connection, _HANDOUT, {**given, "request": access, "at": answered, "done": answered})
    connection.execute(_LOOK, {"handout": copy})
    resting = today - dt.timedelta(days=4)
    restriction = _request(
        connection,
        given,
        words=("restriction", "Zij vindt dat de eerste notitie niet klopt."),
        received=resting,
        decided=resting,
        done=None,
    )
    connection.execute(_RESTRICTION, {"request": restriction})
    for statement in _MARKS:
        connection.execute(statement)


def _request(
    connection: Connection,
    given: dict[str, int],
    *,
    words: tuple[str, str],
    received: dt.date,
    decided: dt.date,
    done: dt.date | None,
) -> int:
    """A request that got a yes; ``words``: its kind and what was asked."""
    due = received + dt.timedelta(days=30)
    days = {"received": received, "due": due, "decided": decided, "done": done, "at": received}
    return written(connection, _REQUEST, {**given, **days, "kind": words[0], "asks": words[1]})
