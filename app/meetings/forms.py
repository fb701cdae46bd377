"""The forms of meetings: planning one, a decision, a household that was discussed, and the levels of a team."""

from collections.abc import Iterable
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, StringField
from wtforms.validators import InputRequired, NumberRange

from app.accounts.words import function_name
from app.dossiers.forms.parts import PickField, pairs
from app.dossiers.forms.subjects import MultiplePickField, SubjectsMixin
from app.dossiers.queries.readers import PartyLine
from app.kernel.clock import in_amsterdam
from app.meetings import rules
from app.meetings.planning import NewMeeting
from app.meetings.services import LineWords
from app.plan.queries import ItemLine
from app.plan.words import OWNERS
from app.web.fields import ClockField, PlainDayField
from app.web.forms import EditForm, Required, SchakelForm, at_most, one_line
from app.web.guidance import Guided

_MINUTES = _l("Kies van 2 tot en met 60 minuten.")
_LEVEL = _l("Vul een getal in van 1 tot en met 20.")


class MeetingForm(SchakelForm):
    """When a team meets, how long for each household, and which ones."""

    day = PlainDayField(_l("Op welke dag?"), [Required(_l("Kies een dag."))])
    at = ClockField(_l("Hoe laat begint het?"), [Required(_l("Vul in hoe laat het overleg begint."))])
    minutes_each = IntegerField(
        _l("Hoeveel minuten per huishouden?"),
        [InputRequired(_MINUTES), NumberRange(rules.SHORTEST, rules.LONGEST, _MINUTES)],
        default=rules.USUAL_MINUTES,
    )
    dossiers = MultiplePickField(_l("Welke huishoudens?"), [Required(_l("Kies een of meer huishoudens."))])

    def prepare(self, offered: Iterable[Any]) -> None:
        """Fills in what can be chosen."""
        self.dossiers.choices = [(str(row.id), row.title or row.case_no) for row in offered]

    def new(self) -> NewMeeting:
        """What was filled in."""
        chosen = frozenset(int(value) for value in self.dossiers.data or () if str(value).isdigit())
        return NewMeeting(self.day.data, self.at.data, self.minutes_each.data or 0, chosen)


class ChangeForm(EditForm, MeetingForm):
    """A meeting to change: what is on its agenda, and what can be put on it."""

    def offer(self, offered: Iterable[Any], agenda: Iterable[Any]) -> None:
        """Fills in what can be chosen: first what is on the agenda."""
        there = [(str(row.dossier_id), row.title or row.case_no) for row in agenda]
        known = {key for key, _name in there}
        others = [(str(row.id), row.title or row.case_no) for row in offered if str(row.id) not in known]
        self.dossiers.choices = [*there, *others]

    def show(self, meeting: Any, dossiers: Iterable[int]) -> None:
        """Fills in the meeting as it is now."""
        starts = in_amsterdam(meeting.starts_at)
        self.day.data, self.at.data, self.minutes_each.data = starts.date(), starts.time(), meeting.minutes_each
        self.dossiers.data = [str(dossier) for dossier in dossiers]
        self.version.data = str(meeting.version)


class InviteForm(EditForm):
    """Who of other organisations is asked to come to one household's turn."""

    invited = MultiplePickField(_l("Wie van andere organisaties komt erbij?"))

    def prepare(self, guests: Iterable[PartyLine]) -> None:
        """Fills in who can be chosen."""
        self.invited.choices = [
            (str(party.account_id), f"{party.name}, {function_name(party.function)}") for party in guests
        ]

    def chosen(self) -> list[int]:
        """Who was ticked."""
        return [int(value) for value in self.invited.data or () if str(value).isdigit()]


class LineForm(SubjectsMixin, Guided, EditForm):
    """A decision or a step: what, who and by when."""

    guided: ClassVar[tuple[str, ...]] = ("text",)

    text = StringField(
        _l("Wat spreken we af?"),
        [Required(_l("Schrijf in één zin op wat u afspreekt.")), at_most(rules.LONGEST_LINE), one_line],
    )
    owner = PickField(_l("Wie doet het?"), default="resident")
    who = StringField(_l("Voornaam van de bewoner of van wie helpt"), [at_most(rules.LONGEST_NAME), one_line])
    due_on = PlainDayField(_l("Voor welke dag?"), [Required(_l("Kies een dag."))])
    goal = PickField(_l("Bij welk doel hoort het?"), default="")

    def prepare(self, parties: Iterable[PartyLine], goals: Iterable[ItemLine]) -> None:
        """Fills in what can be chosen: the resident first."""
        people = [(f"acc:{party.account_id}", f"{party.name}, {function_name(party.function)}") for party in parties]
        self.owner.choices = [*pairs(OWNERS, only={"resident", "network"}), *people]
        self.goal.choices = [("", _("geen in het bijzonder")), *((str(goal.id), goal.text) for goal in goals)]

    def words(self) -> LineWords:
        """What was filled in."""
        kind, _colon, account = str(self.owner.data or "").partition(":")
        return LineWords(
            text=self.text.data or "",
            owner="professional" if kind == "acc" else kind,
            due_on=self.due_on.data,
            account_id=int(account) if account.isdigit() else None,
            who=self.who.data or "",
            goal_id=int(self.goal.data) if str(self.goal.data or "").isdigit() else None,
            persons=self.subjects(),
        )

    def show(self, line: Any) -> None:
        """Fills in a line as it is now."""
        for name, value in values_of(line).items():
            self._fields[name].data = value
        self.persons.data = [str(person) for person in line.person_ids]
        self.version.data = str(line.version)


def values_of(line: Any) -> dict[str, object]:
    """The words of a line by field, to compare with what somebody else typed."""
    return {
        "text": line.text,
        "owner": f"acc:{line.account_id}" if line.account_id else line.owner_kind,
        "who": "" if line.account_id else line.owner_name,
        "due_on": line.due_on,
        "goal": str(line.plan_item_id or ""),
    }


class TurnForm(EditForm):
    """The household was discussed: who was not there."""

    absent = MultiplePickField(_l("Wie was er niet bij?"))

    def prepare(self, parties: Iterable[PartyLine]) -> None:
        """Fills in who can be chosen."""
        self.absent.choices = [
            (str(party.account_id), f"{party.name}, {function_name(party.function)}") for party in parties
        ]

    def missing(self) -> list[int]:
        """Who was ticked."""
        return [int(value) for value in self.absent.data or () if str(value).isdigit()]


class LevelForm(EditForm):
    """Above which numbers a team calls it much."""

    professionals = IntegerField(
        _l("Meer dan zoveel professionals is veel"), [InputRequired(_LEVEL), NumberRange(1, rules.MOST_LEVEL, _LEVEL)]
    )
    contacts = IntegerField(
        _l("Meer dan zoveel bezoeken en brieven per week is veel"),
        [InputRequired(_LEVEL), NumberRange(1, rules.MOST_LEVEL, _LEVEL)],
    )


class StepForm(EditForm):
    """A button, and the version that was read."""
