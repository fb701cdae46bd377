"""Where a household lives: the address, whether it is kept out of sight, and the neighbourhood."""

import re
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import today
from app.db.session import db
from app.dossiers.household_words import AREA_CODE
from app.dossiers.keys import address_key
from app.dossiers.models import HouseholdAddress, HouseholdArea
from app.dossiers.services.activity import note_activity
from app.dossiers.services.checks import may_write
from app.dossiers.services.rows import columns
from app.kernel.errors import RuleBroken, StaleVersion
from app.kernel.postcode import parse_house_number, parse_postcode


@dataclass(frozen=True, slots=True)
class AddressValues:
    """What was filled in about the place. All four empty = no fixed address."""

    street: str = ""
    number: str = ""
    addition: str = ""
    postcode: str = ""
    town: str = ""
    protected: bool = False
    area_code: str = ""
    area_name: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is no address at all."""
        return not (self.street or self.number or self.postcode or self.town)


@dataclass(frozen=True, slots=True)
class Door:
    """An address as it is stored."""

    number: int | None
    addition: str
    postcode: str


def read_door(values: AddressValues) -> Door:
    """The number, addition and postcode as stored. Raises RuleBroken at the field that is wrong or missing."""
    if values.is_empty:
        return Door(None, "", "")
    for field, value, text in (
        ("street", values.street, _("Vul de straat in, of laat het hele adres leeg.")),
        ("number", values.number, _("Vul het huisnummer in, of laat het hele adres leeg.")),
        ("postcode", values.postcode, _("Vul de postcode in, of laat het hele adres leeg.")),
        ("town", values.town, _("Vul de plaats in, of laat het hele adres leeg.")),
    ):
        if not value:
            raise RuleBroken(field, text)
    house = parse_house_number(f"{values.number} {values.addition}".strip(), field="number")
    return Door(house.number, house.suffix, parse_postcode(values.postcode))


def check_area(values: AddressValues) -> None:
    """Raises RuleBroken when the neighbourhood is not a code and a name."""
    if not re.fullmatch(AREA_CODE, values.area_code):
        raise RuleBroken("area_code", _("Een buurtcode is BU en dan acht tekens, bijvoorbeeld BU99990101."))
    if not values.area_name:
        raise RuleBroken("area_name", _("Vul de naam van de buurt in."))


def add_place(scope: DossierScope, values: AddressValues) -> None:
    """The first address and neighbourhood of a new dossier. Raises RuleBroken."""
    check_area(values)
    door = read_door(values)
    db.session.add(
        HouseholdArea(**columns(scope), code=values.area_code, code_year=today().year, name=values.area_name)
    )
    if not values.is_empty:
        _add_address(scope, values, door)


def change_place(scope: DossierScope, values: AddressValues, *, version: int) -> None:
    """A new address or neighbourhood. ``version`` 0 = there was no address. Raises Forbidden, RuleBroken, StaleVersion."""
    may_write(scope, Category.ADDRESS)
    check_area(values)
    door = read_door(values)
    row = db.session.execute(
        select(HouseholdAddress)
        .where(HouseholdAddress.dossier_id == scope.id)
        .execution_options(populate_existing=True)
    ).scalar_one_or_none()
    if (row.version if row else 0) != version:
        raise StaleVersion(row.version if row else 0)
    if row is not None:
        _change_address(row, values, door)
    elif not values.is_empty:
        _add_address(scope, values, door)
    _change_area(scope, values)
    try:
        db.session.flush()
    except StaleDataError as error:
        raise StaleVersion(version) from error
    note_activity(scope, Category.ADDRESS, "address.changed")
    trail.did(db.session(), "update", dossier_id=scope.id, category=Category.ADDRESS)


def _add_address(scope: DossierScope, values: AddressValues, door: Door) -> None:
    db.session.add(
        HouseholdAddress(
            **columns(scope),
            street=values.street,
            number=door.number,
            addition=door.addition,
            postcode=door.postcode,
            town=values.town,
            search_key=address_key(values.street, door.number, door.addition, door.postcode),
            protected=values.protected,
        )
    )


def _change_address(row: HouseholdAddress, values: AddressValues, door: Door) -> None:
    row.street, row.number, row.addition = values.street, door.number, door.addition
    row.postcode, row.town, row.protected = door.postcode, values.town, values.protected
    row.search_key = address_key(values.street, door.number, door.addition, door.postcode)
    flag_modified(row, "street")


def _change_area(scope: DossierScope, values: AddressValues) -> None:
    area = db.session.execute(select(HouseholdArea).where(HouseholdArea.dossier_id == scope.id)).scalar_one_or_none()
    if area is None:
        area = HouseholdArea(**columns(scope), code="", code_year=today().year, name="")
        db.session.add(area)
    if (area.code, area.name) != (values.area_code, values.area_name):
        area.code, area.name, area.code_year = values.area_code, values.area_name, today().year
