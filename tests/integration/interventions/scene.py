"""What the tests of interventions share: products by code, headers by strand, a form that is filled in."""

from sqlalchemy import text

from app.access.scope import DossierScope
from app.db.session import db
from app.dossiers.scope import load_scope
from app.kernel.clock import today_in_amsterdam
from app.web.request import _as_actor
from tests.conftest import _act
from tests.world import TOKENS, World

TODAY = today_in_amsterdam()
WHY = "De post ligt drie weken dicht op tafel."
PLAN_TEXT = "Er loopt bij dit huishouden geen zorg"


def scope_of(name: str, world: World) -> DossierScope:
    """The dossier as this person stands to it; the session of the test is theirs from here on."""
    db.session.commit()
    _act(name)
    return load_scope(_as_actor(db.session.info["principal"]), world.dossier)


def product(code: str) -> int:
    """The id of a product of the catalogue."""
    return int(db.session.execute(text("select id from product where code = :code"), {"code": code}).scalar_one())


def header_id(strand: str) -> int:
    """The first intervention of the small world in this strand, as the owner of the present session sees it."""
    statement = text("select min(id) from intervention where strand = :strand")
    return int(db.session.execute(statement, {"strand": strand}).scalar_one())


def filled(product_id: int, strand: str, **more: object) -> dict[str, object]:
    """The record form, filled in."""
    return {
        "strand": strand,
        "product_id": str(product_id),
        "persons": [],
        "status": "planned",
        "start": TODAY.isoformat(),
        "why": WHY,
        "stance": "do_together",
        "submission_key": "key-1",
        **more,
    }


__all__ = ["PLAN_TEXT", "TODAY", "TOKENS", "WHY", "filled", "header_id", "product", "scope_of"]
