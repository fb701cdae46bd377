"""Every question to the tables of the network. Row-level security decides what comes back."""

import datetime as dt
from dataclasses import dataclass

from app.db.question import Question
from app.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class NetworkPersonLine:
    """One person around the household: name, what they are to whom, role; ``until`` and ``account_id`` for a role that ends."""

    id: int
    first_name: str
    relation: str
    role: str
    active: bool
    person_ids: tuple[int, ...]
    version: int
    until: dt.date | None = None
    account_id: int | None = None


@dataclass(frozen=True, slots=True)
class Turnout:
    """One appointment for which somebody was asked along, and what came of it."""

    network_person_id: int
    starts_at: dt.datetime
    state: str


@dataclass(frozen=True, slots=True)
class OfferLine:
    """What somebody wants to do for the neighbourhood, and who wrote it down for them."""

    id: int
    text: str
    network_person_id: int | None
    first_name: str | None
    person_ids: tuple[int, ...]
    author: str
    organisation: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of an offer: agreed for a day, done (``enjoyed`` 1 to 5), or stopped; ``minutes`` it takes or took."""

    id: int
    offer_id: int
    step: str
    on_day: dt.date
    minutes: int | None
    enjoyed: int | None
    words: str
    person_ids: tuple[int, ...]


_PERSON = "id, first_name, relation, role, active, person_ids, version, until, account_id"
_PEOPLE = Question(
    f"select {_PERSON} from network_person where dossier_id = :dossier order by active desc, first_name, id"  # noqa: S608 - ours
)
_ONE = Question(f"select {_PERSON} from network_person where dossier_id = :dossier and id = :id")  # noqa: S608 - ours

#: The appointment's row may be shut to somebody who may see the network: then there is no date to show.
_TURNOUTS = Question(
    """
    select s.network_person_id, a.starts_at, s.state
      from second_person s join appointment a on a.id = s.appointment_id
     where s.dossier_id = :dossier and s.network_person_id is not null and a.status <> 'cancelled'
     order by a.starts_at desc, s.id desc limit 500
    """
)
_OFFERS = Question(
    """
    select o.id, o.text, o.network_person_id, n.first_name, o.person_ids, a.name as author, g.name as organisation, o.created_at
      from offer o join account a on a.id = o.author_id join organisation g on g.id = o.owner_org_id
      left join network_person n on n.id = o.network_person_id
     where o.dossier_id = :dossier order by o.created_at desc, o.id desc
    """
)
_STEPS = Question(
    """
    select id, offer_id, step, on_day, minutes, enjoyed, words, person_ids
      from offer_step where dossier_id = :dossier order by offer_id, created_at, id
    """
)


def list_network_people(dossier_id: int, *, with_inactive: bool = False) -> tuple[NetworkPersonLine, ...]:
    """The people around the household whom the asker may see, by first name; those no longer around only when asked for."""
    lines = (NetworkPersonLine(*row) for row in _PEOPLE.rows(dossier=dossier_id))
    return tuple(line for line in lines if line.active or with_inactive)


def get_network_person(dossier_id: int, network_person_id: int) -> NetworkPersonLine:
    """One person around this household. Raises NotFound."""
    row = _ONE.row(dossier=dossier_id, id=network_person_id)
    if row is None:
        raise NotFound
    return NetworkPersonLine(*row)


def list_turnouts(dossier_id: int) -> tuple[Turnout, ...]:
    """Who was asked along when, and what came of it: newest first."""
    return tuple(Turnout(*row) for row in _TURNOUTS.rows(dossier=dossier_id))


def list_steps(dossier_id: int, offer_id: int | None = None) -> tuple[StepLine, ...]:
    """What became of the household's offers (or of one of them), the first step first."""
    lines = (StepLine(*row) for row in _STEPS.rows(dossier=dossier_id))
    return tuple(line for line in lines if offer_id in {None, line.offer_id})


def get_offer(dossier_id: int, offer_id: int) -> OfferLine:
    """One offer of this household. Raises NotFound."""
    for line in list_offers(dossier_id):
        if line.id == offer_id:
            return line
    raise NotFound


def list_offers(dossier_id: int) -> tuple[OfferLine, ...]:
    """What people around the household want to do for the neighbourhood, newest first."""
    return tuple(OfferLine(*row) for row in _OFFERS.rows(dossier=dossier_id))
