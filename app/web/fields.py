"""Form fields that say in Dutch what is expected: days, times, one or some of a few."""

import datetime as dt
import re
from typing import Any

from flask_babel import gettext as _
from wtforms import DateField, RadioField, SelectMultipleField, TimeField
from wtforms.validators import StopValidation
from wtforms.widgets import ListWidget

_DAY = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
_TIME = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?::[0-9]{2})?(?: ?uur)?")


def read_day(typed: str) -> dt.date:
    """A day as the browser sends it (2026-11-24) or as people type it (24-11-2026). Raises ValueError with a sentence."""
    match = _DAY.fullmatch(typed)
    try:
        if match:
            return dt.date(int(match[3]), int(match[2]), int(match[1]))
        return dt.date.fromisoformat(typed)
    except ValueError:
        text = _("De dag %(day)s bestaat niet of is geen datum. Schrijf bijvoorbeeld 24-11-2026.", day=typed[:20])
        raise ValueError(text) from None


class PlainDayField(DateField):
    """A day; what was typed stays when it is not one."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        """Reads the day. Raises ValueError with a sentence that says how to write one."""
        typed = valuelist[0].strip() if valuelist else ""
        self.data = None
        if typed:
            self.data = read_day(typed)


class ClockField(TimeField):
    """A time of the day: 10:00 or 10.00."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Reads the time. Raises ValueError with a sentence that says how to write one."""
        typed = valuelist[0].strip() if valuelist else ""
        self.data = None
        match = _TIME.fullmatch(typed)
        try:
            self.data = dt.time(int(match[1]), int(match[2])) if match else None
        except ValueError:
            match = None
        if typed and match is None:
            raise ValueError(_("Schrijf de tijd als 10:00."))


class FromList:
    """A value that is not in the list is answered with a sentence; nothing chosen is up to the field's own validators."""

    def pre_validate(self, form: Any) -> None:
        """Raises StopValidation for a value that the list does not have."""
        try:
            super().pre_validate(form)  # type: ignore[misc]
        except ValueError:
            if any(self.raw_data or ()):  # type: ignore[attr-defined]
                raise StopValidation(_("Kies iets uit de lijst.")) from None


class OneOfField(FromList, RadioField):
    """One of a few, as cards."""


class MultipleOfField(FromList, SelectMultipleField):
    """Some of a few, as cards to tick (the components tell it by the word in its name)."""

    widget = ListWidget(prefix_label=False)
