"""The view objects of the dossier page and the regiekaart: plain values, ready to print."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Head:
    """The top of a page: number, neighbourhood, phase, title and the question in the resident's own words."""

    case_no: str
    title: str
    area: str
    phase: str
    question: str
    said_by: str
    facts: tuple[tuple[str, str], ...]
    #: Who directs the plan when that is not the professional, who then supports; empty otherwise.
    director: str = ""


@dataclass(frozen=True, slots=True)
class InterventionLine:
    """One intervention in the equal list."""

    url: str
    label: str
    strand: str
    who: str
    why: str
    stance: str
    period: str
    status: str
    pause: str
    own: bool
    said: str = ""


@dataclass(frozen=True, slots=True)
class DomainLine:
    """One life domain: its state and both scores, before → now."""

    name: str
    state: str
    text: str
    resident: str
    professional: str
    muted: bool
    silent: bool
    said: str = ""


@dataclass(frozen=True, slots=True)
class Second:
    """The second person's slot of one appointment."""

    state: str
    who: str = ""
    relation: str = ""
    note: str = ""
    ask_url: str = ""


@dataclass(frozen=True, slots=True)
class AppointmentView:
    """One appointment with its second person."""

    when: str
    place: str
    url: str
    second: Second | None
    invitation_url: str


@dataclass(frozen=True, slots=True)
class PartyLine:
    """Somebody who is involved, and what they see."""

    name: str
    function: str
    organisation: str
    phone: str
    until: str
    sees: str
    is_lead: bool
    as_url: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody of the household."""

    name: str
    about: str
    gone: bool


@dataclass(frozen=True, slots=True)
class NetworkLine:
    """Somebody around the household, and how often they really came."""

    name: str
    relation: str
    came: str
    offers: str


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note in the parts that the reader may see."""

    about: str
    facts: str
    own_words: str
    interpretation: str
    url: str
    withheld: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A goal or an agreement."""

    text: str
    kind: str
    aim: str
    about: str
    url: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document with its newest file."""

    title: str
    kind: str
    about: str
    url: str
    file: str
    file_url: str
    withheld: str
    said: str = ""
