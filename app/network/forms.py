"""Forms about people around the household and what they want to do for the neighbourhood."""

from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import Optional

from app.dossiers.forms.parts import CardsField, Pairs, PickField, pairs
from app.dossiers.forms.subjects import MultiplePickField, SubjectsMixin
from app.network.meetings import MEETINGS, MeetingWords
from app.network.offering import LONGEST as LONGEST_STEP
from app.network.offering import MINUTES, STEPS, StepWords
from app.network.queries import NetworkPersonLine
from app.network.queries_meetings import MeetingLine
from app.network.roles import ROLES
from app.network.services import LONGEST_NAME, LONGEST_OFFER, LONGEST_RELATION, NetworkPersonEdit
from app.web.fields import PlainDayField
from app.web.forms import EditForm, Required, SchakelForm, at_most, one_line
from app.web.guidance import Guided

#: A number and how many of five.
ENJOYED = [(str(number), f"{number} / 5") for number in range(1, 6)]


class NetworkPersonForm(SubjectsMixin, EditForm):
    """Somebody around the household: no more than a first name and what they are to whom."""

    first_name = StringField(
        _l("Voornaam"),
        [Required(_l("Vul een voornaam in.")), at_most(LONGEST_NAME), one_line],
        description=_l("Alleen de voornaam. Geen achternaam, adres, telefoonnummer of verhaal over deze persoon."),
    )
    relation = StringField(
        _l("Wat is deze persoon van hen?"),
        [
            Required(_l("Vul in wat deze persoon van hen is, bijvoorbeeld zus of buurman.")),
            at_most(LONGEST_RELATION),
            one_line,
        ],
        description=_l("Bijvoorbeeld: zus, buurman, vriend van de voetbal."),
    )
    role = PickField(_l("Rol"), default="other")
    until = PlainDayField(
        _l("Rol tot en met"),
        [Optional()],
        description=_l("Nodig bij maatje, mentor, mantelzorger en lotgenoot: hooguit een jaar."),
    )
    account = PickField(
        _l("Account"),
        default="",
        description=_l("Alleen voor wie al bij Wie is betrokken staat. De toegang stopt als de rol stopt, of eerder."),
    )
    persons = MultiplePickField(_l("Bij wie hoort deze persoon?"))
    active = BooleanField(_l("Is nog in beeld"), default=True)

    def prepare(self, *, new: bool, accounts: Pairs | None = None) -> None:
        """Fills in the roles, and the accounts that somebody in such a role can have; somebody new is around and has none."""
        self.role.choices = pairs(ROLES)
        if new:
            del self.active
        if accounts:
            self.account.choices = [("", _("geen account")), *accounts]
        else:
            del self.account

    def edit(self) -> NetworkPersonEdit:
        """How the row should read from now on."""
        return NetworkPersonEdit(
            first_name=self.first_name.data or "",
            relation=self.relation.data or "",
            role=self.role.data or "",
            persons=self.subjects(),
            active=bool(self.active.data),
            version=self.version_read(),
            until=self.until.data,
            account_id=int(self.account.data) if "account" in self and self.account.data else None,
        )

    def show(self, line: NetworkPersonLine) -> None:
        """Fills in somebody as they are now."""
        values = {
            "first_name": line.first_name,
            "relation": line.relation,
            "role": line.role,
            "until": line.until,
            "persons": [str(person) for person in line.person_ids],
            "active": line.active,
            "account": str(line.account_id or ""),
            "version": str(line.version),
        }
        for name, value in values.items():
            if name not in self:
                continue
            self._fields[name].data = value


