"""Forms of the combined screens."""

from collections.abc import Iterable
from typing import Any, cast

from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from app.dossiers.forms.parts import CardsField, Pairs
from app.dossiers.services.team import LONGEST_WORDS, Capsule
from app.web.fields import MultipleOfField
from app.web.forms import Required, SchakelForm, at_most, one_line
from app.web.guidance import Guided
from app.workspace.handing import Led
from app.workspace.presenters.caseload import COLUMNS


class FurtherForm(SchakelForm):
    """Asking whether a household is known elsewhere: exact enough to mean one household, and with a reason."""

    name = StringField(_l("Voornaam en achternaam"), [at_most(120), one_line])
    born = DateField(_l("Geboortedatum"), [Optional()])
    postcode = StringField(_l("Postcode"), [at_most(8), one_line])
    number = StringField(_l("Huisnummer"), [at_most(8), one_line])
    reason = RadioField(
        _l("Waarom zoekt u verder?"),
        [Required(_l("Kies waarom u zoekt. Het wordt bewaard in het logboek."))],
        choices=[
            SelectChoice("report", _l("er is een melding of vraag")),
            SelectChoice("visit", _l("ik sta bij dit huishouden aan de deur")),
            SelectChoice("consult", _l("een collega of partner vraagt overleg")),
            SelectChoice("other", _l("iets anders")),
        ],
    )
    explanation = StringField(_l("Toelichting"), [at_most(200), one_line])


class ColumnsForm(SchakelForm):
    """Which columns the caseload shows."""

    columns = SelectMultipleField(
        _l("Kolommen"), choices=[SelectChoice(code, label) for code, label in COLUMNS.items()]
    )


class HandoversForm(Guided, SchakelForm):
    """Several households to one colleague, with a sheet for each: three texts per household, named by its number."""

    successor = CardsField(_l("Wie krijgt de regie?"))
    reason = StringField(_l("Waarom draagt u over?"), [at_most(300), one_line])

    _SHEET = (
        ("works", _l("Wat werkt bij dit huishouden?")),
        ("avoid", _l("Wat kan de nieuwe casusregisseur beter laten?")),
        ("promises", _l("Wat heeft u beloofd?")),
    )

    @classmethod
    def of(cls, chosen: Iterable[Led], *, colleagues: Pairs) -> "HandoversForm":
        """The form for these households, with what the last hand-over said filled in."""
        fields = {
            f"{part}_{one.id}": TextAreaField(label, [at_most(LONGEST_WORDS)], default=getattr(one, part))
            for one in chosen
            for part, label in cls._SHEET
        }
        made = cast("type[HandoversForm]", type("ChosenHandoversForm", (cls,), {**fields, "guided": tuple(fields)}))
        form = made()
        form.successor.choices = colleagues
        return form

    def sheet_of(self, household: int) -> list[Any]:
        """The fields of one household."""
        return [self._fields[f"{part}_{household}"] for part, _label in self._SHEET]

    def capsule_of(self, household: int) -> Capsule:
        """What the next lead should know of one household, for the service."""
        return Capsule(*(field.data or "" for field in self.sheet_of(household)))


class TakeBackForm(SchakelForm):
    """Which hand-overs are undone."""

    households = MultipleOfField(_l("Welke overdracht wilt u ongedaan maken?"))
