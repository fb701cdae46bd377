"""The process of a dossier: phase by legal steps only, weight, the day to look back, closing and reopening."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app
from flask_babel import gettext as _
from sqlalchemy import select, text
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import today
from app.db.question import Question
from app.db.session import db
from app.dossiers.household_words import WEIGHTS
from app.dossiers.models import DossierProcess, PhaseChange
from app.dossiers.phases import PHASES, Phase, may_follow
from app.dossiers.services.activity import note_activity
from app.dossiers.services.checks import only_lead
from app.dossiers.services.rows import columns
from app.kernel.errors import NotFound, RuleBroken, StaleVersion

#: Somebody of age who lives there and was not told what is done with their data, nor is told later for a dated reason
#: (domain.md 1.2). With nobody of age, the household as such.
_UNTOLD = Question(
    """
    select true from dossier d
     where d.id = :dossier
       and not exists (select from privacy_notice n where n.dossier_id = d.id and (n.given_on is not null or n.look_again_on >= :today))
    union all
    select true from person p
     where p.dossier_id = :dossier and p.deceased_on is null and p.adult_on <= :today
       and not exists (select from household_member m where m.person_id = p.id and m.left_on <= :today)
       and not exists (select from privacy_notice n where n.person_id = p.id and (n.given_on is not null or n.look_again_on >= :today))
     limit 1
    """
)
_SET_CLOSED = text("select sec.set_closed(:dossier, :closed)")


@dataclass(frozen=True, slots=True)
class ProcessValues:
    """What was filled in: the phase to go to (the present one = stay), why, the weight and the day to look back."""

    phase: str
    reason: str
    weight: int
    review_on: dt.date | None


#: Hears of a step before it is kept: the scope, the phase of before, and what was filled in. It may refuse (RuleBroken), or write along.
Follower = Callable[[DossierScope, str, ProcessValues], None]
_FOLLOWERS = "phase_followers"


def follow_phases(app: Flask, follower: Follower) -> None:
    """Lets a package above this one go along with every step, whatever page it is taken on, in the same transaction."""
    app.extensions.setdefault(_FOLLOWERS, []).append(follower)


def change_process(scope: DossierScope, values: ProcessValues, *, version: int) -> None:
    """Moves the phase, weight and review day. Raises Forbidden, RuleBroken on a step that is illegal or refused by who follows
    the phases, and StaleVersion.
    """
    only_lead(scope)
    row = db.session.execute(
        select(DossierProcess).where(DossierProcess.dossier_id == scope.id).execution_options(populate_existing=True)
    ).scalar_one_or_none()
    if row is None:
        raise NotFound
    if row.version != version:
        raise StaleVersion(row.version)
    _check(row, values)
    before = row.phase
    if values.phase != before:
        _tell_followers(scope, before, values)
    row.weight, row.review_on = values.weight, values.review_on
    if values.phase != before:
        row.phase, row.phase_since = values.phase, today()
    flag_modified(row, "weight")
    try:
        db.session.flush()
    except StaleDataError as error:
        raise StaleVersion(version) from error
    if values.phase != before:
        _step(scope, before, values)
    else:
        note_activity(scope, Category.PLAN, "process.changed")
    trail.did(db.session(), "update", dossier_id=scope.id, category=Category.PLAN, objects=[row.id])


def _tell_followers(scope: DossierScope, before: str, values: ProcessValues) -> None:
    followers: list[Follower] = current_app.extensions.get(_FOLLOWERS, [])
    for follower in followers:
        follower(scope, before, values)


def begin(scope: DossierScope, *, weight: int) -> None:
    """The process of a new dossier: intake, since today."""
    db.session.add(DossierProcess(**columns(scope), phase=Phase.INTAKE, phase_since=today(), weight=weight))
    db.session.add(PhaseChange(**columns(scope), from_phase=None, to_phase=Phase.INTAKE))


def _check(row: DossierProcess, values: ProcessValues) -> None:
    if values.weight not in WEIGHTS:
        raise RuleBroken("weight", _("Kies licht, midden of zwaar."))
    if values.phase == row.phase:
        if row.phase == Phase.CLOSED:
            raise RuleBroken("phase", _("Dit dossier is afgesloten. Kies heropenen als er weer iets moet gebeuren."))
    elif values.phase not in PHASES or not may_follow(row.phase, values.phase):
        raise RuleBroken("phase", _("Deze stap kan niet vanuit de fase van nu. Kies een van de stappen die er staan."))
    elif not values.reason:
        raise RuleBroken("reason", _("Schrijf in een zin waarom deze stap nu komt."))
    elif row.phase == Phase.INTAKE and _UNTOLD.row(dossier=row.dossier_id, today=today()) is not None:
        raise RuleBroken(
            "phase",
            _(
                "Vertel eerst wat er met de gegevens gebeurt, of schrijf op waarom dat later komt. Dat doet u bij Wie is betrokken,"
                " onder Uitleg en toestemming."
            ),
        )
    if values.review_on and values.review_on < today() and values.review_on != row.review_on:
        raise RuleBroken("review_on", _("Deze dag is al geweest. Kies een dag die nog komt."))


def _step(scope: DossierScope, before: str, values: ProcessValues) -> None:
    """Keeps the step, and opens or closes the dossier with it."""
    db.session.add(PhaseChange(**columns(scope), from_phase=before, to_phase=values.phase, reason=values.reason))
    note_activity(scope, Category.PLAN, "phase.changed")
    if Phase.CLOSED in {values.phase, before}:
        db.session.execute(_SET_CLOSED, {"dossier": scope.id, "closed": values.phase == Phase.CLOSED})
