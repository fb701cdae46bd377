"""Writes of stepping back: a stance of today, a check of the network, and a theme that a resident lets out. Never committed here."""

import datetime as dt
from dataclasses import asdict, dataclass

from flask_babel import gettext as _
from sqlalchemy import select

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import today
from app.db.session import db
from app.dossiers.models import Person
from app.dossiers.services.activity import note_activity
from app.dossiers.services.checks import only_lead
from app.dossiers.services.rows import columns
from app.dossiers.themes import THEMES
from app.interventions.models import InterventionBody
from app.interventions.services import own_header
from app.interventions.stances import STANCES
from app.kernel.errors import Forbidden, NotFound, RuleBroken, StaleVersion
from app.stepback.models import LiftedTheme, StabilityCheck, StanceReview
from app.stepback.rules import MOST_CARRIERS, Stability, withdrawal_is_possible


@dataclass(frozen=True, slots=True)
class Check:
    """What a check of the network found, and on which day professionals withdraw."""

    found: Stability
    withdraw_on: dt.date | None


def may_check(scope: DossierScope) -> bool:
    """Whether the actor may check how firmly the network stands: whoever writes the plan."""
    return not scope.closed and scope.may_write(Category.PLAN)


def review_stance(scope: DossierScope, intervention_id: int, stance: str) -> int:
    """Records how the own organisation stands in an intervention today; returns the id. The stance of now follows.

    Raises NotFound, Forbidden and RuleBroken.
    """
    header = own_header(scope, intervention_id)
    if stance not in STANCES:
        raise RuleBroken("stance", _("Kies een van de mogelijkheden."))
    found = select(InterventionBody).where(InterventionBody.intervention_id == header.id).with_for_update()
    body = db.session.execute(found).scalar_one_or_none()
    if body is None:
        raise NotFound
    body.stance = stance
    row = StanceReview(
        **columns(scope, header.persons),
        intervention_id=header.id,
        strand=header.strand,
        product_group=header.product_group,
        stance=stance,
    )
    db.session.add(row)
    db.session.flush()
    strand = Category(header.strand)
    note_activity(
        scope,
        strand,
        "intervention.changed",
        object_id=header.id,
        persons=header.persons,
        condition=header.product_group,
    )
    trail.did(db.session(), "create", dossier_id=scope.id, category=strand, persons=header.persons, objects=[header.id])
    return row.id


def check_network(scope: DossierScope, check: Check) -> int:
    """Writes down how firmly the network stands and when professionals withdraw; returns the id. Raises Forbidden and RuleBroken."""
    if not may_check(scope):
        raise Forbidden(_("U kunt dit hier nu niet vastleggen. Bel de casusregisseur."))
    if not 0 <= check.found.carriers <= MOST_CARRIERS:
        raise RuleBroken("carriers", _("Vul een aantal in van 0 tot en met 60."))
    if not withdrawal_is_possible(check.withdraw_on, today()):
        raise RuleBroken("withdraw_on", _("Kies een dag vanaf vandaag, hooguit een jaar vooruit."))
    if check.withdraw_on and not check.found.stands():
        raise RuleBroken(
            "withdraw_on", _("Het netwerk staat nog niet stevig. Laat de dag nog leeg, of kijk de vragen na.")
        )
    row = StabilityCheck(**columns(scope), **asdict(check.found), withdraw_on=check.withdraw_on)
    db.session.add(row)
    db.session.flush()
    note_activity(scope, Category.PLAN, "stability.checked", object_id=row.id)
    trail.did(db.session(), "create", dossier_id=scope.id, category=Category.PLAN, objects=[row.id])
    return row.id


def lift_theme(scope: DossierScope, theme: str, person_id: int, said_yes_on: dt.date | None) -> int:
    """Lets a worry out as a theme, with the yes of the resident whose it is; returns the id.

    Raises Forbidden for anybody but the lead, and RuleBroken: without a yes, for somebody else, or twice.
    """
    only_lead(scope)
    if scope.closed:
        raise Forbidden(_("Dit dossier is afgesloten. Heropen het eerst als er weer iets moet gebeuren."))
    if theme not in THEMES:
        raise RuleBroken("theme", _("Kies een thema uit de lijst."))
    here = select(Person.id).where(Person.dossier_id == scope.id, Person.id == person_id, Person.deceased_on.is_(None))
    if db.session.execute(here).scalar_one_or_none() is None:
        raise RuleBroken("person", _("Kies uit de mensen van dit huishouden."))
    if said_yes_on is None or said_yes_on > today():
        raise RuleBroken(
            "said_yes_on", _("Vul in op welke dag de bewoner ja zei. Zonder ja blijft het in het dossier.")
        )
    running = select(LiftedTheme.id).where(
        LiftedTheme.dossier_id == scope.id, LiftedTheme.theme == theme, LiftedTheme.withdrawn_on.is_(None)
    )
    if db.session.execute(running).first() is not None:
        raise RuleBroken("theme", _("Dit thema is al gedeeld door dit huishouden."))
    row = LiftedTheme(**columns(scope, [person_id]), theme=theme, person_id=person_id, said_yes_on=said_yes_on)
    db.session.add(row)
    db.session.flush()
    _did(scope, "share", row)
    return row.id


def withdraw_theme(scope: DossierScope, theme_id: int, *, version: int) -> None:
    """The resident's no, afterwards: from now on this household does not stand behind the theme. Raises NotFound and StaleVersion."""
    only_lead(scope)
    found = select(LiftedTheme).where(LiftedTheme.dossier_id == scope.id, LiftedTheme.id == theme_id).with_for_update()
    row = db.session.execute(found).scalar_one_or_none()
    if row is None:
        raise NotFound
    if row.version != version:
        raise StaleVersion(row.id)
    if row.withdrawn_on is None:
        row.withdrawn_on = today()
        db.session.flush()
        _did(scope, "unshare", row)


def _did(scope: DossierScope, action: str, row: LiftedTheme) -> None:
    trail.did(
        db.session(), action, dossier_id=scope.id, category=Category.PLAN, persons=row.person_ids, objects=[row.id]
    )
