"""The forms of interventions: fields and messages. What they offer is filled in by ``filling``."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import Optional

from app.interventions.fields import ListField, ProductField, tidy, tidy_line
from app.interventions.services import (
    Confirmation,
    Correction,
    Details,
    Draft,
    Edit,
    NewProduct,
    Pause,
    Period,
    Step,
    Words,
)
from app.web.fields import MultipleOfField, OneOfField, PlainDayField
from app.web.forms import EditForm, Required, SchakelForm, at_most
from app.web.guidance import Guided


def _line(label: Any, longest: int = 200) -> StringField:
    return StringField(label, validators=[at_most(longest)], filters=[tidy_line])


def _text(label: Any, *validators: Any) -> TextAreaField:
    return TextAreaField(label, validators=[*validators, at_most(2000)], filters=[tidy])


class WordsForm(Guided, SchakelForm):
    """The body: why this and why now, how one stands in it, and what may be added."""

    guided = (
        "why",
        "superfluous_when",
        "network_could",
        "alternatives",
        "own_role",
        "coordinated_with",
        "pause_reason",
        "consulted",
        "result",
    )

    why = _text(_l("Waarom dit, en waarom nu?"), Required(_l("Schrijf in één zin waarom dit nu nodig is.")))
    stance = OneOfField(_l("Hoe staat u erin?"), validators=[Required(_l("Kies hoe u erin staat."))])
    superfluous_when = _line(_l("Wanneer bent u overbodig?"))
    network_could = _line(_l("Wie uit het netwerk kan dit ook?"))
    alternatives = _text(_l("Wat kon ook?"))
    own_role = _text(_l("Wat doet u zelf, en wat voegt dat toe?"))
    coordinated_with = _line(_l("Met wie heeft u dit afgestemd?"))
    plan_item_id = ListField(_l("Bij welk doel hoort dit?"), validate_choice=True)

    #: Fields that are folded away until somebody opens them.
    FOLDED = ("alternatives", "own_role", "coordinated_with", "plan_item_id")

    #: Fields that stand above these on the page; the summary of errors follows the page.
    FIRST: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._fields = {**{name: self._fields[name] for name in self.FIRST}, **self._fields}

    def words(self) -> Words:
        """What was written."""
        names = ("why", "stance", "superfluous_when", "network_could", "alternatives", "own_role", "coordinated_with")
        texts = {name: self._fields[name].data or "" for name in names}
        goal = str(self.plan_item_id.data or "")
        return Words(**texts, plan_item_id=int(goal) if goal.isdigit() else None)

    @property
    def unfolded(self) -> bool:
        """Whether something stands, or is wrong, in a field that is folded away."""
        return any(self._fields[name].errors or self._fields[name].data for name in self.FOLDED)


class PauseForm(SchakelForm):
    """The enforcement pause; ``pause_shown`` says that the typist has seen it."""

    pause_shown = StringField()
    pause_reason = TextAreaField(_l("Waarom gaat dit nu toch door?"), validators=[at_most(1000)], filters=[tidy])
    consulted = _line(_l("Wie sprak u hierover?"))

    def pause(self) -> Pause:
        """What was answered."""
        return Pause(self.pause_reason.data or "", self.consulted.data or "")

    def is_pause_answered(self) -> bool:
        """Whether both questions of the pause are; says at the field what is missing."""
        for field, sentence in (
            (self.pause_reason, _("Schrijf in één zin waarom dit nu doorgaat.")),
            (self.consulted, _("Schrijf op wie u hierover sprak, bijvoorbeeld de casusregisseur.")),
        ):
            if not field.data and not field.errors:
                field.errors = [sentence]
        return not (self.pause_reason.errors or self.consulted.errors)


class RecordForm(WordsForm, PauseForm):
    """One intervention, on one screen."""

    FIRST = ("strand", "product_id", "pause_reason", "consulted")

    strand = OneOfField(
        _l("Welke soort inzet is dit?"), validators=[Required(_l("Kies zorg, handhaving of activering."))]
    )
    product_id = ProductField(_l("Wat gaat u doen?"), validators=[Required(_l("Kies uit de lijst wat u gaat doen."))])
    persons = MultipleOfField(_l("Voor wie is dit?"), validators=[])
    status = OneOfField(_l("Loopt het al?"), default="planned", validators=[Required(_l("Kies of het al loopt."))])
    start = PlainDayField(_l("Begint op"), validators=[Optional()])
    end = PlainDayField(_l("Tot en met"), validators=[Optional()])

    def draft(self) -> Draft:
        """The intervention that was filled in."""
        return Draft(
            strand=self.strand.data,
            product_id=int(self.product_id.data),
            status=self.status.data,
            persons=tuple(map(int, self.persons.data or ())),
            words=self.words(),
            period=Period(self.start.data, self.end.data),
            pause=self.pause(),
        )


class ConfirmForm(WordsForm, PauseForm, EditForm):
    """A line that was filed by another organisation, taken over as one's own."""

    FIRST = ("pause_reason", "consulted")

    status = OneOfField(_l("Hoe staat het ermee?"), validators=[Required(_l("Kies hoe het ermee staat."))])
    start = PlainDayField(_l("Begint op"), validators=[Optional()])
    end = PlainDayField(_l("Tot en met"), validators=[Optional()])
    result = _text(_l("Wat heeft het opgeleverd?"))

    def answer(self) -> Confirmation:
        """What the owner says about the line."""
        return Confirmation(
            status=self.status.data,
            version=self.version_read(),
            words=self.words(),
            period=Period(self.start.data, self.end.data),
            pause=self.pause(),
            result=self.result.data or "",
        )


