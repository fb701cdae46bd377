"""Writes of small wins: one line at first, the answers to the light questions later. Never committed here."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import HOUSEHOLD_ROWS, Category
from app.audit import trail
from app.db.clock import today
from app.db.conditions import TELLS_OWN_WINS
from app.db.session import db
from app.dossiers.services.activity import note_activity
from app.dossiers.services.rows import columns
from app.dossiers.services.subjects import check_subjects
from app.dossiers.services.taking import take
from app.kernel.errors import Forbidden, RuleBroken
from app.kernel.text import check_length, clean_line
from app.wins.models import Win
from app.wins.queries import WinLine, get_win
from app.wins.rules import LONGEST_LINE, LONGEST_SIGN, day_is_possible
from app.wins.words import CRITERIA, MECHANISMS, TELLERS


@dataclass(frozen=True, slots=True)
class WinWords:
    """A win as it should read: one line, who told it, and on which day it was so."""

    line: str
    told_by: str
    happened_on: dt.date | None
    persons: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """The answers to the light questions."""

    criteria: frozenset[str] = frozenset()
    mechanisms: frozenset[str] = frozenset()
    sign: str = ""


def tells_themselves(scope: DossierScope) -> bool:
    """Whether the actor lives there and adds wins in their own name: about themselves, or about the household as such."""
    return not scope.closed and scope.row in TELLS_OWN_WINS


def may_add(scope: DossierScope) -> bool:
    """Whether the actor may add a win: a resident, and everybody at work here who writes notes, enforcement included."""
    at_work = scope.row not in HOUSEHOLD_ROWS and scope.may_write(Category.NOTES)
    return tells_themselves(scope) or (at_work and not scope.closed)


def may_edit(scope: DossierScope, win: WinLine) -> bool:
    """Whether the actor may change a win: the organisation that wrote it down. What a resident wrote stays as they wrote it."""
    own = win.organisation_id == scope.actor.organisation_id and not win.by_resident
    return own and may_add(scope) and scope.row not in HOUSEHOLD_ROWS


def check_edits(scope: DossierScope, win: WinLine) -> None:
    """Raises Forbidden, with whom to ask, for whoever may not change this win."""
    if may_edit(scope, win):
        return
    if win.by_resident:
        raise Forbidden(_("Dit schreef iemand van het huishouden zelf op. Het blijft staan zoals het is."))
    raise Forbidden(_("Dit is van %(organisation)s. Vraag hen of de casusregisseur.", organisation=win.organisation))


def add_win(scope: DossierScope, words: WinWords) -> int:
    """Adds a win; returns its id. Raises Forbidden, and RuleBroken for words, a day or persons that cannot be."""
    if not may_add(scope):
        raise Forbidden(_("U kunt in dit dossier nu geen winst toevoegen. Bel de casusregisseur."))
    if tells_themselves(scope):
        words = _in_their_own_name(scope, words)
    row = Win(**columns(scope, check_subjects(scope, words.persons)), **_columns(words))
    db.session.add(row)
    db.session.flush()
    _tell(scope, "create", "win.added", row)
    return row.id


def change_win(scope: DossierScope, win_id: int, words: WinWords, weighed: Weighed, *, version: int) -> None:
    """Changes the words of a win and the answers about it.

    Raises NotFound, Forbidden, RuleBroken, and StaleVersion with the win as it is now.
    """
    row = _take(scope, win_id, version)
    values = {
        **_columns(words, kept=row.happened_on),
        "person_ids": check_subjects(scope, words.persons, kept=row.person_ids),
        "criteria": _known(weighed.criteria, CRITERIA, "criteria"),
        "mechanisms": _known(weighed.mechanisms, MECHANISMS, "mechanisms"),
        "sign": check_length(clean_line(weighed.sign), field="sign", longest=LONGEST_SIGN),
    }
    for name, value in values.items():
        setattr(row, name, value)
    db.session.flush()
    _tell(scope, "update", "win.changed", row)


def _in_their_own_name(scope: DossierScope, words: WinWords) -> WinWords:
    """The words of a resident are theirs, whatever the form said. Raises RuleBroken for a win about somebody else."""
    if set(words.persons) - {scope.actor.person_id}:
        raise RuleBroken("persons", _("Kies uzelf, of niemand: dan gaat het over het hele huishouden."))
    return replace(words, told_by="resident")


def _columns(words: WinWords, kept: dt.date | None = None) -> dict[str, object]:
    if words.told_by not in TELLERS:
        raise RuleBroken("told_by", _("Kies wie het vertelde."))
    if words.happened_on is None or not day_is_possible(words.happened_on, today(), kept):
        raise RuleBroken("happened_on", _("Kies een dag die geweest is, hooguit twee jaar geleden."))
    return {
        "line": check_length(clean_line(words.line), field="line", longest=LONGEST_LINE, shortest=1),
        "told_by": words.told_by,
        "happened_on": words.happened_on,
    }


def _known(chosen: Iterable[str], among: Iterable[str], field: str) -> list[str]:
    """What was ticked, in the fixed order. Raises RuleBroken for something that is not on the list."""
    ticked, offered = frozenset(chosen), list(among)
    if ticked - set(offered):
        raise RuleBroken(field, _("Kies iets uit de lijst."))
    return [code for code in offered if code in ticked]


def _take(scope: DossierScope, win_id: int, version: int) -> Win:
    current = get_win(scope.id, win_id)
    check_edits(scope, current)
    return take(Win, win_id, version, lambda: get_win(scope.id, win_id))


def _tell(scope: DossierScope, action: str, verb: str, row: Win) -> None:
    note_activity(scope, Category.NOTES, verb, object_id=row.id, persons=row.person_ids, condition="open")
    trail.did(
        db.session(), action, dossier_id=scope.id, category=Category.NOTES, persons=row.person_ids, objects=[row.id]
    )
