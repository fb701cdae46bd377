"""Writes of sealed compartments: opening one, its steps, youth protection reading along, closing, another author. Never committed here.

The log notes each act under ``sealed.…``: lines that the lead and the household do not read (``app.db.plain.NOT_SEALED``). Nothing
goes into the feed of changes and no mail leaves.
"""

from collections.abc import Iterable

from flask_babel import gettext as _
from sqlalchemy import select, text
from sqlalchemy.orm.attributes import flag_modified

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import today
from app.db.conditions import MAY_SEAL
from app.db.crypto import CannotOpen, OwnKey
from app.db.session import db
from app.dossiers.queries.readers import PartyLine, list_involved
from app.dossiers.services.rows import columns
from app.dossiers.services.subjects import check_subjects
from app.dossiers.services.taking import locked
from app.kernel.errors import Forbidden, RuleBroken, StaleVersion, marked
from app.sealed.keeping import Opened, key_bound_to, lock_up
from app.sealed.models import SealedCompartment, SealedStep
from app.sealed.queries import CompartmentLine, find_step, get_compartment
from app.sealed.rules import FIRST, StepWords, checked

ATTENTION, YOUTH = "attention_officer", "youth_protection"
SHUT = marked(
    "Dit vak gaat niet open: de sleutel ontbreekt of past niet. Wat erin staat, is niet weg. Vraag uw beheerder om de"
    " sleutels terug te zetten."
)


def may_reach(scope: DossierScope) -> bool:
    """Whether the actor's function has to do with sealed compartments at all; says nothing about whether there is one."""
    return scope.row in MAY_SEAL | {ATTENTION}


def may_open(scope: DossierScope) -> bool:
    """Whether the actor may open a compartment here: a professional who writes notes of the own organisation."""
    return not scope.closed and scope.row in MAY_SEAL and scope.may_write(Category.NOTES)


def is_author(scope: DossierScope, line: CompartmentLine) -> bool:
    """Whether this compartment is the actor's to write in, close and open again."""
    own = line.organisation_id == scope.actor.organisation_id
    return not scope.closed and scope.row in MAY_SEAL and own and line.author_id == scope.actor.account_id


def may_write(scope: DossierScope, line: CompartmentLine) -> bool:
    """Whether the actor may write in this compartment: its author, as long as it is open."""
    return is_author(scope, line) and line.closed_on is None


def may_hand_over(scope: DossierScope, line: CompartmentLine) -> bool:
    """Whether the actor may name another author: the attention officer of the organisation that keeps it."""
    own = line.organisation_id == scope.actor.organisation_id
    return not scope.closed and scope.row == ATTENTION and own and line.closed_on is None


def open_compartment(scope: DossierScope, persons: Iterable[int], words: StepWords) -> int:
    """Opens a compartment about these persons with its first step; returns its id. Raises Forbidden and RuleBroken."""
    if not may_open(scope):
        raise Forbidden(_("U kunt in dit dossier nu geen verzegeld vak openen. Overleg met uw aandachtsfunctionaris."))
    subjects = check_subjects(scope, persons)
    row = SealedCompartment(**columns(scope, subjects), sealed=True, sealed_key=b"")
    db.session.add(row)
    db.session.flush()
    row.sealed_key = OwnKey.make().sealed(key_bound_to(row.id))
    _write(scope, row, FIRST, words)
    _did(scope, "create", row.id, row.person_ids)
    return row.id


def write_step(scope: DossierScope, compartment_id: int, number: int, words: StepWords, *, version: int) -> None:
    """Writes a step, or writes it anew; ``version`` 0 is one that was not there yet.

    Raises NotFound, Forbidden, RuleBroken, and StaleVersion with the step as it is now.
    """
    row, line = _take(scope, compartment_id)
    try:
        current = find_step(scope.id, line, number)
    except CannotOpen as error:
        raise RuleBroken("", SHUT) from error
    if (current.version if current else 0) != version:
        raise StaleVersion(current)
    _write(scope, row, number, words)
    _did(scope, "update", row.id, row.person_ids)


def share(scope: DossierScope, compartment_id: int, *, version: int) -> None:
    """Lets youth protection read along, once they are involved. Raises NotFound, Forbidden, RuleBroken and StaleVersion."""
    row, _line = _take(scope, compartment_id, version)
    if not list_youth_protection(scope):
        raise RuleBroken("", _("Er is hier nu geen jeugdbeschermer betrokken."))
    row.shared_on = today()
    _did(scope, "share", row.id, row.person_ids)