class WordsEditForm(WordsForm, EditForm):
    """The words and the planned period of an intervention that is there."""

    start = PlainDayField(_l("Begint op"), validators=[Optional()])
    end = PlainDayField(_l("Tot en met"), validators=[Optional()])

    def edit(self) -> Edit:
        """What should stand there from now on."""
        return Edit(words=self.words(), period=Period(self.start.data, self.end.data), version=self.version_read())


class StepForm(Guided, EditForm):
    """The next step: a day where one is needed, and the result or the reason."""

    guided = ("text",)

    day = PlainDayField(_l("Op welke dag?"), validators=[Optional()])
    text = _text(_l("Waarom?"))

    def step(self, to: str) -> Step:
        """The step as it was filled in."""
        return Step(to=to, version=self.version_read(), day=self.day.data, text=self.text.data or "")


class DisownForm(Guided, EditForm):
    """A line that is not of one's own organisation."""

    guided = ("text",)

    text = _text(_l("Waarom is dit niet van u?"), Required(_l("Schrijf in één zin waarom dit niet van u is.")))


class UpdateForm(Guided, SchakelForm):
    """One line about how it goes."""

    guided = ("line",)

    line = _line(_l("Hoe gaat het?"), 280)


class CorrectionForm(Guided, EditForm):
    """A wrong strand put right."""

    guided = ("reason",)

    strand = OneOfField(_l("Waar hoort dit wel?"), validators=[Required(_l("Kies waar dit wel hoort."))])
    product_id = ProductField(_l("Wat is het dan?"), validators=[Required(_l("Kies uit de lijst wat het is."))])
    purpose_id = ListField(
        _l("Voor welk doel legt u dit vast?"), validators=[Required(_l("Kies het doel van uw organisatie."))]
    )
    reason = _text(_l("Waarom hoort dit ergens anders?"), Required(_l("Schrijf in één zin waarom.")))

    def correction(self) -> Correction:
        """Where it belongs, and why."""
        return Correction(
            strand=self.strand.data,
            product_id=int(self.product_id.data),
            purpose_id=int(self.purpose_id.data),
            reason=self.reason.data or "",
            version=self.version_read(),
        )


class DetailsForm(Guided, EditForm):
    """A wrong product, or the wrong persons, put right."""

    guided = ("reason",)

    product_id = ProductField(_l("Wat is het?"), validators=[Required(_l("Kies uit de lijst wat het is."))])
    persons = MultipleOfField(_l("Voor wie is dit?"), validators=[])
    reason = _text(_l("Wat klopte er niet?"), Required(_l("Schrijf in één zin wat er niet klopte.")))

    def details(self) -> Details:
        """What it should have been, and why."""
        return Details(
            product_id=int(self.product_id.data),
            persons=tuple(map(int, self.persons.data or ())),
            reason=self.reason.data or "",
            version=self.version_read(),
        )


class ProductForm(SchakelForm):
    """A product of the municipality's own."""

    name_nl = StringField(
        _l("Naam in het Nederlands"), validators=[Required(_l("Vul een naam in.")), at_most(80)], filters=[tidy_line]
    )
    name_en = StringField(
        _l("Naam in het Engels"),
        validators=[Required(_l("Vul ook een Engelse naam in.")), at_most(80)],
        filters=[tidy_line],
    )
    strand = OneOfField(
        _l("Welke soort inzet is dit?"), validators=[Required(_l("Kies zorg, handhaving of activering."))]
    )
    org_kinds = MultipleOfField(
        _l("Wie doet dit?"), validators=[Required(_l("Kies ten minste één soort organisatie."))]
    )
    is_step = BooleanField(_l("Dit is een stap in handhaving: vraag om de pauze"))

    def product(self) -> NewProduct:
        """The product that was filled in."""
        return NewProduct(
            name_nl=self.name_nl.data or "",
            name_en=self.name_en.data or "",
            strand=self.strand.data,
            org_kinds=tuple(self.org_kinds.data or ()),
            is_step=bool(self.is_step.data),
        )


class SwitchForm(SchakelForm):
    """One button: on or off."""
