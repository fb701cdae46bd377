"""The citizen service number: kept encrypted, found by a keyed hash, shown only after a logged act.

Only where the row of the matrix, the organisation and the purpose of the relation allow it (``sec.bsn_dossiers``).
"""

from flask_babel import gettext as _
from sqlalchemy import select

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.crypto import blind_index, seal, unseal
from app.db.session import db
from app.dossiers.models import PersonBsn
from app.dossiers.queries.people import bsn_open
from app.dossiers.services.rows import columns
from app.kernel.bsn import mask_bsn, parse_bsn
from app.kernel.errors import Forbidden, NotFound


def bound_to(person_id: int) -> str:
    """What a sealed number is bound to: a number that is moved to another person does not open."""
    return f"person_bsn.sealed_number:{person_id}"


def store_bsn(scope: DossierScope, person_id: int, typed: str) -> None:
    """Keeps or replaces the number of a person. Raises Forbidden, or RuleBroken when it is not a number."""
    if not bsn_open(scope.id, writing=True):
        raise Forbidden(_("U mag hier geen BSN vastleggen: uw organisatie of uw doel staat dat niet toe."))
    digits = parse_bsn(typed)
    sealed, index = seal(digits.encode(), bound_to(person_id)), blind_index(digits)
    row = _row(scope, person_id)
    if row is None:
        row = PersonBsn(**columns(scope, [person_id]), person_id=person_id, sealed_number=sealed, blind_index=index)
        db.session.add(row)
    else:
        row.sealed_number, row.blind_index = sealed, index
    db.session.flush()
    trail.did(
        db.session(), "update", dossier_id=scope.id, category=Category.IDENTITY, persons=[person_id], objects=[row.id]
    )


def masked_numbers(scope: DossierScope) -> dict[int, str]:
    """The last digits per person of the household, where there is a number and it may be used here."""
    rows = db.session.execute(select(PersonBsn).where(PersonBsn.dossier_id == scope.id)).scalars()
    return {row.person_id: mask_bsn(_number(row)) for row in rows}


def reveal_bsn(scope: DossierScope, person_id: int) -> str:
    """The whole number, with a line of its own in the log. Raises NotFound when there is none to see."""
    row = _row(scope, person_id)
    if row is None:
        raise NotFound
    trail.did(
        db.session(),
        "reveal",
        dossier_id=scope.id,
        category=Category.IDENTITY,
        persons=[person_id],
        objects=[row.id],
        reason="bsn",
    )
    return _number(row)


def _row(scope: DossierScope, person_id: int) -> PersonBsn | None:
    return db.session.execute(
        select(PersonBsn).where(PersonBsn.dossier_id == scope.id, PersonBsn.person_id == person_id)
    ).scalar_one_or_none()


def _number(row: PersonBsn) -> str:
    return unseal(row.sealed_number, bound_to(row.person_id)).decode()
