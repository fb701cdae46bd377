"""The import itself: everything that the preview shows in one transaction, or nothing at all."""

from flask_babel import gettext as _
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from app.access.actor import Actor
from app.access.scope import DossierScope
from app.access.vocabulary import LEAD_ROW, Category
from app.audit import trail
from app.db import clock
from app.db.session import db
from app.dossiers.models import DossierProcess
from app.imports.models import ImportBatch, ImportedLine
from app.imports.planning import Reading, read_plan
from app.imports.queries import get_batch, list_own_purposes, purpose_for_each
from app.imports.queries.batches import IMPORTED
from app.imports.services.batches import hold, may_import
from app.imports.services.households import HouseholdWriter
from app.imports.services.lines import LineWriter
from app.imports.services.progress import tell
from app.imports.settling import Home
from app.interventions.services.filing import purpose_of
from app.kernel.errors import RuleBroken

STEP, STEPS = 40, 12
"""So many households are written before the progress is told, or more in a long list: each part asks the policies anew."""
_CREATE = text("select sec.create_dossier(:purpose, :batch) as id from generate_series(1, :number)")
_STATE = text("select sec.import_state(:batch)")
_BSN = text("select sec.bsn_dossiers(true)")


def run(actor: Actor, batch_id: int, purpose_id: int) -> None:
    """Imports a preview under a purpose of the own organisation.

    Raises Forbidden, NotFound, and RuleBroken while something is unanswered, for a purpose that is not there, and for a list
    that a colleague imported at the same moment. The progress ends with it, however it ends.
    """
    may_import(actor)
    row = hold(batch_id)
    reading = read_plan(actor, get_batch(batch_id), told=lambda done, total: tell(batch_id, done, total, "plan"))
    purposes = {key: bsn for key, _code, _nl, _en, bsn in list_own_purposes(actor.organisation_id)}
    if purpose_id not in purposes:
        raise RuleBroken("purpose", _("Kies het doel waarvoor u met deze huishoudens werkt."))
    if not reading.settled.plan.ready:
        raise RuleBroken("", _("Beantwoord eerst de vragen hieronder. Daarna kan de lijst worden geïmporteerd."))
    try:
        _write(actor, row, reading, purpose_id)
    except IntegrityError as error:
        tell(batch_id, 0, 0)
        raise RuleBroken("", _("Een collega importeerde net dezelfde lijst. Kijk de lijst opnieuw na.")) from error
    except BaseException:
        tell(batch_id, 0, 0)
        raise


def _write(actor: Actor, row: ImportBatch, reading: Reading, purpose_id: int) -> None:
    homes = [home for home in reading.settled.homes if _has_lines(home, reading)]
    scopes = _scopes(actor, row.id, homes, purpose_id)
    row.before = _before(homes)
    households = HouseholdWriter(reading, may_bsn=frozenset(db.session.execute(_BSN).scalars()))
    lines = LineWriter(reading, row.id, _purposes(scopes, reading))
    total = len(homes)
    size = max(STEP, total // STEPS)
    tell(row.id, 0, total)
    for start in range(0, total, size):
        part = list(zip(scopes[start : start + size], homes[start : start + size], strict=True))
        persons = households.write(part)
        lines.write(part, persons)
        tell(row.id, min(start + size, total), total)
    _keep_lines(actor, row.id, reading)
    _finish(row, reading, total)
    here = trail.trail_of(db.session())
    here.purpose_id, here.rule = purpose_id, LEAD_ROW
    trail.did(db.session(), "import", category=Category.HOUSEHOLD, objects=[row.id])


def _has_lines(home: Home, reading: Reading) -> bool:
    coming = {line.row for line in reading.settled.plan.lines if not line.left_out}
    return bool(coming & set(home.household.rows))


def _scopes(actor: Actor, batch_id: int, homes: list[Home], purpose_id: int) -> list[DossierScope]:
    """One scope per household, in the same order; the dossiers that are not there yet are made."""
    new = sum(home.known is None for home in homes)
    values = {"purpose": purpose_id, "batch": batch_id, "number": new}
    made = iter(db.session.execute(_CREATE, values).scalars().all())
    own = {
        r.dossier_id: r.purpose_id for r in db.session.execute(text("select dossier_id, purpose_id from sec.roles()"))
    }
    return [
        DossierScope(
            id=dossier_id,
            case_no="",
            lead_org_id=actor.organisation_id,
            closed=False,
            row=LEAD_ROW,
            actor=actor,
            purpose_id=own.get(dossier_id, purpose_id),
        )
        for dossier_id in (home.known.dossier_id if home.known else next(made) for home in homes)
    ]


def _before(homes: list[Home]) -> dict[str, str]:
    """When something last happened in the households that are there already."""
    ids = [home.known.dossier_id for home in homes if home.known]
    rows = db.session.execute(
        select(DossierProcess.dossier_id, DossierProcess.last_activity_at).where(DossierProcess.dossier_id.in_(ids))
    )
    return {str(row.dossier_id): row.last_activity_at.isoformat() for row in rows}


def _purposes(scopes: list[DossierScope], reading: Reading) -> dict[tuple[int, int, str], int | None]:
    """Per dossier, organisation and strand the purpose: the own ones by the relation, others' by their organisation."""
    lines = [line for line in reading.settled.plan.lines if not line.left_out]
    others = purpose_for_each({(line.organisation_id or 0, line.strand) for line in lines if not line.own})
    found: dict[tuple[int, int, str], int | None] = {(0, owner, strand): key for (owner, strand), key in others.items()}
    usual: dict[tuple[int | None, str], int | None] = {}
    for scope in scopes:
        for strand in reading.facts.own_strands:
            key = (scope.purpose_id, strand)
            if key not in usual:
                usual[key] = purpose_of(scope, strand)
            found[scope.id, scope.actor.organisation_id, strand] = usual[key]
    return found


def _keep_lines(actor: Actor, batch_id: int, reading: Reading) -> None:
    """The fingerprints of what came in: the same line again adds nothing."""
    db.session.add_all(
        ImportedLine(
            organisation_id=actor.organisation_id,
            batch_id=batch_id,
            fingerprint=line.fingerprint,
            identity=line.identity,
        )
        for line in reading.settled.plan.lines
        if not line.left_out
    )
    db.session.flush()


def _finish(row: ImportBatch, reading: Reading, households: int) -> None:
    """Empties the file, keeps what was left out and why, and seals the state for taking it back."""
    plan = reading.settled.plan
    row.content, row.plan, row.mapping, row.choices = None, None, {}, {}
    row.state, row.imported_at = IMPORTED, clock.now()
    row.households, row.lines = households, plan.counts.importable
    row.report = {"left_out": left_out(reading), "totals": plan.counts.totals + plan.counts.repeated_headers}
    db.session.flush()
    row.seal = db.session.execute(_STATE, {"batch": row.id}).scalar_one()
    db.session.flush()


def left_out(reading: Reading) -> list[list[object]]:
    """Row and reason of each line that does not come in; a reason is the code of a problem, or `known`."""
    plan = reading.settled.plan
    why = {problem.row: problem.code for problem in plan.problems if problem.decision == "leave_out"}
    return [
        [line.row, "known" if line.left_out == "known" and line.row not in why else why.get(line.row, line.left_out)]
        for line in plan.lines
        if line.left_out
    ]
