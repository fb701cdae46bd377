"""Forms about the team: which organisation, who of it and for what, ending, leaving and handing over."""

from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField, StringField, TextAreaField, widgets
from wtforms.validators import StopValidation

from app.dossiers.forms.parts import CardsField, Pairs
from app.dossiers.services.team import LONGEST_WORDS, Capsule, Invitation
from app.web.fields import PlainDayField
from app.web.forms import Required, SchakelForm, at_most, one_line
from app.web.guidance import Guided

ALL, SOME = "all", "some"
#: How much a partner is to see: the regiekaart, or single items besides.
CARD, ITEMS = "card", "items"


class WhomMultipleField(SelectMultipleField):
    """People to tick."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - WTForms hands it over
        """Raises when somebody is not on the list."""
        known = {str(value) for value, *_rest in self.iter_choices()}
        if any(str(value) not in known for value in self.data or []):
            raise StopValidation(_("Kies uit de lijst."))


class InviteForm(SchakelForm):
    """Adds somebody of one organisation to the team."""

    account = CardsField(_l("Wie?"))
    purpose = CardsField(_l("Met welk doel?"))
    whom = CardsField(_l("Om wie gaat het?"), default=ALL)
    persons = WhomMultipleField(_l("Wie van het huishouden?"))
    reason = StringField(
        _l("Waarom komt deze persoon erbij?"), [Required(_l("Schrijf in een zin waarom.")), at_most(300), one_line]
    )
    extent = CardsField(_l("Hoeveel moet deze persoon zien?"), default=CARD)
    this_much = StringField(
        _l("Waarom zoveel?"), [Required(_l("Schrijf in een zin waarom zoveel nodig is.")), at_most(300), one_line]
    )
    not_less = StringField(
        _l("Waarom kan het niet met minder?"),
        [Required(_l("Schrijf in een zin waarom minder niet genoeg is.")), at_most(300), one_line],
    )
    until = PlainDayField(_l("Tot en met welke dag?"))

    def offer(self, *, accounts: Pairs, purposes: Pairs, persons: Pairs, own: bool) -> None:
        """The people and purposes of the organisation, and the people of the household.

        ``own``: a colleague, who reads along as the team does; how much is asked of partners only.
        """
        self.account.choices, self.purpose.choices, self.persons.choices = accounts, purposes, persons
        if own:
            del self.extent, self.this_much, self.not_less
        else:
            self.extent.choices = [
                (CARD, _("de regiekaart: wat bij de functie hoort")),
                (ITEMS, _("de regiekaart, en daarna losse onderdelen die ik kies")),
            ]
        self.whom.choices = [(ALL, _("iedereen in het huishouden")), (SOME, _("alleen wie ik aanvink"))]
        for field in (self.account, self.purpose):
            if len(field.choices) == 1 and not field.data:
                field.data = field.choices[0][0]

    def values(self, organisation_id: int) -> Invitation:
        """What was filled in, for the service."""
        return Invitation(
            organisation_id=organisation_id,
            account_id=int(self.account.data),
            purpose_id=int(self.purpose.data),
            persons=None if self.whom.data == ALL else frozenset(int(key) for key in self.persons.data or []),
            reason=self.reason.data or "",
            until=self.until.data,
            this_much=self.this_much.data or "" if "this_much" in self else "",
            not_less=self.not_less.data or "" if "not_less" in self else "",
        )

    def wants_items(self) -> bool:
        """Whether single items are to be shared next."""
        return "extent" in self and self.extent.data == ITEMS


class WhomForm(SchakelForm):
    """For which persons of the household somebody is involved."""

    whom = CardsField(_l("Om wie gaat het?"))
    persons = WhomMultipleField(_l("Wie van het huishouden?"))
    reason = StringField(
        _l("Waarom verandert dit?"), [Required(_l("Schrijf in een zin waarom.")), at_most(300), one_line]
    )

    def offer(self, persons: Pairs, covered: frozenset[int] | None) -> None:
        """The people of the household, and whom it is about now (None = everybody)."""
        self.persons.choices = persons
        self.whom.choices = [(ALL, _("iedereen in het huishouden")), (SOME, _("alleen wie ik aanvink"))]
        if not self.is_submitted():
            self.whom.data = ALL if covered is None else SOME
            self.persons.data = [str(person) for person in sorted(covered or ())]

    def chosen(self) -> frozenset[int] | None:
        """Who was chosen; None for everybody."""
        return None if self.whom.data == ALL else frozenset(int(key) for key in self.persons.data or [])


class MarkForm(SchakelForm):
    """Whether this is the file of a colleague or of a worker's relative."""

    marked = CardsField(_l("Woont hier een collega, of familie van iemand die hier werkt?"))
    reason = StringField(
        _l("Waarom legt u dit vast?"), [Required(_l("Schrijf in een zin waarom.")), at_most(300), one_line]
    )

    def offer(self, *, marked: bool) -> None:
        """Yes and no, and how it is now."""
        self.marked.choices = [("yes", _("ja, alleen wie regie heeft leest dit dossier")), ("no", _("nee"))]
        if not self.is_submitted():
            self.marked.data = "yes" if marked else "no"

    def is_on(self) -> bool:
        """Whether the mark is to stand."""
        return bool(self.marked.data == "yes")


class EndForm(SchakelForm):
    """Ends a relation to the household."""

    reason = StringField(_l("Waarom stopt dit?"), [at_most(300), one_line])


class HandoverForm(Guided, SchakelForm):
    """Who gets the lead, and what they should know."""

    guided: ClassVar[tuple[str, ...]] = ("works", "avoid", "promises")

    successor = CardsField(_l("Wie krijgt de regie?"))
    reason = StringField(_l("Waarom draagt u over?"), [at_most(300), one_line])
    works = TextAreaField(_l("Wat werkt bij dit huishouden?"), [at_most(LONGEST_WORDS)])
    avoid = TextAreaField(_l("Wat kan de nieuwe casusregisseur beter laten?"), [at_most(LONGEST_WORDS)])
    promises = TextAreaField(_l("Wat heeft u beloofd?"), [at_most(LONGEST_WORDS)])

    def __init__(self, *args: Any, colleagues: Pairs, **more: Any) -> None:
        """``colleagues``: who may lead."""
        super().__init__(*args, **more)
        self.successor.choices = colleagues

    def capsule(self) -> Capsule:
        """What the next lead should know, for the service."""
        return Capsule(self.works.data or "", self.avoid.data or "", self.promises.data or "")
