"""Forms of a sealed compartment: a step, a new compartment with its first step, another author, and a button."""

from collections.abc import Iterable
from typing import ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField

from app.accounts.words import function_name
from app.dossiers.forms.parts import CardsField, PickField, pairs
from app.dossiers.forms.subjects import SubjectsMixin
from app.dossiers.queries.readers import PartyLine
from app.sealed import words
from app.sealed.queries import StepLine
from app.sealed.rules import LONGEST_TEXT, LONGEST_WITH, QUESTIONS, WITH_SOMEBODY, StepWords
from app.web.fields import PlainDayField
from app.web.forms import EditForm, Required, at_most, one_line
from app.web.guidance import Guided
from app.web.i18n import by_language


class StepForm(Guided, EditForm):
    """One of the five steps: the day, what it asks, and the text. ``prepare`` takes away what another step asks."""

    guided: ClassVar[tuple[str, ...]] = ("text",)

    said_on = PlainDayField(_l("Op welke dag?"), [Required(_l("Vul in op welke dag dit was."))])
    consulted = CardsField()
    talked = CardsField()
    danger = CardsField()
    report = CardsField()
    arrange = CardsField()
    with_whom = StringField(
        _l("Met wie precies?"),
        [at_most(LONGEST_WITH), one_line],
        description=_l("Alleen als u dat wilt vastleggen."),
    )
    text = TextAreaField(
        _l("Wat wilt u vastleggen?"),
        [Required(_l("Schrijf op wat u in deze stap zag, hoorde of besloot.")), at_most(LONGEST_TEXT)],
    )

    def prepare(self, number: int) -> None:
        """Keeps the questions of this step, with their words."""
        self.number = number
        for question, answers in words.ANSWERS.items():
            if question in QUESTIONS[number]:
                self[question].label.text = by_language(*words.QUESTIONS[question])
                self[question].choices = pairs(answers)
            else:
                del self[question]
        if number not in WITH_SOMEBODY:
            del self.with_whom

    def words(self) -> StepWords:
        """What was filled in."""
        return StepWords(
            on=self.said_on.data,
            text=self.text.data or "",
            with_whom=self.with_whom.data or "" if "with_whom" in self else "",
            answers={question: str(self[question].data or "") for question in QUESTIONS[self.number]},
        )

    def show(self, step: StepLine) -> None:
        """Fills in a step as it is now."""
        for name, value in values_of(step).items():
            if name in self:
                self[name].data = value
        self.version.data = str(step.version)


def values_of(step: StepLine) -> dict[str, object]:
    """A step as the fields hold it."""
    said = step.opened.words
    return {"said_on": said.on, "text": said.text, "with_whom": said.with_whom, **said.answers}


class OpenForm(SubjectsMixin, StepForm):
    """A new compartment: about whom, and the first step."""


class SuccessorForm(EditForm):
    """Who becomes the author."""

    successor = PickField(_l("Wie neemt dit over?"))

    def offer(self, parties: Iterable[PartyLine]) -> None:
        """Fills in who can be chosen."""
        self.successor.choices = [
            (
                str(party.account_id),
                _("%(name)s, %(function)s", name=party.name, function=function_name(party.function)),
            )
            for party in parties
        ]

    def chosen(self) -> int:
        """The account that was chosen; 0 when none was."""
        return int(self.successor.data) if str(self.successor.data or "").isdigit() else 0


class ButtonForm(EditForm):
    """A button without fields, and the version that was read."""
