"""The forms of the course of a case: an own plan, who directs, scaling up and down, the low flame."""

from typing import ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import NumberRange

from app.db.driver import Row
from app.dossiers.forms.parts import CardsField, pairs
from app.plan.services.common import LONGEST, LONGEST_NAME
from app.plan.services.course import DownWords, UpWords
from app.plan.services.flames import FlameWords
from app.plan.words import ANSWERS, DIRECTORS, LADDER, OWN_PLANS
from app.web.fields import PlainDayField
from app.web.forms import EditForm, Required, SchakelForm, at_most, one_line
from app.web.guidance import Guided

_DAY = _l("Vul een dag in, bijvoorbeeld 24-11-2026.")
_BELOW = _l("Alleen nodig als u op een lagere trede blijft.")


class OwnPlanForm(Guided, SchakelForm):
    """An own plan was offered, or the household answered."""

    guided: ClassVar[tuple[str, ...]] = ("remark",)

    kind = CardsField(_l("Wat heeft u aangeboden?"), default="family_group_plan")
    answer = CardsField(_l("Wat zei het huishouden?"), default="offered")
    said_on = PlainDayField(_l("Op welke dag?"), [Required(_DAY)])
    remark = TextAreaField(
        _l("Wat zeiden zij erbij?"),
        [at_most(LONGEST)],
        description=_l("Mag leeg blijven. Schrijf het in hun eigen woorden."),
    )

    def prepare(self) -> None:
        """Fills in what can be chosen."""
        self.kind.choices, self.answer.choices = pairs(OWN_PLANS), pairs(ANSWERS)


class DirectionForm(Guided, SchakelForm):
    """Who directs the plan from now on."""

    guided: ClassVar[tuple[str, ...]] = ("remark",)
    unsafe_at: ClassVar[tuple[str, ...]] = ("director",)

    director_kind = CardsField(_l("Wie heeft de regie over het plan?"), default="resident")
    director = StringField(
        _l("Hoe heet die persoon?"),
        [at_most(LONGEST_NAME), one_line],
        description=_l("Niet nodig als de professional de regie heeft."),
    )
    from_on = PlainDayField(_l("Vanaf welke dag?"), [Required(_DAY)])
    remark = TextAreaField(_l("Wat is er afgesproken?"), [at_most(LONGEST)], description=_l("Mag leeg blijven."))

    def prepare(self) -> None:
        """Fills in what can be chosen."""
        self.director_kind.choices = pairs(DIRECTORS)


class UpForm(Guided, SchakelForm):
    """One step up the ladder."""

    guided: ClassVar[tuple[str, ...]] = ("reason",)

    step = CardsField(_l("Naar wie schaalt u op?"), default="1")
    reason = TextAreaField(
        _l("Waarom is dat nodig?"),
        [Required(_l("Schrijf op waarom u opschaalt.")), at_most(LONGEST)],
        description=_l("Wat komt er niet van de grond, en wat moet er gebeuren?"),
    )
    asked_of = StringField(
        _l("Wie heeft u gevraagd?"), [Required(_l("Schrijf op wie u vroeg.")), at_most(LONGEST_NAME), one_line]
    )
    due_on = PlainDayField(_l("Wanneer moet er antwoord zijn?"), [Required(_DAY)])

    def prepare(self) -> None:
        """Fills in what can be chosen."""
        self.step.choices = pairs(LADDER, only=set(LADDER) - {0})

    def words(self) -> UpWords:
        """What was written."""
        step = int(self.step.data) if str(self.step.data).isdigit() else 0
        return UpWords(step, self.reason.data or "", self.asked_of.data or "", self.due_on.data)


class DownForm(Guided, EditForm):
    """Back down, with what it brought: off the ladder, or to a lower step where somebody is asked."""

    guided: ClassVar[tuple[str, ...]] = ("outcome",)

    step = CardsField(_l("Tot waar schaalt u af?"), default="0")
    outcome = TextAreaField(
        _l("Wat heeft het opgeleverd?"), [Required(_l("Schrijf op wat het heeft opgeleverd.")), at_most(LONGEST)]
    )
    down_on = PlainDayField(_l("Vanaf welke dag?"), [Required(_DAY)])
    asked_of = StringField(_l("Wie vraagt u daar?"), [at_most(LONGEST_NAME), one_line], description=_BELOW)
    due_on = PlainDayField(_l("Wanneer moet er antwoord zijn?"), description=_BELOW)

    def prepare(self, step: int) -> None:
        """Fills in what can be chosen from ``step``: from the lowest there is one way, off the ladder."""
        self.step.choices = pairs(LADDER, only=range(step))
        if step == 1:
            for name in ("step", "asked_of", "due_on"):
                del self[name]

    def words(self) -> DownWords:
        """What was written."""
        outcome, day = self.outcome.data or "", self.down_on.data
        if "step" not in self:
            return DownWords(outcome, day)
        return DownWords(outcome, day, int(self.step.data), self.asked_of.data or "", self.due_on.data)


class FlameForm(Guided, SchakelForm):
    """A new low flame."""

    guided: ClassVar[tuple[str, ...]] = ("restart_when",)

    carried_by = StringField(
        _l("Wie houdt contact?"),
        [Required(_l("Schrijf op wie contact houdt.")), at_most(LONGEST_NAME), one_line],
        description=_l("Het liefst iemand uit hun eigen netwerk."),
    )
    every_weeks = IntegerField(
        _l("Om de hoeveel weken?"),
        [
            Required(_l("Schrijf een aantal weken, bijvoorbeeld 6.")),
            NumberRange(1, 26, _l("Kies een ritme van 1 tot en met 26 weken.")),
        ],
        default=6,
    )
    until_on = PlainDayField(_l("Tot en met welke dag?"), [Required(_DAY)], description=_l("Hooguit een jaar."))
    restart_when = TextAreaField(
        _l("Wanneer starten we de hulp weer?"),
        [Required(_l("Schrijf op waaraan iedereen merkt dat er weer hulp nodig is.")), at_most(LONGEST)],
    )

    def words(self) -> FlameWords:
        """What was written."""
        return FlameWords(
            self.every_weeks.data or 0, self.carried_by.data or "", self.restart_when.data or "", self.until_on.data
        )


class ContactForm(Guided, EditForm):
    """A low flame that burns: there was contact, help starts again, or it went out."""

    guided: ClassVar[tuple[str, ...]] = ("remark",)

    act = CardsField(_l("Wat is er gebeurd?"), default="contact")
    remark = TextAreaField(
        _l("Schrijf het op in hooguit drie regels"),
        [Required(_l("Schrijf in een zin op hoe het gaat.")), at_most(LONGEST)],
    )

    def prepare(self) -> None:
        """Fills in what can be chosen."""
        self.act.choices = pairs(
            {
                "contact": ("er was contact", "there was contact"),
                "restart": ("er is weer hulp nodig", "help is needed again"),
                "end": ("het kan zonder waakvlam", "it goes without a low flame"),
            }
        )


def contact_values(line: Row) -> tuple[dict[str, object], int]:
    """A low flame as its form shows it, and its version."""
    return {"remark": line.remark}, line.version


def down_values(line: Row) -> tuple[dict[str, object], int]:
    """An escalation as its form shows it, and its version."""
    return {"outcome": line.outcome, "down_on": line.down_on}, line.version
