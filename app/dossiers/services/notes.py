"""Writes of notes: facts, the household's own words, and what the writer makes of it.

A note is open to the resident unless a dated reason says otherwise (domain.md 1.9); it is changed by its own organisation only.
"""

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import today
from app.db.session import db
from app.dossiers.models import Note, NoteInterpretation
from app.dossiers.openness import AS_ALWAYS, Withholding, checked, is_open
from app.dossiers.queries.notes import get_note
from app.dossiers.services.activity import note_activity
from app.dossiers.services.rows import columns
from app.dossiers.services.subjects import check_subjects
from app.dossiers.services.taking import take
from app.kernel.errors import Forbidden, RuleBroken
from app.kernel.text import check_length, clean_text

LONGEST = 2000


@dataclass(frozen=True, slots=True)
class NoteWords:
    """A note as it should read: three fields, whom it is about, and (seldom) why it is not open yet, and until when."""

    facts: str
    own_words: str = ""
    interpretation: str = ""
    persons: tuple[int, ...] = ()
    withholding: Withholding = AS_ALWAYS


def add_note(scope: DossierScope, words: NoteWords) -> int:
    """Writes a note of the actor's own organisation; returns its id. Raises Forbidden and RuleBroken."""
    _check_may_note(scope)
    facts, own, meaning = _texts(words)
    because, until = checked(words.withholding)
    row = Note(
        **columns(scope, check_subjects(scope, words.persons)),
        facts=facts,
        own_words=own,
        withheld_because=because,
        withheld_until=until,
    )
    db.session.add(row)
    db.session.flush()
    if meaning:
        db.session.add(NoteInterpretation(**columns(scope, row.person_ids), note_id=row.id, text=meaning))
    _tell(scope, "create", "note.added", row)
    return row.id


def edit_note(scope: DossierScope, note_id: int, words: NoteWords, version: int) -> None:
    """Changes a note of the own organisation. Opening one that was withheld keeps the reason and marks it as shared.

    Raises NotFound, Forbidden, RuleBroken, and StaleVersion with the note as it is now.
    """
    row = _take(scope, note_id, version)
    facts, own, meaning = _texts(words)
    because, until = checked(words.withholding)
    subjects = check_subjects(scope, words.persons, kept=row.person_ids)
    row.facts, row.own_words, row.person_ids = facts, own, subjects
    row.shared = not until and row.withheld_until is not None
    if until:
        row.withheld_because, row.withheld_until = because, until
    flag_modified(row, "facts")
    _set_interpretation(scope, row, meaning)
    db.session.flush()
    _tell(scope, "update", "note.changed", row)


def _check_may_note(scope: DossierScope) -> None:
    if scope.closed:
        raise Forbidden(_("Dit dossier is afgesloten. Heropen het eerst als er weer iets moet gebeuren."))
    if not scope.may_write(Category.NOTES):
        raise Forbidden(_("Met uw functie schrijft u in dit dossier geen notities. Bel de casusregisseur."))


def _texts(words: NoteWords) -> tuple[str, str, str]:
    facts, own, meaning = (clean_text(text) for text in (words.facts, words.own_words, words.interpretation))
    if not (facts or own):
        raise RuleBroken("facts", _("Schrijf op wat u zag of hoorde, of wat het huishouden zelf zei."))
    return (
        check_length(facts, field="facts", longest=LONGEST),
        check_length(own, field="own_words", longest=LONGEST),
        check_length(meaning, field="interpretation", longest=LONGEST),
    )


def _take(scope: DossierScope, note_id: int, version: int) -> Note:
    current = get_note(scope.id, note_id)
    _check_may_note(scope)
    if current.organisation_id != scope.actor.organisation_id:
        raise Forbidden(
            _(
                "Deze notitie is van %(organisation)s. Alleen zij kunnen die wijzigen.",
                organisation=current.organisation,
            )
        )
    return take(Note, note_id, version, lambda: get_note(scope.id, note_id))


def _set_interpretation(scope: DossierScope, note: Note, text: str) -> None:
    row = db.session.execute(
        select(NoteInterpretation).where(NoteInterpretation.note_id == note.id)
    ).scalar_one_or_none()
    if row is not None:
        row.text, row.person_ids = text, note.person_ids
    elif text:
        db.session.add(NoteInterpretation(**columns(scope, note.person_ids), note_id=note.id, text=text))


def _tell(scope: DossierScope, action: str, verb: str, row: Note) -> None:
    note_activity(
        scope,
        Category.NOTES,
        verb,
        object_id=row.id,
        persons=row.person_ids,
        condition="open" if is_open(row.withheld_until, shared=row.shared, on=today()) else None,
    )
    trail.did(
        db.session(), action, dossier_id=scope.id, category=Category.NOTES, persons=row.person_ids, objects=[row.id]
    )
