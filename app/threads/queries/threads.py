"""Threads of one household, with who is asked and who answered."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from app.db.question import Question
from app.kernel.errors import NotFound

PER_PAGE = 20

#: What the asker wrote last in a thread ``t``: whoever wrote after it has answered.
LAST_ASKED = """coalesce((select max(k.id) from thread_message k where k.dossier_id = t.dossier_id
                            and k.question_thread_id = t.id and k.author_id = t.author_id), 0)"""
_COLUMNS = f"""
    select t.id, t.line, t.explanation, t.due_on, t.status, t.version, t.person_ids, t.party_ids, t.author_id, t.owner_org_id,
           t.created_at, a.name as author, o.name as organisation,
           (select count(*) from thread_message m where m.dossier_id = t.dossier_id and m.question_thread_id = t.id
               and m.author_id <> t.author_id) as replies,
           array(select distinct m.author_id from thread_message m
                  where m.dossier_id = t.dossier_id and m.question_thread_id = t.id and m.author_id <> t.author_id
                    and m.id > {LAST_ASKED}) as answered
      from question_thread t
      join account a on a.id = t.author_id
      join organisation o on o.id = t.owner_org_id
     where t.dossier_id = :dossier
"""  # noqa: S608 - made of this file's own words
_LIST = Question(f"{_COLUMNS} order by t.status = 'closed', t.created_at desc, t.id desc limit :most offset :skip")
_ONE = Question(f"{_COLUMNS} and t.id = :thread")
_COUNT = Question("select count(*) as found from question_thread t where t.dossier_id = :dossier")
_MESSAGES = Question(
    """
    select m.id, m.text, m.author_id, m.created_at, a.name as author, o.name as organisation
      from thread_message m
      join account a on a.id = m.author_id
      join organisation o on o.id = m.owner_org_id
     where m.dossier_id = :dossier and m.question_thread_id = :thread order by m.id
    """
)
_PEOPLE = Question(
    """
    select a.id, a.name, a.function, a.language, o.name as organisation
      from account a join organisation o on o.id = a.organisation_id where a.id = any(:ids) order by a.name, a.id
    """
)


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """One question. ``replies``: how much others wrote under it; ``answered``: the accounts that did after the asker last wrote."""

    id: int
    line: str
    explanation: str
    due_on: dt.date
    status: str
    version: int
    person_ids: tuple[int, ...]
    party_ids: tuple[int, ...]
    author_id: int
    organisation_id: int
    at: dt.datetime
    author: str
    organisation: str
    replies: int
    answered: frozenset[int]

    @property
    def is_open(self) -> bool:
        """Whether an answer is still waited for."""
        return self.status == "open"

    @property
    def waits_for(self) -> tuple[int, ...]:
        """The accounts that are asked and did not answer yet; none of a question that is closed."""
        return tuple(key for key in self.party_ids if key not in self.answered) if self.is_open else ()


@dataclass(frozen=True, slots=True)
class MessageLine:
    """One answer, or one more question."""

    id: int
    text: str
    author_id: int
    at: dt.datetime
    author: str
    organisation: str


@dataclass(frozen=True, slots=True)
class AskedLine:
    """Somebody who is asked."""

    id: int
    name: str
    function: str
    language: str
    organisation: str


def _line(row: Any) -> ThreadLine:
    return ThreadLine(
        id=row.id,
        line=row.line,
        explanation=row.explanation,
        due_on=row.due_on,
        status=row.status,
        version=row.version,
        person_ids=row.person_ids,
        party_ids=row.party_ids,
        author_id=row.author_id,
        organisation_id=row.owner_org_id,
        at=row.created_at,
        author=row.author,
        organisation=row.organisation,
        replies=row.replies,
        answered=frozenset(row.answered),
    )


def list_threads(dossier_id: int, page: int = 1) -> tuple[ThreadLine, ...]:
    """One page of the questions that the asker may read: open ones first, then the newest."""
    rows = _LIST.rows(dossier=dossier_id, most=PER_PAGE, skip=(page - 1) * PER_PAGE)
    return tuple(_line(row) for row in rows)


def count_threads(dossier_id: int) -> int:
    """How many questions the asker may read."""
    return int(_COUNT.rows(dossier=dossier_id)[0].found)


def get_thread(dossier_id: int, thread_id: int) -> ThreadLine:
    """One question of this household. Raises NotFound."""
    row = _ONE.row(dossier=dossier_id, thread=min(thread_id, 2**62))
    if row is None:
        raise NotFound
    return _line(row)


def list_messages(dossier_id: int, thread_id: int) -> tuple[MessageLine, ...]:
    """What was written in a thread, in order."""
    rows = _MESSAGES.rows(dossier=dossier_id, thread=thread_id)
    return tuple(MessageLine(r.id, r.text, r.author_id, r.created_at, r.author, r.organisation) for r in rows)


def list_people(ids: list[int]) -> tuple[AskedLine, ...]:
    """Accounts by name."""
    return tuple(AskedLine(r.id, r.name, r.function, r.language, r.organisation) for r in _PEOPLE.rows(ids=ids))
