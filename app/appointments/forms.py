"""The forms of appointments: fields and messages. What they offer is filled in by ``filling``."""

import datetime as dt
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError

from app.appointments.afterwards import DIFFERENCES, MAY_HEAR, NO_REASONS, TO_WHOM
from app.appointments.queries import Second
from app.appointments.rules import When, usual_end
from app.appointments.services import Agreed, Answer, Details, NewVisit
from app.appointments.states import SecondState
from app.dossiers.forms.parts import PickField, pairs
from app.dossiers.forms.subjects import MultiplePickField
from app.web.fields import ClockField, MultipleOfField, OneOfField, PlainDayField
from app.web.forms import EditForm, Required, SchakelForm, at_most, one_line
from app.web.guidance import Guided

#: The choice *somebody else* among the people of the network.
NEW = "new"


def _line(label: Any, longest: int) -> StringField:
    return StringField(label, validators=[at_most(longest), one_line])


class SecondFields(Guided, SchakelForm):
    """The question that every appointment asks."""

    guided: ClassVar[tuple[str, ...]] = ("remark", "no_words")

    state = OneOfField(
        _l("Hoe staat het ermee?"), default="not_asked", validators=[Required(_l("Kies hoe het ermee staat."))]
    )
    who = OneOfField(_l("Wie?"), validators=[Optional()])
    first_name = _line(_l("Voornaam"), 60)
    relation = _line(_l("Relatie"), 80)
    remark = _line(_l("Wat is goed om te weten?"), 200)
    no_reason = PickField(_l("Waarom liever niet?"), default="")
    no_words = _line(_l("In eigen woorden"), 200)
    checked_safe = BooleanField(_l("Ik vroeg dit onder vier ogen na: het is iemand anders, en het is veilig"))
    offer = StringField(_l("Wat willen jullie samen doen voor de buurt?"), validators=[at_most(300), one_line])

    def offer_reasons(self) -> None:
        """Fills in why somebody may rather not."""
        self.no_reason.choices = [("", _("niet gevraagd waarom")), *pairs(NO_REASONS)]

    def validate_first_name(self, field: Any) -> None:
        """One person is named, not two. Raises ValidationError with a sentence."""
        if field.data and "who" in self and str(self.who.data or "").isdigit():
            raise ValidationError(_("U koos iemand uit de lijst en vulde ook een naam in. Kies een van beide."))

    def answer(self) -> Answer:
        """What was filled in."""
        chosen = str(self.who.data or "") if "who" in self else ""
        return Answer(
            state=self.state.data or "",
            person_id=int(chosen) if chosen.isdigit() else None,
            first_name=self.first_name.data or "",
            relation=self.relation.data or "",
            remark=(self.remark.data or "") if "remark" in self else "",
            offer=(self.offer.data or "") if "offer" in self else "",
            no_reason=(self.no_reason.data or "") if "no_reason" in self else "",
            no_words=(self.no_words.data or "") if "no_words" in self else "",
            checked_safe=bool(self.checked_safe.data),
        )


class VisitFields(Guided, SchakelForm):
    """When, where, and who of us."""

    guided: ClassVar[tuple[str, ...]] = ("place", "about")

    day = PlainDayField(_l("Dag"), validators=[Required(_l("Kies een dag."))])
    start = ClockField(_l("Van"), validators=[Required(_l("Vul in hoe laat het begint."))])
    end = ClockField(_l("Tot"), validators=[Optional()])
    already = BooleanField(_l("Dit gesprek is al geweest"))
    place_kind = OneOfField(_l("Waar?"), default="home", validators=[Required(_l("Kies waar u elkaar ziet."))])
    place = _line(_l("Plek"), 120)
    attendees = MultipleOfField(_l("Wie van ons?"), coerce=int)
    about = TextAreaField(_l("Waar gaat het over?"), validators=[at_most(500)])

    def details(self) -> Details:
        """What was filled in; without an end it takes an hour."""
        day, start = self.day.data or dt.date.min, self.start.data or dt.time.min  # never: both are required
        return Details(
            when=When(day, start, self.end.data or usual_end(start)),
            place_kind=self.place_kind.data or "",
            place=self.place.data or "",
            about=self.about.data or "",
            attendees=tuple(self.attendees.data or ()),
            already=bool(self.already.data),
        )


