"""Forms of requests about one's own data: a new one, and its next step."""

from typing import ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField

from app.db.clock import today
from app.dossiers.forms.parts import CardsField, PickField, pairs
from app.dossiers.queries.persons import PersonLine
from app.rights.requests import LONGEST
from app.rights.rules import KINDS, STEPS
from app.rights.weighing import LONGEST as WEIGHED
from app.web.fields import MultipleOfField, PlainDayField
from app.web.forms import EditForm, Required, SchakelForm, at_most
from app.web.guidance import Guided


class RequestForm(Guided, SchakelForm):
    """What somebody asks, and since when."""

    guided: ClassVar[tuple[str, ...]] = ("asks",)

    person = PickField(_l("Wie vraagt het?"))
    kind = PickField(_l("Wat vraagt deze persoon?"), default="access")
    asks = TextAreaField(_l("Waar gaat het om?"), [at_most(LONGEST)])
    received_on = PlainDayField(
        _l("Wanneer kwam het verzoek binnen?"),
        [Required(_l("Kies de dag waarop het verzoek binnenkwam."))],
        default=today,
    )

    def offer(self, persons: tuple[PersonLine, ...]) -> None:
        """Fills in who can ask, and what."""
        self.person.choices = [(str(person.person_id), person.name) for person in persons]
        self.kind.choices = pairs(KINDS)


class StepForm(Guided, EditForm):
    """More time, a decision, or that it was carried out."""

    guided: ClassVar[tuple[str, ...]] = ("because",)

    step = CardsField(_l("Wat gebeurt er nu?"))
    because = TextAreaField(
        _l("Waarom?"),
        [at_most(LONGEST)],
        description=_l("Nodig bij meer tijd, gedeeltelijk en nee. Wie dit vroeg, krijgt deze uitleg ook."),
    )

    def offer(self, steps: tuple[str, ...]) -> None:
        """Fills in the steps that are open."""
        self.step.choices = pairs(STEPS, only=steps)


class EraseForm(SchakelForm):
    """Which records go."""

    records = MultipleOfField(_l("Wat moet er weg?"))


class RestrictForm(SchakelForm):
    """Which records are not used for a while."""

    records = MultipleOfField(_l("Wat mag tijdelijk niet gebruikt worden?"))


class LiftForm(SchakelForm):
    """Which records are used again, and why."""

    records = MultipleOfField(_l("Wat mag weer gebruikt worden?"))
    because = TextAreaField(_l("Waarom?"), [at_most(LONGEST)])


class WeighForm(Guided, SchakelForm):
    """Both sides of an objection, and what stops when the answer is yes."""

    guided: ClassVar[tuple[str, ...]] = ("processing", "household_interest", "task_interest", "stops")

    purpose = PickField(_l("Waar gaat het bezwaar over?"), default="0")
    processing = TextAreaField(_l("Waartegen is het bezwaar?"), [at_most(WEIGHED)])
    household_interest = TextAreaField(_l("Wat betekent het voor het huishouden?"), [at_most(WEIGHED)])
    task_interest = TextAreaField(_l("Waarom is het nodig voor de taak?"), [at_most(WEIGHED)])
    stops = TextAreaField(_l("Wat stopt er als u ja zegt?"), [at_most(WEIGHED)])
