"""What every write of an intervention shares: columns of ownership, checks of dates, persons, goal and pause, the log."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.accounts.purposes import PURPOSES, purpose_for
from app.audit import trail
from app.db.clock import now, today
from app.db.session import db
from app.dossiers.models import Person
from app.dossiers.services.activity import note_activity
from app.dossiers.services.taking import take
from app.interventions import rules
from app.interventions.models import Intervention, InterventionBody, InterventionStatusChange, Product
from app.interventions.queries import HeaderLine, get_header, list_goals, list_purposes
from app.interventions.rules import DateProblem
from app.interventions.services.drafts import Pause, Words
from app.kernel.errors import NotFound, RuleBroken


def _sentence(problem: DateProblem) -> str:
    return {
        DateProblem.MISSING: _("Vul een datum in, zoals 24-11-2026."),
        DateProblem.TOO_FAR: _("Deze datum ligt te ver weg. Kijk het jaar na."),
        DateProblem.IN_FUTURE: _("Deze datum moet nog komen. Kies vandaag of een eerdere dag, of kies 'gepland'."),
        DateProblem.PASSED: _("Deze datum is al voorbij. Kies een dag vanaf vandaag, of kies 'loopt al'."),
        DateProblem.BEFORE_START: _("Het einde ligt voor het begin. Kijk de twee datums na."),
    }[problem]


def check_day(field: str, problem: DateProblem | None) -> None:
    """Raises RuleBroken at ``field`` when there is a problem with its date."""
    if problem is not None:
        raise RuleBroken(field, _sentence(problem))


def check_start(status: str, start: dt.date | None) -> None:
    """Raises RuleBroken when it cannot begin (or have begun) on that day."""
    check_day("start", rules.start_problem(status, start, today()))


def check_end(start: dt.date | None, end: dt.date | None) -> None:
    """Raises RuleBroken when it cannot be planned until that day."""
    check_day("end", rules.end_problem(start, end, today()))


def check_pause(pause: Pause, *, strand: str, is_step: bool, paused: bool = False) -> bool:
    """Whether the enforcement pause was taken now. Raises RuleBroken when it has to be and was not."""
    if not rules.needs_pause(strand=strand, is_step=is_step, paused=paused):
        return False
    if not pause.reason:
        raise RuleBroken("pause_reason", _("Schrijf in één zin waarom dit nu doorgaat."))
    if not pause.consulted:
        raise RuleBroken("consulted", _("Schrijf op wie u hierover sprak, bijvoorbeeld de casusregisseur."))
    return True


def check_persons(scope: DossierScope, persons: Iterable[int]) -> list[int]:
    """The persons, sorted, when all are visible, of this household and alive. Raises RuleBroken otherwise."""
    wanted = sorted(set(persons))
    found = db.session.execute(
        select(Person.id).where(Person.dossier_id == scope.id, Person.id.in_(wanted), Person.deceased_on.is_(None))
    )
    if set(found.scalars()) != set(wanted):
        raise RuleBroken("persons", _("Kies voor wie dit is uit de mensen van dit huishouden."))
    return wanted


def check_goal(scope: DossierScope, plan_item_id: int | None, kept: int | None = None) -> None:
    """Raises RuleBroken when the goal is not an open one that the actor may see (nor the one it had already)."""
    if plan_item_id in {None, kept}:
        return
    if plan_item_id not in {goal.id for goal in list_goals(scope.id, today())}:
        raise RuleBroken("plan_item_id", _("Dit doel is er niet meer. Kies een ander doel, of geen."))


def find_product(product_id: int, strand: str) -> Product:
    """The product, when it is in use and of this strand. Raises RuleBroken otherwise."""
    product = db.session.execute(select(Product).where(Product.id == product_id, Product.active)).scalar_one_or_none()
    if product is None:
        raise RuleBroken("product_id", _("Kies uit de lijst wat u gaat doen."))
    if product.strand != strand:
        raise RuleBroken(
            "product_id", _("Dit hoort bij een andere soort inzet. Kies iets anders, of een andere soort.")
        )
    return product


def purpose_of(scope: DossierScope, strand: str) -> int | None:
    """The purpose under which the actor writes in this strand: the relation's own, or the organisation's for this strand."""
    known = {purpose.id: purpose.code for purpose in list_purposes(scope.actor.organisation_id, today())}
    usual = PURPOSES.get(known.get(scope.purpose_id or 0, ""))
    if usual is None or usual.strand in {"", strand}:
        return scope.purpose_id
    fitting = purpose_for(scope.actor.organisation_kind, scope.actor.function, strand)
    return next((key for key, code in known.items() if fitting and code == fitting.code), scope.purpose_id)


def owned(scope: DossierScope, strand: str, group: str | None, persons: Iterable[int]) -> dict[str, Any]:
    """The columns that every row of an intervention carries."""
    return {
        "dossier_id": scope.id,
        "owner_org_id": scope.actor.organisation_id,
        "author_id": scope.actor.account_id,
        "person_ids": list(persons),
        "strand": strand,
        "product_group": group,
    }


def columns_of(scope: DossierScope, row: Intervention) -> dict[str, Any]:
    """The same columns, for a row that hangs under an intervention that is there."""
    columns = owned(scope, row.strand, row.product_group, row.person_ids)
    return {**columns, "purpose_id": row.purpose_id}


def body_of(columns: dict[str, Any], intervention_id: int, words: Words, pause: Pause) -> InterventionBody:
    """A new body."""
    return InterventionBody(**columns, **words.columns(), intervention_id=intervention_id, pause_reason=pause.reason)


def take_version(header: HeaderLine, version: int) -> Intervention:
    """The row, locked for this transaction.

    Raises StaleVersion when somebody saved since the actor read ``version``, Forbidden when an override keeps it as it is.
    """
    return take(Intervention, header.id, version, lambda: get_header(header.dossier_id, header.id))


def find_body_row(row: Intervention) -> InterventionBody:
    """The body's row. Raises NotFound when it is not the actor's to read."""
    body = db.session.execute(
        select(InterventionBody).where(InterventionBody.intervention_id == row.id).with_for_update()
    ).scalar_one_or_none()
    if body is None:
        raise NotFound
    return body


def note_step(scope: DossierScope, row: Intervention, from_status: str | None) -> None:
    """The step of the status that was just taken, as a row of its own."""
    db.session.add(
        InterventionStatusChange(
            **columns_of(scope, row), intervention_id=row.id, from_status=from_status, to_status=row.status
        )
    )


#: The act as the log names it → as the feed of changes names it.
_FEED = {
    "create": "added",
    "update": "changed",
    "add_line": "line_added",
    "to_active": "started",
    "to_done": "finished",
    "to_stopped": "stopped",
    "withdraw": "withdrawn",
    "confirm": "confirmed",
    "correct_strand": "strand_corrected",
    "correct_details": "corrected",
}


def tell(scope: DossierScope, row: Intervention, verb: str, *, category: str | None = None) -> None:
    """Tells the feed of changes and the log what was done: which kind of act, never what was written."""
    strand = category or row.strand
    note_activity(
        scope,
        Category(strand),
        f"intervention.{_FEED[verb]}",
        object_id=row.id,
        persons=row.person_ids,
        condition=row.product_group,
    )
    trail.did(db.session(), verb, dossier_id=scope.id, category=strand, persons=row.person_ids, objects=[row.id])


def pause_columns(*, taken: bool, pause: Pause) -> dict[str, Any]:
    """What the header keeps of the pause."""
    return {"paused_at": now(), "consulted": pause.consulted} if taken else {}
