"""The forms of stepping back: a stance, a check of the network, and a theme."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField
from wtforms.validators import InputRequired, NumberRange, Optional

from app.dossiers.forms.parts import CardsField, PickField, pairs
from app.dossiers.queries.persons import PersonLine
from app.dossiers.themes import THEMES
from app.interventions.stances import STANCES
from app.stepback.rules import MOST_CARRIERS, Stability
from app.stepback.services import Check
from app.web.fields import PlainDayField
from app.web.forms import EditForm, Required, SchakelForm

_HOW_MANY = _l("Vul een aantal in van 0 tot en met 60.")


class StanceForm(SchakelForm):
    """How one stands in an intervention today."""

    stance = CardsField(_l("Hoe staat u er vandaag in?"))

    def prepare(self) -> None:
        """Fills in what can be chosen."""
        self.stance.choices = pairs({code: (row.name_nl, row.name_en) for code, row in STANCES.items()})


class StabilityForm(SchakelForm):
    """How firmly the network stands, and when professionals withdraw."""

    carriers = IntegerField(
        _l("Hoeveel mensen uit het netwerk dragen mee?"),
        [InputRequired(_HOW_MANY), NumberRange(0, MOST_CARRIERS, _HOW_MANY)],
        description=_l("Alleen een aantal, geen namen. Drie of meer is stevig."),
    )
    met_without = BooleanField(_l("Zij zagen elkaar zonder professional."))
    survived_conflict = BooleanField(_l("Het hield stand na een ruzie of tegenslag."))
    backup_known = BooleanField(_l("Iedereen weet wie inspringt als iemand uitvalt."))
    withdraw_on = PlainDayField(_l("Op welke dag trekken de professionals zich terug?"), [Optional()])

    def check(self) -> Check:
        """What was filled in."""
        found = Stability(
            self.carriers.data or 0,
            bool(self.met_without.data),
            bool(self.survived_conflict.data),
            bool(self.backup_known.data),
        )
        return Check(found, self.withdraw_on.data)


class ThemeForm(SchakelForm):
    """A worry as a theme, and the yes of the resident."""

    theme = PickField(_l("Welk thema is het?"), default="money")
    person = PickField(_l("Wie zei ja?"))
    said_yes_on = PlainDayField(
        _l("Op welke dag?"),
        [Required(_l("Vul in op welke dag de bewoner ja zei. Zonder ja blijft het in het dossier."))],
    )

    def prepare(self, persons: Iterable[PersonLine]) -> None:
        """Fills in what can be chosen."""
        self.theme.choices = pairs(THEMES)
        self.person.choices = [(str(person.person_id), person.name) for person in persons]

    def who(self) -> int:
        """The person who said yes; 0 when none was chosen."""
        return int(self.person.data) if str(self.person.data or "").isdigit() else 0


class StepForm(EditForm):
    """A button, and the version that was read."""