class NewForm(VisitFields, SecondFields):
    """A new appointment and its question, on one screen."""

    guided: ClassVar[tuple[str, ...]] = (*VisitFields.guided, *SecondFields.guided)

    persons = MultipleOfField(_l("Met wie?"), coerce=int)

    def new_visit(self) -> NewVisit:
        """What was filled in; without the question when the typist does not write it down."""
        second = self.answer() if "state" in self else None
        return NewVisit(self.details(), tuple(self.persons.data or ()), second)


class MoveForm(VisitFields, EditForm):
    """Another time or place, other people."""

    persons = MultipleOfField(_l("Met wie?"), coerce=int)


class SecondForm(SecondFields, EditForm):
    """The answer to the question, now or afterwards."""


class AgreedForm(Guided, EditForm):
    """What whoever comes along may hear, their own yes, and afterwards what it changed."""

    guided: ClassVar[tuple[str, ...]] = ("difference_words",)

    may_hear = MultiplePickField(_l("Wat mag deze persoon horen?"))
    own_yes = BooleanField(_l("Deze persoon zei zelf ja: het mag worden opgeschreven"))
    difference = PickField(_l("Maakte het verschil dat er iemand bij was?"), default="")
    difference_to = MultiplePickField(_l("Voor wie?"))
    difference_words = StringField(_l("In eigen woorden"), [at_most(200), one_line])

    def prepare(self, second: Second) -> None:
        """Fills in the lists; what it changed is asked once somebody came."""
        self.may_hear.choices = pairs(MAY_HEAR)
        self.difference.choices = [("", _("nog niet gevraagd")), *pairs(DIFFERENCES)]
        self.difference_to.choices = pairs(TO_WHOM)
        if second.state != SecondState.CAME:
            del self.difference, self.difference_to, self.difference_words

    def show(self, second: Second) -> None:
        """Fills in what was agreed."""
        for name, value in agreed_now(second).items():
            if name in self._fields:
                self._fields[name].data = value
        self.version.data = str(second.version)

    def agreed(self) -> Agreed:
        """What was filled in."""
        came = "difference" in self
        return Agreed(
            may_hear=tuple(self.may_hear.data or ()),
            own_yes=bool(self.own_yes.data),
            difference=(self.difference.data or "") if came else "",
            difference_to=tuple(self.difference_to.data or ()) if came else (),
            difference_words=(self.difference_words.data or "") if came else "",
        )


def agreed_now(second: Second) -> dict[str, object]:
    """What was agreed with whoever comes along, per field of its form."""
    return {
        "may_hear": list(second.may_hear),
        "own_yes": second.own_yes_on is not None,
        "difference": second.difference,
        "difference_to": list(second.difference_to),
        "difference_words": second.difference_words,
    }


class ReminderForm(SchakelForm):
    """A mail with time and place, to somebody who said yes to it."""

    to_whom = OneOfField(_l("Aan wie?"), default="resident", validators=[Required(_l("Kies aan wie."))])
    email = StringField(_l("E-mailadres"), [Required(_l("Vul een e-mailadres in.")), at_most(254), one_line])
    letter = OneOfField(_l("Taal van de mail"), default="nl", validators=[Required(_l("Kies een taal."))])
    said_yes = BooleanField(
        _l("Deze persoon zei ja tegen een mail"), [Required(_l("Vraag eerst of een mail goed is. Vink het dan aan."))]
    )


class CancelForm(EditForm):
    """Calling it off."""

    reason = StringField(
        _l("Waarom gaat het niet door?"),
        validators=[Required(_l("Schrijf kort waarom de afspraak niet doorgaat.")), at_most(200), one_line],
    )
