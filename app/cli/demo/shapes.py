"""The shapes in which the demo town is handed over: plain values, with keys and indices instead of rows.

Organisations and accounts go by key; persons, goals, interventions, appointments and network people by their index in the household.
Everything written into a dossier carries its provenance: author, owning organisation, purpose, the persons it concerns and when.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.cli.demo.ecomaps import DemoNetworkPerson, DemoOffer, Together
    from app.cli.demo.plans import DemoPlanRow
    from app.cli.demo.progress import DemoProgress
    from app.cli.demo.questions import DemoOutside, DemoQuestion
    from app.cli.demo.sealed import DemoSealed


@dataclass(frozen=True, slots=True)
class DemoNeighbourhood:
    """A neighbourhood with invented codes; `team` is the organisation that leads there."""

    code: str
    name: str
    district_code: str
    district_name: str
    team: str


@dataclass(frozen=True, slots=True)
class DemoOrganisation:
    """An organisation with its contact point; `bandwidth` in weight points, for teams only."""

    key: str
    kind: str
    name: str
    contact_name: str
    contact_phone: str
    contact_email: str
    bandwidth: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Somebody who can sign in. `main` marks the people on the demo sign-in page."""

    key: str
    email: str
    name: str
    function: str
    organisation: str
    phone: str
    main: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Who wrote it, for which organisation and purpose, about which persons of the household, and when."""

    author: str
    owner: str
    purpose: str
    persons: tuple[int, ...]
    created: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPerson:
    """A person of the household; `index` is what everything else refers to."""

    index: int
    first_name: str
    prefix: str
    surname: str
    birth_date: dt.date
    relation: str
    contact_preference: str
    phone: str
    bsn: str | None
    joined: dt.date
    left: dt.date | None
    left_because: str
    holds_authority: bool
    partner_unsafe: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPhaseChange(Provenance):
    """One step of the phase, with the reason."""

    from_phase: str | None
    to_phase: str
    on: dt.date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoInvolvement(Provenance):
    """A dated relation of an account; owner and purpose are those of the account, author is who added it."""

    index: int
    account: str
    function: str
    is_lead: bool
    starts: dt.date
    ends: dt.date | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoDomainState(Provenance):
    """Where a life domain stands now, and why it is recorded."""

    domain: str
    state: str
    reason: str
    since: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoDomainEntry(Provenance):
    """What was recorded for a domain on one day, with the two scores."""

    domain: str
    text: str
    resident_score: int | None
    professional_score: int | None
    on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoGoal(Provenance):
    """A goal, agreement or safety agreement (kind as in the plan); `disclosed_to` = organisations that may read it."""

    index: int
    kind: str
    aim: str | None
    text: str
    in_words_of: str
    domain: str | None
    status: str
    review_on: dt.date | None
    valid_until: dt.date | None
    disclosed_to: tuple[str, ...]
    shared_goal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoIntervention(Provenance):
    """Header and body of an intervention; the owner carries it out. `consulted` is header, `pause_reason` body."""

    index: int
    strand: str
    product: str
    account: str
    status: str
    planned_start: dt.date
    planned_end: dt.date | None
    started: dt.date | None
    ended: dt.date | None
    why: str
    alternatives: str
    own_role: str
    coordinated_with: str
    stance: str
    superfluous_when: str
    network_could: str
    goal: int | None
    result: str
    stop_reason: str
    paused: dt.datetime | None
    consulted: str
    pause_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoUpdate(Provenance):
    """One line about how an intervention goes."""

    intervention: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoNote(Provenance):
    """A note in three fields; withheld from the resident only with a reason and a date."""

    facts: str
    own_words: str
    interpretation: str
    withheld_because: str
    withheld_until: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoDocument(Provenance):
    """A paper of one page, of the organisation that keeps it; `lines` is what it says."""

    title: str
    kind: str
    file_name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSecondPerson(Provenance):
    """One recorded state of the second person of an appointment; the last one of an appointment is the current one."""

    state: str
    network_person: int | None
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoAppointment(Provenance):
    """An appointment and the history of asking for a second person at it."""

    index: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    place_kind: str
    place: str
    about: str
    status: str
    cancelled_because: str
    sequence: int
    attendees: tuple[str, ...]
    second: tuple[DemoSecondPerson, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoHousehold(Provenance):
    """A household with all that hangs under it. `story` names a story of the README, empty for the others."""

    number: int
    case_no: str
    story: str
    template: str
    title: str
    street: str
    house_number: int
    addition: str
    postcode: str
    town: str
    protected_address: bool
    neighbourhood: str
    weight: str
    lead: str
    phase: str
    own_words: str
    own_words_by: str
    people: tuple[DemoPerson, ...]
    phases: tuple[DemoPhaseChange, ...]
    involvements: tuple[DemoInvolvement, ...]
    domain_states: tuple[DemoDomainState, ...]
    domain_entries: tuple[DemoDomainEntry, ...]
    goals: tuple[DemoGoal, ...]
    plan_rows: tuple[DemoPlanRow, ...]
    interventions: tuple[DemoIntervention, ...]
    updates: tuple[DemoUpdate, ...]
    notes: tuple[DemoNote, ...]
    documents: tuple[DemoDocument, ...]
    appointments: tuple[DemoAppointment, ...]
    network: tuple[DemoNetworkPerson, ...]
    offers: tuple[DemoOffer, ...]
    questions: tuple[DemoQuestion, ...]
    outside: tuple[DemoOutside, ...]
    together: Together
    progress: DemoProgress
    sealed: tuple[DemoSealed, ...]


@dataclass(frozen=True, slots=True)
class DemoTown:
    """The municipality: organisations and accounts at once, households one by one."""

    name: str
    code: str
    code_year: int
    neighbourhoods: tuple[DemoNeighbourhood, ...]
    organisations: tuple[DemoOrganisation, ...]
    accounts: tuple[DemoAccount, ...]
    size: int
    households: Iterator[DemoHousehold]
