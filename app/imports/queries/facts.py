"""What a plan needs to know: organisations and what lists call them, the catalogue, purposes, and what came in before."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, or_, select

from app.accounts.models import Organisation as OrganisationRow
from app.accounts.models import Purpose
from app.accounts.purposes import PURPOSES
from app.db.clock import today
from app.db.session import db
from app.imports.models import ImportedLine
from app.imports.parsing.model import Organisation
from app.imports.products import KnownProduct
from app.interventions.models import Product

#: By what lists call a kind of organisation.
KIND_WORDS: dict[str, tuple[str, ...]] = {
    "area_team": ("wijkteam", "buurtteam", "sociaal team", "sociaal wijkteam"),
    "municipality": ("gemeente", "municipality"),
    "housing_association": ("woningstichting", "woningcorporatie", "corporatie", "woningbouw", "wooncorporatie"),
    "police": ("politie", "wijkagent", "police"),
    "mental_health": ("ggz", "psychische zorg"),
    "debt_help": ("schuldhulp", "schuldhulpverlening", "kredietbank", "schulddienstverlening"),
    "school_attendance": ("leerplicht", "rmc"),
    "school": ("school", "basisschool"),
    "youth_protection": ("jeugdbescherming",),
    "enforcement": ("handhaving", "boa", "toezicht en handhaving"),
    "welfare": ("buurtwerk", "welzijn", "welzijnswerk", "vrijwilligersorganisatie"),
}


def list_organisations() -> tuple[Organisation, ...]:
    """The active organisations, each with the words for its kind."""
    rows = db.session.execute(
        select(OrganisationRow.id, OrganisationRow.name, OrganisationRow.kind)
        .where(OrganisationRow.active)
        .order_by(OrganisationRow.name)
    )
    return tuple(Organisation(key, name, kind, KIND_WORDS.get(kind, ())) for key, name, kind in rows)


def list_known_lines(organisation_id: int) -> tuple[frozenset[str], frozenset[str]]:
    """Fingerprints and identities of everything that this organisation imported before."""
    rows = db.session.execute(
        select(ImportedLine.fingerprint, ImportedLine.identity).where(ImportedLine.organisation_id == organisation_id)
    ).all()
    return frozenset(row.fingerprint for row in rows), frozenset(row.identity for row in rows)


def list_products() -> tuple[KnownProduct, ...]:
    """The catalogue as far as it is in use."""
    rows = db.session.execute(
        select(
            Product.id,
            Product.code,
            Product.strand,
            Product.product_group,
            Product.name_nl,
            Product.name_en,
            Product.org_kinds,
        )
        .where(Product.active)
        .order_by(Product.code)
    )
    return tuple(KnownProduct(*row[:6], tuple(row[6])) for row in rows)


def list_own_purposes(organisation_id: int) -> tuple[tuple[int, str, str, str, bool], ...]:
    """The purposes of one organisation that hold today: id, code, Dutch, English, and whether the BSN may be used."""
    rows = db.session.execute(
        select(Purpose.id, Purpose.code, Purpose.text_nl, Purpose.text_en, Purpose.bsn_allowed)
        .where(Purpose.organisation_id == organisation_id, *_in_force())
        .order_by(Purpose.id)
    )
    return tuple((row.id, row.code, row.text_nl, row.text_en, row.bsn_allowed) for row in rows)


def purpose_for_each(wanted: Iterable[tuple[int, str]]) -> dict[tuple[int, str], int]:
    """Per organisation and strand the purpose of that organisation under which its line is filed.

    The one for that strand; else one without a strand; else its first. Organisations without a purpose are not in it.
    """
    pairs = set(wanted)
    rows = db.session.execute(
        select(Purpose.organisation_id, Purpose.id, Purpose.code)
        .where(Purpose.organisation_id.in_({organisation for organisation, _strand in pairs}), *_in_force())
        .order_by(Purpose.id)
    ).all()
    found: dict[tuple[int, str], int] = {}
    for organisation, strand in pairs:
        own = [(_fit(row.code, strand), row.id) for row in rows if row.organisation_id == organisation]
        if own:
            found[organisation, strand] = min(own)[1]
    return found


def _fit(code: str, strand: str) -> int:
    """How well a purpose fits a strand: 0 best."""
    known = PURPOSES.get(code)
    return 1 if known is None or not known.strand else 0 if known.strand == strand else 2


def _in_force() -> tuple[ColumnElement[bool], ...]:
    day = today()
    return Purpose.valid_from <= day, or_(Purpose.valid_until.is_(None), Purpose.valid_until > day)
