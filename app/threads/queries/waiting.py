"""What waits: for *Vandaag*, over all households of the asker, and for the page of one household."""

from app.db.driver import Row
from app.db.question import Question
from app.threads.queries.threads import LAST_ASKED

#: So many lines of each kind *Vandaag* shows, the latest due first.
MOST = 25

_FOR_ME = Question(
    f"""
    select t.id, t.dossier_id, t.line, t.due_on, t.person_ids, a.name as author, o.name as organisation, d.case_no, h.title
      from question_thread t
      join account a on a.id = t.author_id
      join organisation o on o.id = t.owner_org_id
      join dossier d on d.id = t.dossier_id and not d.closed
      left join household_title h on h.dossier_id = t.dossier_id
     where t.status = 'open' and :account = any(t.party_ids)
       and not exists (select from thread_message m where m.dossier_id = t.dossier_id and m.question_thread_id = t.id
                          and m.author_id = :account and m.id > {LAST_ASKED})
     order by t.due_on, t.id limit :most
    """  # noqa: S608 - made of this package's own words
)
_BY_ME = Question(
    f"""
    select t.id, t.dossier_id, t.line, t.due_on, t.person_ids, cardinality(t.party_ids) as asked, d.case_no, h.title,
           (select count(distinct m.author_id) from thread_message m
             where m.dossier_id = t.dossier_id and m.question_thread_id = t.id and m.author_id = any(t.party_ids)
               and m.id > {LAST_ASKED}) as answered
      from question_thread t
      join dossier d on d.id = t.dossier_id and not d.closed
      left join household_title h on h.dossier_id = t.dossier_id
     where t.status = 'open' and t.author_id = :account
     order by t.due_on, t.id limit :most
    """  # noqa: S608 - made of this package's own words
)
_OUTSIDE = Question(
    """
    select q.id, q.dossier_id, q.question, q.asked_name, q.tick, q.line, q.answered_at, q.expires_at, q.person_ids, d.case_no,
           h.title
      from outside_question q
      join dossier d on d.id = q.dossier_id and not d.closed
      left join household_title h on h.dossier_id = q.dossier_id
     where q.author_id = :account and q.put_away_at is null and q.withdrawn_at is null
     order by q.tick is distinct from 'worry', q.answered_at is null, q.answered_at desc, q.expires_at, q.id limit :most
    """
)
#: What the page of a household shows of questions: five that are open, and the last three lines from outside.
HERE = Question(
    """
    (select 'thread' as kind, t.id, t.line as text, t.due_on, t.person_ids, a.name as who, null as tick, null::timestamptz as at
       from question_thread t join account a on a.id = t.author_id
      where t.dossier_id = :dossier and t.status = 'open' order by t.due_on, t.id limit 5)
    union all
    (select 'outside', q.id, coalesce(nullif(q.line, ''), q.question), null, q.person_ids, q.asked_name, q.tick, q.answered_at
       from outside_question q
      where q.dossier_id = :dossier and q.answered_at is not null order by q.answered_at desc, q.id desc limit 3)
    """
)

Rows = list[Row]


def list_for_me(account_id: int) -> Rows:
    """Open questions that somebody is asked and did not answer: the one that is due first on top."""
    return _FOR_ME.rows(account=account_id, most=MOST)


def list_by_me(account_id: int) -> Rows:
    """Open questions of somebody, with how many are asked and how many of those answered."""
    return _BY_ME.rows(account=account_id, most=MOST)


def list_outside_by_me(account_id: int) -> Rows:
    """Somebody's questions to people outside that they did not put away: worries first, then what came back, then the rest."""
    return _OUTSIDE.rows(account=account_id, most=MOST)
