"""Forms about the household itself: a new dossier, the place, the process and merging."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FormField, StringField, TextAreaField
from wtforms.validators import Optional, Regexp

from app.dossiers.forms.parts import CardsField, Pairs, PickField, pairs, passes
from app.dossiers.forms.people import PersonPart, values_of
from app.dossiers.household_words import AREA_CODE, WEIGHTS
from app.dossiers.services.address import AddressValues, read_door
from app.dossiers.services.creation import NewHousehold
from app.dossiers.services.process import ProcessValues
from app.kernel.errors import RuleBroken
from app.kernel.postcode import parse_house_number, parse_postcode
from app.web.fields import PlainDayField
from app.web.forms import EditForm, SchakelForm, at_most, one_line
from app.web.i18n import sentence

#: The choice that stands for a neighbourhood that is not on the list yet.
OTHER_AREA = "other"
MOST_PERSONS = 8
_CODE = _l("Een buurtcode is BU en dan acht tekens, bijvoorbeeld BU99990101.")


class PlaceFields:
    """Address and neighbourhood, for a new dossier and for a move."""

    street = StringField(_l("Straat"), [at_most(100), one_line])
    number = StringField(_l("Huisnummer"), [at_most(10), one_line, passes(parse_house_number)])
    addition = StringField(_l("Toevoeging"), [at_most(10), one_line])
    postcode = StringField(_l("Postcode"), [at_most(10), one_line, passes(parse_postcode)])
    town = StringField(_l("Plaats"), [at_most(80), one_line])
    protected = BooleanField(_l("Dit adres is afgeschermd"))
    area = PickField(_l("Buurt"))
    area_code = StringField(_l("Code van de buurt"), [Optional(), one_line, Regexp(AREA_CODE, message=_CODE)])
    area_name = StringField(_l("Naam van de buurt"), [at_most(80), one_line])


class PlaceForm:
    """What both forms do with the place: the choices of neighbourhoods, and what was filled in."""

    def offer_areas(self, areas: Pairs) -> None:
        """The neighbourhoods to choose from, and a way to name another one."""
        form: Any = self
        form.areas = dict(areas)
        named = [(code, f"{name} ({code})") for code, name in areas]
        form.area.choices = [*named, (OTHER_AREA, _("een andere buurt (vul hieronder in)"))]

    def place(self) -> AddressValues:
        """What was filled in about the place; a neighbourhood that was typed goes before one that was chosen."""
        form: Any = self
        known = None if form.area_code.data else form.areas.get(form.area.data)
        return AddressValues(
            street=form.street.data or "",
            number=form.number.data or "",
            addition=form.addition.data or "",
            postcode=form.postcode.data or "",
            town=form.town.data or "",
            protected=form.protected.data,
            area_code=form.area.data if known else (form.area_code.data or ""),
            area_name=known or form.area_name.data or "",
        )

    def check_place(self) -> bool:
        """Whether the address is whole or empty and the neighbourhood is named; says at the field what is not."""
        form: Any = self
        if form.area.data == OTHER_AREA and not form.area_code.data and not form.area_code.errors:
            form.area_code.errors = [_("Vul de code van de buurt in, bijvoorbeeld BU99990101.")]
        if (form.area.data == OTHER_AREA or form.area_code.data) and not form.area_name.data:
            form.area_name.errors = [_("Vul de naam van de buurt in.")]
        try:
            read_door(self.place())
        except RuleBroken as error:
            field = form[error.field]
            field.errors = field.errors or [sentence(error)]
        return not any(form[name].errors for name in vars(PlaceFields) if not name.startswith("_"))


class NewDossierForm(PlaceFields, PlaceForm, SchakelForm):
    """Makes a dossier for a household."""

    title = StringField(_l("Naam van het huishouden"), [at_most(100), one_line])
    persons = FieldList(FormField(PersonPart), min_entries=1, max_entries=MOST_PERSONS)
    question = TextAreaField(_l("De vraag, in eigen woorden"), [at_most(2000)])
    purpose = CardsField(_l("Waarvoor werkt u met dit huishouden?"))
    #: What a warning about a likely same household named; sent by the button that says: make it all the same.
    confirmed = StringField()

    def offer(self, *, purposes: Pairs, areas: Pairs, bsn: bool) -> None:
        """The choices, and whether the number may be asked."""
        self.purpose.choices = purposes
        if len(purposes) == 1 and not self.purpose.data:
            self.purpose.data = purposes[0][0]
        self.offer_areas(areas)
        if not bsn:
            self.forget_bsn()

    def forget_bsn(self) -> None:
        """Takes the number out of every row of people."""
        for entry in self.persons.entries:
            if "bsn" in entry.form:
                del entry.form.bsn

    def add_row(self) -> None:
        """One more person to fill in."""
        if len(self.persons.entries) < MOST_PERSONS:
            self.persons.append_entry()

    def drop_empty_rows(self) -> None:
        """Further people of whom nothing was filled in do not count."""
        kept = [
            e for i, e in enumerate(self.persons.entries) if i == 0 or e.form.given_name.data or e.form.surname.data
        ]
        self.persons.entries[:] = kept

    def validate(self, *args: Any, **more: Any) -> bool:
        """Every field, and the place as a whole."""
        fields_are_right = super().validate(*args, **more)
        return self.check_place() and fields_are_right

    def values(self) -> NewHousehold:
        """What was filled in, for the service."""
        return NewHousehold(
            title=self.title.data or "",
            persons=tuple(values_of(entry.form) for entry in self.persons.entries),
            place=self.place(),
            question=self.question.data or "",
            purpose_id=int(self.purpose.data),
        )


class AddressForm(PlaceFields, PlaceForm, EditForm):
    """A new address or neighbourhood."""

    def validate(self, *args: Any, **more: Any) -> bool:
        """Every field, and the place as a whole."""
        fields_are_right = super().validate(*args, **more)
        return self.check_place() and fields_are_right


class PhaseForm(EditForm):
    """The next step, how heavy it is, and when to look back."""

    phase = CardsField(_l("Fase"))
    reason = TextAreaField(_l("Waarom deze stap, en waarom nu?"), [at_most(1000)])
    weight = CardsField(_l("Hoeveel werk is dit voor u?"))
    review_on = PlainDayField(_l("Wanneer kijkt u terug?"))

    def __init__(self, *args: Any, phases: Pairs, **more: Any) -> None:
        """``phases``: where the dossier may go, the present phase first."""
        super().__init__(*args, **more)
        self.phase.choices = phases
        self.weight.choices = pairs(WEIGHTS)

    def values(self) -> ProcessValues:
        """What was filled in, for the service."""
        return ProcessValues(self.phase.data, self.reason.data or "", int(self.weight.data), self.review_on.data)


class MergeForm(SchakelForm):
    """Which dossier is taken in by this one."""

    other = CardsField(_l("Welk dossier gaat hierin op?"))

    def __init__(self, *args: Any, others: Pairs, **more: Any) -> None:
        """``others``: the dossiers to choose from."""
        super().__init__(*args, **more)
        self.other.choices = others


class UndoForm(SchakelForm):
    """Puts something back."""
