"""Forms of what people are told, allow and agree with: nothing is ticked beforehand (AVG art. 4, 11 and 7)."""

import datetime as dt
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import Optional

from app.audit.words import CATEGORIES
from app.db.clock import today
from app.dossiers.forms.parts import CardsField, Pairs, PickField, pairs
from app.dossiers.forms.team import WhomMultipleField
from app.dossiers.queries.persons import PersonLine
from app.dossiers.sharing_words import AGREES, CHANNELS, EVIDENCE, GIVEN_BY, POSTPONED
from app.sharing.rules import WAIVED
from app.sharing.services.consents import LONGEST, LONGEST_WORDS, WAIVED_DAYS, Agreement, Notice, Waiver
from app.web.fields import PlainDayField
from app.web.forms import Required, SchakelForm, at_most, one_line
from app.web.guidance import Guided

TOLD = "told"


class OfPerson(SchakelForm):
    """Base of forms about one person of the household."""

    person = PickField(_l("Om wie gaat het?"))

    def offer_persons(self, persons: tuple[PersonLine, ...]) -> None:
        """Fills in who can be chosen."""
        self.person.choices = [(str(person.person_id), person.name) for person in persons]

    def person_id(self) -> int:
        """Who was chosen."""
        return int(self.person.data)


class NoticeForm(OfPerson):
    """Somebody was told what is done with their data, or is told later."""

    when = CardsField(_l("Is het verteld?"))
    given_on = PlainDayField(_l("Op welke dag?"), [Optional()], default=today)
    channel = PickField(_l("Hoe is het verteld?"), default="talk")
    edition = StringField(_l("Welke uitleg of folder?"), [at_most(LONGEST), one_line])
    look_again_on = PlainDayField(_l("Wanneer kijkt u er weer naar?"), [Optional()])

    def __init__(self, *args: Any, **more: Any) -> None:
        """Fills in what can be chosen."""
        super().__init__(*args, **more)
        self.when.choices = [
            (TOLD, str(_l("ja"))),
            *((code, f"{_l('later')}: {words}") for code, words in pairs(POSTPONED)),
        ]
        self.channel.choices = pairs(CHANNELS)

    def notice(self) -> Notice:
        """What was filled in, for the service."""
        later = "" if self.when.data == TOLD else str(self.when.data)
        return Notice(
            self.person_id(),
            str(self.channel.data),
            self.edition.data or "",
            self.given_on.data,
            postponed_because=later,
            look_again_on=self.look_again_on.data,
        )


class WaiverForm(Guided, OfPerson):
    """Somebody lets a professional tell something to somebody."""

    guided: ClassVar[tuple[str, ...]] = ("what", "what_for")

    professional = PickField(_l("Wie mag er vertellen?"))
    receiver = PickField(_l("Aan wie?"))
    categories = WhomMultipleField(_l("Waarover?"))
    what = TextAreaField(
        _l("Wat precies?"), [Required(_l("Schrijf in een zin wat verteld mag worden.")), at_most(LONGEST)]
    )
    what_for = TextAreaField(_l("Waarvoor?"), [Required(_l("Schrijf in een zin waarvoor.")), at_most(LONGEST)])
    given_by = CardsField(_l("Wie gaf toestemming?"))
    how = CardsField(_l("Waaruit blijkt dat?"))
    given_on = PlainDayField(
        _l("Op welke dag?"), [Required(_l("Kies de dag waarop de toestemming is gegeven."))], default=today
    )
    until = PlainDayField(_l("Tot en met welke dag?"), [Required(_l("Kies tot en met welke dag."))])

    def prepare(self, *, professionals: Pairs, receivers: Pairs) -> None:
        """What can be chosen; the last day is half a year ahead unless somebody chooses another one."""
        self.professional.choices, self.receiver.choices = professionals, receivers
        self.categories.choices = pairs(CATEGORIES, only=WAIVED)
        self.given_by.choices, self.how.choices = pairs(GIVEN_BY), pairs(EVIDENCE)
        if not self.is_submitted():
            self.until.data = today() + dt.timedelta(days=WAIVED_DAYS)

    def waiver(self) -> Waiver:
        """What was filled in, for the service."""
        return Waiver(
            person_id=self.person_id(),
            professional_id=int(self.professional.data),
            receiver=str(self.receiver.data),
            categories=tuple(self.categories.data or ()),
            what=self.what.data or "",
            what_for=self.what_for.data or "",
            how=str(self.how.data),
            given_by=str(self.given_by.data),
            given_on=self.given_on.data,
            until=self.until.data,
        )


class WaiverEndForm(Guided, SchakelForm):
    """Takes a waiver back."""

    guided: ClassVar[tuple[str, ...]] = ("reason",)

    reason = TextAreaField(_l("Wil diegene daar iets bij zeggen?"), [at_most(LONGEST)])


class AgreementForm(Guided, OfPerson):
    """What somebody says of the plan."""

    guided: ClassVar[tuple[str, ...]] = ("words",)

    plan_on = PlainDayField(
        _l("Het plan van welke dag?"), [Required(_l("Kies de dag van het plan waarover het gaat."))], default=today
    )
    said = CardsField(_l("Staat deze persoon achter het plan?"))
    words = TextAreaField(_l("In eigen woorden"), [at_most(LONGEST_WORDS)])

    def __init__(self, *args: Any, **more: Any) -> None:
        """Fills in the answers."""
        super().__init__(*args, **more)
        self.said.choices = pairs(AGREES)

    def agreement(self) -> Agreement:
        """What was filled in, for the service."""
        return Agreement(self.person_id(), self.plan_on.data, str(self.said.data), self.words.data or "")