class OfferForm(Guided, SchakelForm):
    """What somebody wants to do for the neighbourhood, written down in their name."""

    guided: ClassVar[tuple[str, ...]] = ("text",)

    text = TextAreaField(
        _l("Wat willen zij doen?"),
        [Required(_l("Schrijf op wat zij willen doen, in hun eigen woorden.")), at_most(LONGEST_OFFER)],
        description=_l("Vrijwillig. Het heeft nergens gevolgen voor: niet voor hulp, uitkering of huis."),
    )
    network_person_id = PickField(_l("Samen met"), default="")

    def offer_people(self, people: tuple[NetworkPersonLine, ...]) -> None:
        """Fills in with whom it can be."""
        names = [(str(person.id), f"{person.first_name}, {person.relation}") for person in people]
        self.network_person_id.choices = [("", str(_l("niemand in het bijzonder"))), *names]

    def network_person(self) -> int | None:
        """With whom, if anybody."""
        return int(self.network_person_id.data) if str(self.network_person_id.data or "").isdigit() else None


class StepForm(Guided, SchakelForm):
    """What became of an offer."""

    guided: ClassVar[tuple[str, ...]] = ("words",)

    step = CardsField(_l("Wat gebeurde er?"), default="agreed")
    on_day = PlainDayField(_l("Welke dag?"), [Required(_l("Kies een dag."))])
    minutes = PickField(_l("Hoe lang?"), default="60")
    enjoyed = PickField(_l("Hoe leuk was het?"), default="")
    words = StringField(_l("In eigen woorden"), [at_most(LONGEST_STEP), one_line])

    def prepare(self) -> None:
        """Fills in the lists."""
        self.step.choices = pairs(STEPS)
        self.minutes.choices = pairs(MINUTES)
        self.enjoyed.choices = [("", str(_l("niet gevraagd"))), *ENJOYED]

    def given(self) -> StepWords:
        """What was filled in."""
        return StepWords(
            step=self.step.data or "",
            on_day=self.on_day.data,
            minutes=int(self.minutes.data or 0),
            enjoyed=int(self.enjoyed.data) if str(self.enjoyed.data or "").isdigit() else None,
            words=self.words.data or "",
        )


class MeetingForm(Guided, EditForm):
    """A family-group conference or a meeting of the network: the household's own."""

    guided: ClassVar[tuple[str, ...]] = ("information", "plan", "call_words")

    kind = CardsField(_l("Wat voor overleg?"), default="meeting")
    coordinator = StringField(
        _l("Wie leidt het?"),
        [at_most(100), one_line],
        description=_l("Iemand die zij kiezen, of een onafhankelijke coördinator. Een voornaam is genoeg."),
    )
    planned_on = PlainDayField(_l("Wanneer gepland?"), [Optional()])
    information = TextAreaField(
        _l("Welke informatie gaven professionals vooraf?"),
        [at_most(500)],
        description=_l("Alleen dit deel schrijven professionals op. Over de besloten tijd staat hier niets."),
    )
    held_on = PlainDayField(_l("Wanneer was het?"), [Optional()])
    plan = TextAreaField(
        _l("Wat spraken zij zelf af?"),
        [at_most(2000)],
        description=_l("In hun eigen woorden. Zij bepalen wat hier staat."),
    )
    called_on = PlainDayField(_l("Wanneer is er gebeld?"), [Optional()])
    call_words = StringField(_l("Hoe ging het toen?"), [at_most(200), one_line])

    def prepare(self, *, new: bool, held: bool) -> None:
        """Fills in the kinds; what comes later is asked later."""
        self.kind.choices = pairs(MEETINGS)
        if new:
            del self.held_on, self.plan
        if new or not held:
            del self.called_on, self.call_words

    def words(self) -> MeetingWords:
        """What was filled in."""

        def value(name: str) -> Any:
            return self._fields[name].data if name in self._fields else None

        return MeetingWords(
            kind=self.kind.data or "",
            coordinator=self.coordinator.data or "",
            planned_on=self.planned_on.data,
            information=self.information.data or "",
            held_on=value("held_on"),
            plan=value("plan") or "",
            called_on=value("called_on"),
            call_words=value("call_words") or "",
        )

    def show(self, line: MeetingLine) -> None:
        """Fills in a meeting as it stands."""
        for name in self._fields:
            if hasattr(line, name):
                self._fields[name].data = getattr(line, name)
        self.version.data = str(line.version)
