"""Forms about people: one person, leaving and coming back."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField

from app.dossiers.forms.parts import CardsField, Part, PickField, pairs, passes
from app.dossiers.household_words import CONTACT, LEFT_BECAUSE, RELATIONS
from app.dossiers.services.persons import PersonValues
from app.kernel.bsn import parse_bsn
from app.web.fields import PlainDayField
from app.web.forms import EditForm, Required, SchakelForm, at_most, one_line
from app.web.guidance import Guided

_GIVEN = _l("Vul een voornaam in.")
_SURNAME = _l("Vul een achternaam in.")


class PersonFields:
    """The fields of a person, for a form of one and for the first people of a new dossier."""

    given_name = StringField(_l("Voornaam"), [Required(_GIVEN), at_most(80), one_line])
    prefix = StringField(_l("Tussenvoegsel"), [at_most(20), one_line])
    surname = StringField(_l("Achternaam"), [Required(_SURNAME), at_most(100), one_line])
    birth_date = PlainDayField(_l("Geboortedatum"))
    relation = PickField(_l("Plaats in het huishouden"))
    contact_preference = PickField(_l("Liefst contact door"), default="phone")
    phone = StringField(_l("Telefoon"), [at_most(30), one_line])
    holds_authority = BooleanField(_l("Heeft gezag over de kinderen"))
    bsn = StringField(_l("BSN"), [at_most(20), one_line, passes(parse_bsn)])


def _prepare(form: Any, *, bsn: bool) -> None:
    form.relation.choices = pairs(RELATIONS)
    form.contact_preference.choices = pairs(CONTACT)
    if not bsn:
        del form.bsn


def values_of(form: Any) -> PersonValues:
    """What was filled in, for the service."""
    return PersonValues(
        given_name=form.given_name.data or "",
        prefix=form.prefix.data or "",
        surname=form.surname.data or "",
        birth_date=form.birth_date.data,
        relation=form.relation.data,
        contact_preference=form.contact_preference.data,
        phone=form.phone.data or "",
        holds_authority=form.holds_authority.data,
        partner_unsafe=form.partner_unsafe.data if "partner_unsafe" in form else False,
        bsn=(form.bsn.data or "") if "bsn" in form else "",
        joined_on=form.joined_on.data if "joined_on" in form else None,
    )


class PersonPart(PersonFields, Part):
    """One of the first people of a new dossier. Without names in it, a further row counts as not filled in."""

    def __init__(self, *args: Any, bsn: bool = True, **more: Any) -> None:
        """``bsn``: whether the number may be asked here."""
        super().__init__(*args, **more)
        _prepare(self, bsn=bsn)


class NewPersonForm(PersonFields, SchakelForm):
    """Adds somebody to the household."""

    partner_unsafe = BooleanField(_l("Wees voorzichtig met wie er meeleest"))
    joined_on = PlainDayField(_l("In het huishouden sinds"))

    def __init__(self, *args: Any, bsn: bool, **more: Any) -> None:
        """``bsn``: whether the number may be asked here."""
        super().__init__(*args, **more)
        _prepare(self, bsn=bsn)


class PersonForm(PersonFields, EditForm):
    """Changes somebody's details."""

    partner_unsafe = BooleanField(_l("Wees voorzichtig met wie er meeleest"))

    def __init__(self, *args: Any, bsn: bool, **more: Any) -> None:
        """``bsn``: whether the number may be asked here."""
        super().__init__(*args, **more)
        _prepare(self, bsn=bsn)


class LeaveForm(SchakelForm):
    """Somebody leaves the household."""

    on = PlainDayField(_l("Sinds welke dag?"), [Required(_l("Vul de dag in waarop dit gebeurde."))])
    because = CardsField(_l("Wat gebeurde er?"))

    def __init__(self, *args: Any, **more: Any) -> None:
        """The reasons of the fixed list."""
        super().__init__(*args, **more)
        self.because.choices = pairs(LEFT_BECAUSE)


class ReturnForm(SchakelForm):
    """Somebody lives in the household again."""

    on = PlainDayField(_l("Sinds welke dag?"), [Required(_l("Vul de dag in waarop dit gebeurde."))])
    relation = PickField(_l("Plaats in het huishouden"))

    def __init__(self, *args: Any, **more: Any) -> None:
        """The places of the fixed list."""
        super().__init__(*args, **more)
        self.relation.choices = pairs(RELATIONS)


class UndoDeathForm(Guided, SchakelForm):
    """A death was written down by mistake."""

    guided = ("reason",)

    reason = StringField(
        _l("Wat ging er mis?"), [Required(_l("Schrijf in een zin wat er misging.")), at_most(200), one_line]
    )
