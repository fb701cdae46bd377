"""The municipality's own part of the catalogue: a product is added or switched off by an administrator."""

import secrets
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import func, insert, select, update

from app.access.actor import Actor
from app.accounts.rules import ADMINISTRATION
from app.audit import trail
from app.db.session import db
from app.interventions.models import Product
from app.kernel.errors import Forbidden, NotFound, RuleBroken


@dataclass(frozen=True, slots=True)
class NewProduct:
    """A product of one's own: names in two languages, strand, kinds of organisation, and whether it asks for the pause."""

    name_nl: str
    name_en: str
    strand: str
    org_kinds: tuple[str, ...]
    is_step: bool


def _check(actor: Actor) -> None:
    if actor.function not in ADMINISTRATION:
        raise Forbidden(_("De applicatiebeheerder beheert de lijst met inzet."))


def add_product(actor: Actor, given: NewProduct) -> None:
    """Adds a product. Raises Forbidden, and RuleBroken when its name is taken or a step is not enforcement."""
    _check(actor)
    same = select(Product.id).where(func.lower(Product.name_nl) == given.name_nl.lower())
    if db.session.execute(same).first():
        raise RuleBroken(
            "name_nl", _("Deze naam staat al in de lijst. Zet de regel aan die er al is, of kies een andere naam.")
        )
    if given.is_step and given.strand != "enforcement":
        raise RuleBroken("is_step", _("Alleen een stap in handhaving vraagt om de pauze. Haal het vinkje weg."))
    values = {
        "code": f"own_{secrets.token_hex(6)}",
        "name_nl": given.name_nl,
        "name_en": given.name_en,
        "strand": given.strand,
        "org_kinds": list(given.org_kinds),
        "is_step": given.is_step,
    }
    db.session.execute(insert(Product).values(values).inline())
    trail.did(db.session(), "create", category=given.strand)


def switch_product(actor: Actor, product_id: int, *, active: bool) -> None:
    """Switches a product on or off; what was recorded with it stays. Raises Forbidden, and NotFound when it is not there."""
    _check(actor)
    changed = db.session.execute(
        update(Product).where(Product.id == min(product_id, 2**62)).values(active=active).returning(Product.id)
    ).one_or_none()
    if changed is None:
        raise NotFound
    trail.did(db.session(), "update", objects=[product_id])
