"""The scribe: writes one household down, so that a story says only what happened, who did it and how many days ago.

Days count back from the reference date; a negative number is in the future. Author, owner, purpose and persons follow
from who acts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Unpack

from app.accounts.purposes import purpose_for
from app.appointments.states import AFTERWARDS
from app.cli.demo import plans, progress, questions, sealed, shapes
from app.cli.demo.details import Body, Known, Sign, Visit
from app.cli.demo.ecomaps import DemoNetworkPerson, DemoOffer, Together
from app.interventions.catalogue import catalogue
from app.kernel.clock import AMSTERDAM

_OFFICE_OPENS, _OFFICE_HOURS, _SATURDAY = 9, 8, 5
#: A goal is looked at every thirteen weeks; for so many days it may stay undone.
_REVIEW_EVERY, _REVIEW_LATE = 91, 2


@dataclass(frozen=True, slots=True)
class Cast:
    """Who there are in town: accounts by key, and the kind of each organisation."""

    accounts: Mapping[str, shapes.DemoAccount]
    kinds: Mapping[str, str]


@cache
def purpose_code(kind: str, function: str, strand: str) -> str:
    """The purpose under which this function writes this strand; its usual purpose when nothing of it fits the
    strand.
    """
    found = purpose_for(kind, function, strand) or purpose_for(kind, function)
    if found is None:
        raise LookupError(f"{function} of a {kind} has no purpose")
    return found.code


class Scribe:
    """Collects what happened in one household."""

    def __init__(self, cast: Cast, today: dt.date, lead: str) -> None:
        self.cast, self.today, self.lead = cast, today, lead
        self._began = 0  # nothing is written before the dossier
        self.people: list[shapes.DemoPerson] = []
        self.phases: list[shapes.DemoPhaseChange] = []
        self.involvements: list[shapes.DemoInvolvement] = []
        self.states: list[shapes.DemoDomainState] = []
        self.entries: list[shapes.DemoDomainEntry] = []
        self.goals: list[shapes.DemoGoal] = []
        self.interventions: list[shapes.DemoIntervention] = []
        self.updates: list[shapes.DemoUpdate] = []
        self.notes: list[shapes.DemoNote] = []
        self.documents: list[shapes.DemoDocument] = []
        self.appointments: list[shapes.DemoAppointment] = []
        self.network: list[DemoNetworkPerson] = []
        self.offers: list[DemoOffer] = []
        self.plan_rows: list[plans.DemoPlanRow] = []
        self.questions: list[questions.DemoQuestion] = []
        self.outside: list[questions.DemoOutside] = []
        self.together, self.progress = Together(), progress.DemoProgress()
        self.sealed: list[sealed.DemoSealed] = []

    def day(self, ago: int) -> dt.date:
        """The date that many days before the reference date."""
        return dt.date.fromordinal(self.today.toordinal() - ago)

    def workday(self, ago: int) -> int:
        """The same day, or the Friday before when it falls in a weekend; from today on, the Monday after."""
        weekday = self.day(ago).weekday()
        if weekday < _SATURDAY:
            return ago
        return ago + weekday - 4 if ago > 0 else ago - (7 - weekday)

    def moment(self, ago: int) -> dt.datetime:
        """A moment in office hours on that day; never later than the morning of the reference date."""
        day = self.day(max(ago, 0))
        hour, minute = (8, 15) if ago <= 0 else (_OFFICE_OPENS + ago * 5 % _OFFICE_HOURS, ago * 7 % 60)
        return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=AMSTERDAM)

    def sign(self, ago: int, author: str = "", strand: str = "", persons: tuple[int, ...] | None = None) -> Sign:
        """The provenance of something written that many days ago, by the lead unless somebody else is named."""
        account = self.cast.accounts[author or self.lead]
        kind = self.cast.kinds[account.organisation]
        return {
            "author": account.key,
            "owner": account.organisation,
            "purpose": purpose_code(kind, account.function, strand),
            "persons": tuple(range(len(self.people))) if persons is None else persons,
            "created": self.moment(min(ago, self._began)),
        }

    def phase(self, to: str, ago: int, reason: str) -> None:
        """Go to a phase."""
        before = self.phases[-1].to_phase if self.phases else None
        if before is None:
            self._began = ago
        self.phases.append(
            shapes.DemoPhaseChange(from_phase=before, to_phase=to, on=self.day(ago), reason=reason, **self.sign(ago))
        )

    def involve(
        self, who: str, start: int, end: int | None = None, *, reason: str, persons: tuple[int, ...] | None = None
    ) -> None:
        """Give an account a dated relation, added by the lead under the account's own purpose."""
        account = self.cast.accounts[who]
        sign = self.sign(start, who, persons=persons)
        sign["author"] = self.lead
        involvement = shapes.DemoInvolvement(
            index=len(self.involvements), account=who, function=account.function, is_lead=who == self.lead,
            starts=self.day(start), ends=None if end is None else self.day(end), reason=reason, **sign,
        )  # fmt: skip
        self.involvements.append(involvement)

    def domain(self, code: str, state: str, ago: int, reason: str = "") -> None:
        """Say where a life domain stands."""
        self.states.append(
            shapes.DemoDomainState(domain=code, state=state, reason=reason, since=self.day(ago), **self.sign(ago))
        )

    def entry(self, code: str, ago: int, text: str, scores: tuple[int | None, int | None]) -> None:
        """Record a domain on one day; the scores are the resident's and the professional's."""
        entry = shapes.DemoDomainEntry(
            domain=code, text=text, resident_score=scores[0], professional_score=scores[1], on=self.day(ago),
            **self.sign(ago),
        )  # fmt: skip
        self.entries.append(entry)

    def goal(
        self,
        text: str,
        ago: int,
        domain: str | None = None,
        *,
        status: str = "open",
        words_of: str = "",
        review: int | None = None,
    ) -> int:
        """Set a goal of the household, looked at again in `review` days or else every thirteen weeks; gives its index."""
        since = ago % _REVIEW_EVERY
        late = 0 < since <= _REVIEW_LATE < ago - since
        ahead = review if review is not None else -since if late else _REVIEW_EVERY - since
        return self._plan_item(
            ago, kind="goal", aim="liveable" if domain in {"health", "contacts"} else "solve", text=text,
            in_words_of=words_of, domain=domain, status=status, review_on=self.day(self.workday(-ahead)),
            valid_until=None, disclosed_to=(),
        )  # fmt: skip

    def agree(self, text: str, ago: int, until: int | None, *, safety: bool = False, to: tuple[str, ...] = ()) -> int:
        """Make an agreement, a safety agreement with an end when asked, disclosed to the organisations named."""
        return self._plan_item(
            ago, kind="safety_agreement" if safety else "agreement", aim=None, text=text, in_words_of="",
            domain="safety" if safety else None, status="open", review_on=None,
            valid_until=None if until is None else self.day(until), disclosed_to=to,
        )  # fmt: skip

    def _plan_item(  # noqa: PLR0913
        self,
        ago: int,
        *,
        kind: str,
        aim: str | None,
        text: str,
        in_words_of: str,
        domain: str | None,
        status: str,
        review_on: dt.date | None,
        valid_until: dt.date | None,
        disclosed_to: tuple[str, ...],
    ) -> int:
        item = shapes.DemoGoal(
            index=len(self.goals), kind=kind, aim=aim, text=text, in_words_of=in_words_of, domain=domain, status=status,
            review_on=review_on, valid_until=valid_until, disclosed_to=disclosed_to, **self.sign(ago),
        )  # fmt: skip
        self.goals.append(item)
        return item.index

    def intervene(self, product: str, who: str, start: int, end: int | None = None, **body: Unpack[Body]) -> int:
        """Write an intervention; a future start makes it planned, a past end done. Gives its index."""
        item = catalogue()[product]
        status = body.get("status") or ("planned" if start < 0 else "active" if end is None or end < 0 else "done")
        over = status in {"done", "stopped"}
        paused = self.moment(start + 1) if item.is_step and body.get("consulted") else None
        written = shapes.DemoIntervention(
            index=len(self.interventions), strand=item.strand, product=product, account=who, status=status,
            planned_start=self.day(start), planned_end=None if end is None else self.day(end),
            started=None if status == "planned" else self.day(start),
            ended=self.day(end) if over and end is not None else None,
            why=body.get("why", ""), alternatives=body.get("alternatives", ""), own_role=body.get("own_role", ""),
            coordinated_with=body.get("coordinated_with", ""), stance=body.get("stance", "do_together"),
            superfluous_when=body.get("superfluous_when", ""), network_could=body.get("network_could", ""),
            goal=body.get("goal"), result=body.get("result", "") if over else "",
            stop_reason=body.get("stop_reason", "") if status == "stopped" else "", paused=paused,
            consulted=body.get("consulted", ""), pause_reason=body.get("pause_reason", ""),
            **self.sign(start + 1, who, item.strand, body.get("persons")),
        )  # fmt: skip
        self.interventions.append(written)
        return written.index

    def update(self, intervention: int, ago: int, text: str, who: str = "") -> None:
        """Add a line to an intervention, by its own professional unless somebody else is named."""
        about = self.interventions[intervention]
        sign = self.sign(ago, who or about.account, about.strand, about.persons)
        self.updates.append(shapes.DemoUpdate(intervention=intervention, text=text, **sign))

    def note(
        self,
        ago: int,
        facts: str,
        words: str = "",
        meaning: str = "",
        *,
        who: str = "",
        persons: tuple[int, ...] | None = None,
    ) -> None:
        """Write a note in three fields; about everybody there unless persons are named."""
        note = shapes.DemoNote(
            facts=facts, own_words=words, interpretation=meaning, withheld_because="", withheld_until=None,
            **self.sign(ago, who, persons=persons),
        )  # fmt: skip
        self.notes.append(note)

    def know(self, name: str, relation: str, role: str, ago: int, **more: Unpack[Known]) -> int:
        """Add somebody from the network; gives the index."""
        person = DemoNetworkPerson(
            index=len(self.network), first_name=name, relation=relation, role=role, ring=more.get("ring", "family"),
            strength=more.get("strength", 2), active=True, account=more.get("account", ""),
            asked=more.get("asked", ("", "")), **self.sign(ago),
        )  # fmt: skip
        self.network.append(person)
        return person.index

    def meet(
        self, ago: int, place: tuple[str, str], second: tuple[tuple[str, int | None, int], ...], **visit: Unpack[Visit]
    ) -> int:
        """Make an appointment; `second` lists state, network person and how many days before it was recorded."""
        day = self.day(ago)
        hour, minute = visit.get("hour", 10), visit.get("minute", 0)
        starts = dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=AMSTERDAM)
        made = max(ago + 14, 1)
        ends = starts + dt.timedelta(minutes=visit.get("minutes", 60))
        history = tuple(self._second(state, who, ago + before, ends) for state, who, before in second)
        appointment = shapes.DemoAppointment(
            index=len(self.appointments), starts_at=starts,
            ends_at=ends, place_kind=place[0], place=place[1],
            about=visit.get("about", ""), status=visit.get("status", "held" if ago > 0 else "planned"),
            cancelled_because=visit.get("cancelled_because", ""), sequence=visit.get("sequence", 0),
            attendees=visit.get("attendees", (self.lead,)), second=history, **self.sign(made),
        )  # fmt: skip
        self.appointments.append(appointment)
        return appointment.index

    def _second(self, state: str, who: int | None, ago: int, ends: dt.datetime) -> shapes.DemoSecondPerson:
        sign = self.sign(max(ago, 0))
        if state in AFTERWARDS:
            sign["created"] = ends + dt.timedelta(minutes=20)
        return shapes.DemoSecondPerson(state=state, network_person=who, remark="", **sign)

    def offer(self, text: str, ago: int, *, with_whom: int | None = None, at: int | None = None) -> None:
        """Write down on their behalf what somebody wants to do for the neighbourhood."""
        self.offers.append(DemoOffer(text=text, network_person=with_whom, appointment=at, **self.sign(ago)))
