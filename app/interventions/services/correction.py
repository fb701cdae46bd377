"""A wrong strand put right (a recorded change of purpose), and a wrong product or the wrong persons; the lock follows."""

from dataclasses import dataclass

from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.accounts.purposes import PURPOSES
from app.db.clock import today
from app.db.session import db
from app.interventions import rules
from app.interventions.models import DetailCorrection, Intervention, Product, StrandCorrection
from app.interventions.queries import OwnPurpose, list_purposes
from app.interventions.rules import Status
from app.interventions.services import filing
from app.interventions.services.rights import own_header
from app.kernel.errors import Forbidden, RuleBroken


@dataclass(frozen=True, slots=True)
class Correction:
    """To which strand and product, under which purpose of one's own organisation, why, and the version that was read."""

    strand: str
    product_id: int
    purpose_id: int
    reason: str
    version: int


@dataclass(frozen=True, slots=True)
class Details:
    """Which product of the same strand and which persons it should have been, why, and the version that was read."""

    product_id: int
    persons: tuple[int, ...]
    reason: str
    version: int


def fits(purpose: OwnPurpose, strand: str) -> bool:
    """Whether something in ``strand`` is written under this purpose; one that is not in our list fits everywhere."""
    known = PURPOSES.get(purpose.code)
    return known is None or known.strand == strand


def correct_strand(scope: DossierScope, intervention_id: int, change: Correction) -> None:
    """Moves an intervention with everything under it to the strand in which it belongs.

    Raises NotFound, Forbidden when the actor may not write both strands, StaleVersion, and RuleBroken for the same strand, a
    product or purpose that does not fit, an enforcement step (that begins with its pause) or no reason.
    """
    header = own_header(scope, intervention_id)
    _check_right(scope, change.strand)
    row = filing.take_version(header, change.version)
    if row.status in {Status.AWAITING, Status.WITHDRAWN} or change.strand == row.strand:
        raise RuleBroken("strand", _("Kies de soort inzet waar dit wel hoort."))
    product = filing.find_product(change.product_id, change.strand)
    if rules.needs_pause(strand=change.strand, is_step=product.is_step, paused=False):
        raise RuleBroken(
            "product_id",
            _("Deze stap begint met de pauze vóór handhaving. Trek deze regel terug en leg de stap opnieuw vast."),
        )
    if not change.reason:
        raise RuleBroken("reason", _("Schrijf in één zin waarom dit bij een andere soort hoort."))
    purposes = {p.id for p in list_purposes(scope.actor.organisation_id, today()) if fits(p, change.strand)}
    if change.purpose_id not in purposes:
        raise RuleBroken("purpose_id", _("Kies een doel van uw organisatie dat bij deze soort inzet hoort."))
    was_strand, was_purpose = row.strand, row.purpose_id
    filing.tell(scope, row, "correct_strand", category=was_strand)
    row.strand, row.product_id, row.product_group = change.strand, product.id, product.product_group
    row.purpose_id = change.purpose_id
    db.session.flush()
    db.session.add(
        StrandCorrection(
            **filing.columns_of(scope, row),
            intervention_id=row.id,
            from_strand=was_strand,
            to_strand=change.strand,
            from_purpose_id=was_purpose,
            reason=change.reason,
        )
    )
    filing.tell(scope, row, "correct_strand")


def _check_right(scope: DossierScope, strand: str) -> None:
    if strand not in tuple(Category) or not scope.may_write(Category(strand)):
        raise Forbidden(
            _(
                "Met uw functie legt u maar één soort inzet vast. Trek deze regel terug met een reden, "
                "en vraag de organisatie die dit doet om het vast te leggen."
            )
        )


def correct_details(scope: DossierScope, intervention_id: int, change: Details) -> None:
    """Puts the product or the persons of an intervention right; what it said, and why that was wrong, stays.

    Raises NotFound, Forbidden, StaleVersion, and RuleBroken for a product of another strand, an enforcement step (that begins
    with its pause), persons that are not of this household, nothing that changes, or no reason.
    """
    header = own_header(scope, intervention_id)
    row = filing.take_version(header, change.version)
    if row.status in {Status.AWAITING, Status.WITHDRAWN}:
        raise RuleBroken("", _("Deze inzet is niet bevestigd of al teruggetrokken. Er valt niets recht te zetten."))
    product = _other_product(row, change.product_id)
    before = sorted(row.person_ids)
    after = before if set(change.persons) == set(before) else filing.check_persons(scope, change.persons)
    if product is None and after == before:
        raise RuleBroken("", _("U heeft niets gewijzigd. Kies wat het wel is, of voor wie het wel is."))
    if not change.reason:
        raise RuleBroken("reason", _("Schrijf in één zin wat er niet klopte."))
    was = row.product_id
    if after != before or (product is not None and product.product_group != row.product_group):
        filing.tell(scope, row, "correct_details")
    row.person_ids = after
    if product is not None:
        row.product_id, row.product_group = product.id, product.product_group
    db.session.flush()
    columns = filing.columns_of(scope, row) | {"person_ids": sorted({*before, *after})}
    between = {"from_product_id": was, "to_product_id": row.product_id, "from_persons": before, "to_persons": after}
    db.session.add(DetailCorrection(**columns, **between, intervention_id=row.id, reason=change.reason))
    filing.tell(scope, row, "correct_details")


def _other_product(row: Intervention, product_id: int) -> Product | None:
    """The product, when it is another one. Raises RuleBroken."""
    if product_id == row.product_id:
        return None
    product = filing.find_product(product_id, row.strand)
    if rules.needs_pause(strand=row.strand, is_step=product.is_step, paused=row.paused_at is not None):
        raise RuleBroken(
            "product_id",
            _("Deze stap begint met de pauze vóór handhaving. Trek deze regel terug en leg de stap opnieuw vast."),
        )
    return product
