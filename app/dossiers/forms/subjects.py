"""Whom something is about: check boxes with the persons of the household; none ticked is the household as such."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from app.dossiers.queries.persons import PersonLine


class MultiplePickField(SelectMultipleField):
    """Any number of a list, as check boxes; another value says so in a sentence of ours."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - WTForms hands it over
        """Raises when something is chosen that is not on the list."""
        offered = {str(value) for value, *_rest in self.iter_choices()}
        if not {str(value) for value in self.data or ()} <= offered:
            raise StopValidation(_("Kies iets uit de lijst."))


class SubjectsMixin:
    """For forms about something that concerns some persons of the household, or all of them."""

    persons = MultiplePickField(
        _l("Over wie gaat dit?"), description=_l("Kiest u niemand, dan gaat het over het hele huishouden.")
    )

    def offer(self, persons: Iterable[PersonLine]) -> None:
        """Fills in who can be chosen."""
        self.persons.choices = [(str(person.person_id), person.name) for person in persons]

    def subjects(self) -> tuple[int, ...]:
        """The persons that were chosen."""
        return tuple(int(value) for value in self.persons.data or () if str(value).isdigit())
