"""Asking people who are at work with the household, answering in place, closing and reopening. Never committed here."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select

from app.access.policy import Record, Relation, Who, may
from app.access.scope import DossierScope
from app.access.vocabulary import (
    HOUSEHOLD_ROWS,
    ORGANISATION_WIDE,
    Category,
    Override,
    RelationState,
    Right,
)
from app.audit import trail
from app.db.clock import today
from app.db.session import db
from app.dossiers.models import Dossier, Person
from app.dossiers.queries.readers import PartyLine, list_involved
from app.dossiers.services.rows import columns
from app.dossiers.services.subjects import check_subjects
from app.dossiers.services.taking import locked
from app.kernel.errors import Forbidden, RuleBroken, StaleVersion
from app.kernel.text import check_length, clean_line, clean_text
from app.threads import mail
from app.threads.models import QuestionThread, ThreadMessage
from app.threads.queries.threads import ThreadLine, get_thread, list_people
from app.threads.rules import LONGEST_LINE, LONGEST_TEXT, MOST_ASKED, may_be_due


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """A question as it should read: one line, what somebody has to know to answer, by when, to whom and about whom."""

    line: str
    explanation: str
    due_on: dt.date | None
    parties: frozenset[int] = frozenset()
    persons: tuple[int, ...] = ()


def may_ask(scope: DossierScope) -> bool:
    """Whether the actor may ask a question here: whoever may write a note of the own organisation."""
    return not scope.closed and scope.may_write(Category.NOTES)


def may_answer(scope: DossierScope) -> bool:
    """Whether the actor may write in the threads that they read."""
    return not scope.closed and scope.row not in HOUSEHOLD_ROWS | ORGANISATION_WIDE


def may_steer(scope: DossierScope, thread: ThreadLine) -> bool:
    """Whether the actor may change, close or reopen a question: the asker, and the lead when it is of the own organisation."""
    own = thread.organisation_id == scope.actor.organisation_id
    return may_ask(scope) and own and (thread.author_id == scope.actor.account_id or scope.is_lead)


def list_askable(scope: DossierScope) -> tuple[PartyLine, ...]:
    """Who can be asked: everybody else who is at work with the household now, once each; the lead first."""
    found = {
        party.account_id: party
        for party in reversed(list_involved(scope.id))
        if party.row and party.row not in HOUSEHOLD_ROWS | ORGANISATION_WIDE
        if party.account_id != scope.actor.account_id
    }
    return tuple(reversed(found.values()))


def ask(scope: DossierScope, words: QuestionWords) -> int:
    """Asks the people who are named; returns the id of the thread. Raises Forbidden and RuleBroken."""
    if not may_ask(scope):
        raise Forbidden(_("U kunt in dit dossier nu geen vraag stellen. Bel de casusregisseur."))
    line, explanation, due_on = _texts(words)
    subjects = check_subjects(scope, words.persons)
    row = QuestionThread(
        **columns(scope, subjects),
        line=line,
        explanation=explanation,
        due_on=due_on,
        party_ids=_parties(scope, words.parties, subjects),
    )
    db.session.add(row)
    db.session.flush()
    _did(scope, "create", row)
    _tell(scope, row.id, row.party_ids)
    return row.id


def change(scope: DossierScope, thread_id: int, words: QuestionWords, *, version: int) -> None:
    """Changes the words of a question, or its day, as long as nobody has answered; who is asked stays.

    Raises NotFound, Forbidden, RuleBroken, and StaleVersion with the question as it is now.
    """
    row, thread = _take(scope, thread_id, version)
    if thread.replies:
        raise RuleBroken("", _("Er is al op geantwoord. Schrijf er iets onder, of stel een nieuwe vraag."))
    row.line, row.explanation, row.due_on = _texts(words, kept=row.due_on)
    db.session.flush()
    _did(scope, "update", row)


def answer(scope: DossierScope, thread_id: int, words: str) -> int:
    """Writes in a thread: an answer, or one more question of the asker, which asks everybody again. Returns the id.

    Raises NotFound, Forbidden and RuleBroken.
    """
    thread = get_thread(scope.id, thread_id)
    if not may_answer(scope):
        raise Forbidden(_("Dit dossier is afgesloten. Heropen het eerst als er weer iets moet gebeuren."))
    if not thread.is_open:
        raise RuleBroken("text", _("Deze vraag is afgerond. Wie de vraag stelde, kan die weer openen."))
    said = check_length(clean_text(words), field="text", longest=LONGEST_TEXT, shortest=1)
    row = ThreadMessage(**columns(scope, thread.person_ids), question_thread_id=thread.id, text=said)
    db.session.add(row)
    db.session.flush()
    _did(scope, "create", row)
    asks_again = thread.author_id == scope.actor.account_id
    _tell(scope, thread.id, thread.party_ids if asks_again else [thread.author_id])
    return row.id


def close(scope: DossierScope, thread_id: int, *, version: int) -> None:
    """Says that the question is done with. Raises NotFound, Forbidden and StaleVersion."""
    _set_status(scope, thread_id, "closed", version)


def reopen(scope: DossierScope, thread_id: int, *, version: int) -> None:
    """Opens it again. Raises NotFound, Forbidden and StaleVersion."""
    _set_status(scope, thread_id, "open", version)


def _set_status(scope: DossierScope, thread_id: int, status: str, version: int) -> None:
    row, _thread = _take(scope, thread_id, version)
    row.status = status
    db.session.flush()
    _did(scope, "update", row)


def _take(scope: DossierScope, thread_id: int, version: int) -> tuple[QuestionThread, ThreadLine]:
    thread = get_thread(scope.id, thread_id)
    if not may_steer(scope, thread):
        raise Forbidden(_("Dit doet wie de vraag stelde: %(who)s.", who=thread.author))
    row = locked(QuestionThread, thread_id)
    if row.version != version:
        raise StaleVersion(get_thread(scope.id, thread_id))
    return row, get_thread(scope.id, thread_id)


def _texts(words: QuestionWords, kept: dt.date | None = None) -> tuple[str, str, dt.date]:
    if words.due_on is None or not may_be_due(words.due_on, today(), kept):
        raise RuleBroken("due_on", _("Kies een dag vanaf vandaag, hooguit zes maanden vooruit."))
    return (
        check_length(clean_line(words.line), field="line", longest=LONGEST_LINE, shortest=1),
        check_length(clean_text(words.explanation), field="explanation", longest=LONGEST_TEXT),
        words.due_on,
    )


def _parties(scope: DossierScope, wanted: frozenset[int], subjects: list[int]) -> list[int]:
    """Who is asked, sorted. Raises RuleBroken for somebody who would not be able to read it."""
    if not wanted:
        raise RuleBroken("parties", _("Kies aan wie u het vraagt."))
    if len(wanted) > MOST_ASKED:
        raise RuleBroken("parties", _("Kies hooguit %(most)d mensen.", most=MOST_ASKED))
    askable = {party.account_id: party for party in list_askable(scope)}
    if wanted - askable.keys():
        raise RuleBroken("parties", _("Kies uit de mensen die nu betrokken zijn."))
    circumstances = _circumstances(scope)
    minors = _minors(scope, subjects)
    for key in sorted(wanted):
        if not _would_read(askable[key], subjects, circumstances, minors):
            raise RuleBroken(
                "parties",
                _(
                    "%(name)s mag dit niet lezen, omdat het over deze persoon gaat. Kies iemand anders, of bel.",
                    name=askable[key].name,
                ),
            )
    return sorted(wanted)


def _would_read(
    party: PartyLine, subjects: list[int], circumstances: frozenset[Override], minors: frozenset[int]
) -> bool:
    """Whether a question that names them would be open to them: what is narrowed for them stays narrowed."""
    record = Record(
        category=Category.NOTES,
        owner_organisation_id=party.organisation_id,
        author_id=party.account_id,
        persons=frozenset(subjects),
        disclosed=True,
        circumstances=circumstances,
        marked={Override.MINOR: minors},
    )
    relation = Relation(party.row, RelationState.ACTIVE, party.persons)
    return may(Who(party.account_id, party.organisation_id), relation, record, Right.READ)


def _circumstances(scope: DossierScope) -> frozenset[Override]:
    staff = db.session.execute(select(Dossier.staff_or_relative).where(Dossier.id == scope.id)).scalar_one()
    return frozenset({Override.STAFF_OR_RELATIVE} if staff else ())


def _minors(scope: DossierScope, subjects: list[int]) -> frozenset[int]:
    children = select(Person.id).where(
        Person.dossier_id == scope.id, Person.id.in_(subjects), Person.adult_on > today()
    )
    return frozenset(db.session.execute(children).scalars())


def _tell(scope: DossierScope, thread_id: int, accounts: Iterable[int]) -> None:
    for person in list_people(sorted(set(accounts) - {scope.actor.account_id})):
        mail.tell(scope.id, thread_id, account_id=person.id, language=person.language)


def _did(scope: DossierScope, action: str, row: QuestionThread | ThreadMessage) -> None:
    trail.did(
        db.session(), action, dossier_id=scope.id, category=Category.NOTES, persons=row.person_ids, objects=[row.id]
    )
