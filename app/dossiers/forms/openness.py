"""The part of a form that asks whether the household may read something already."""

import datetime as dt

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import Optional

from app.dossiers.forms.parts import CardsField
from app.dossiers.openness import LONGEST_REASON, Withholding
from app.web.fields import PlainDayField
from app.web.forms import at_most


class OpennessMixin:
    """For forms about something that the household reads, unless a dated reason says *not yet*."""

    openness = CardsField(_l("Mag het huishouden dit lezen?"), default="open")
    withheld_because = TextAreaField(_l("Waarom nog niet?"), [at_most(LONGEST_REASON)])
    withheld_until = PlainDayField(
        _l("Tot en met welke dag?"),
        [Optional()],
        description=_l("Hooguit zes maanden. Daarna gaat het vanzelf open."),
    )

    def offer_openness(self) -> None:
        """Fills in what can be chosen."""
        self.openness.choices = [("open", _("Ja, zoals altijd")), ("withheld", _("Nog niet"))]

    def withholding(self) -> Withholding:
        """What was chosen."""
        return Withholding(
            withheld=self.openness.data == "withheld",
            because=self.withheld_because.data or "",
            until=self.withheld_until.data,
        )


def openness_values(*, is_open: bool, because: str, until: dt.date | None) -> dict[str, object]:
    """The values of these fields for something as it is now: a reason that is over is not shown again."""
    return {
        "openness": "open" if is_open else "withheld",
        "withheld_because": "" if is_open else because,
        "withheld_until": None if is_open else until,
    }