def unshare(scope: DossierScope, compartment_id: int, *, version: int) -> None:
    """Youth protection reads it no longer. Raises NotFound, Forbidden and StaleVersion."""
    row, _line = _take(scope, compartment_id, version)
    row.shared_on = None
    _did(scope, "unshare", row.id, row.person_ids)


def close(scope: DossierScope, compartment_id: int, *, version: int) -> None:
    """Nothing is written in it any more; whoever read it goes on reading. Raises NotFound, Forbidden and StaleVersion."""
    row, _line = _take(scope, compartment_id, version)
    row.closed_on = today()
    _did(scope, "update", row.id, row.person_ids)


def reopen(scope: DossierScope, compartment_id: int, *, version: int) -> None:
    """Opens it again to write. Raises NotFound, Forbidden and StaleVersion."""
    row, _line = _take(scope, compartment_id, version, closed=True)
    row.closed_on = None
    _did(scope, "update", row.id, row.person_ids)


def list_youth_protection(scope: DossierScope) -> list[PartyLine]:
    """Youth protection workers who are involved here now."""
    return [party for party in list_involved(scope.id) if party.row == YOUTH]


def list_successors(scope: DossierScope, line: CompartmentLine) -> list[PartyLine]:
    """Who can become the author: colleagues of the same organisation who are involved with everybody whom it is about."""
    found = {
        party.account_id: party
        for party in list_involved(scope.id)
        if party.organisation_id == line.organisation_id and party.row in MAY_SEAL
        if party.account_id != line.author_id and (party.persons is None or set(line.person_ids) <= party.persons)
    }
    return list(found.values())


def hand_over(scope: DossierScope, compartment_id: int, successor: int, *, version: int) -> None:
    """Makes somebody else the author; whoever was it reads it no longer. Raises NotFound, Forbidden, RuleBroken and StaleVersion."""
    line = get_compartment(scope.id, compartment_id)
    if not may_hand_over(scope, line):
        raise Forbidden(_("Alleen de aandachtsfunctionaris van %(who)s draagt dit over.", who=line.organisation))
    if line.version != version:
        raise StaleVersion(line)
    if successor not in {party.account_id for party in list_successors(scope, line)}:
        raise RuleBroken("successor", _("Kies een collega die nu bij dit huishouden betrokken is."))
    db.session.execute(
        text("select sec.hand_over_compartment(:compartment, :successor)"),
        {"compartment": line.id, "successor": successor},
    )
    _did(scope, "update", line.id, line.person_ids)


def _take(
    scope: DossierScope, compartment_id: int, version: int | None = None, *, closed: bool = False
) -> tuple[SealedCompartment, CompartmentLine]:
    """The compartment for its author to write in, locked until the transaction ends, so that two first texts do not meet."""
    if not is_author(scope, get_compartment(scope.id, compartment_id)):
        raise Forbidden(_("Alleen wie dit verzegelde vak opende, schrijft hierin."))
    row = locked(SealedCompartment, compartment_id)
    line = get_compartment(scope.id, compartment_id)
    if version is not None and row.version != version:
        raise StaleVersion(line)
    if (row.closed_on is not None) is not closed:
        raise RuleBroken("", _("Dit vak is gesloten.") if row.closed_on else _("Dit vak is al open."))
    return row, line


def _write(scope: DossierScope, row: SealedCompartment, number: int, words: StepWords) -> None:
    """Keeps a step under the compartment's own key. Raises RuleBroken, also when that key does not open."""
    step_of = Opened(checked(number, words, today()), scope.actor.name)
    try:
        body = lock_up(OwnKey.opened(row.sealed_key, key_bound_to(row.id)), row.id, number, step_of)
    except CannotOpen as error:
        raise RuleBroken("", SHUT) from error
    found = select(SealedStep).where(SealedStep.sealed_compartment_id == row.id, SealedStep.number == number)
    step = db.session.execute(found).scalar_one_or_none()
    if step is None:
        about = columns(scope, row.person_ids)
        db.session.add(SealedStep(**about, sealed=True, sealed_compartment_id=row.id, number=number, body=body))
    else:
        step.body = body
        flag_modified(step, "body")


def _did(scope: DossierScope, action: str, compartment_id: int, persons: Iterable[int]) -> None:
    db.session.flush()
    trail.did(
        db.session(), action, dossier_id=scope.id, category=Category.NOTES, persons=persons, objects=[compartment_id]
    )
