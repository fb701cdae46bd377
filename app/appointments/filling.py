"""Puts into a form what it may offer here and now."""

import datetime as dt

from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category, Right
from app.accounts.words import function_name
from app.appointments import words
from app.appointments.forms import NEW, MoveForm, NewForm, SecondFields, SecondForm, VisitFields
from app.appointments.queries import Colleague, Second, Visit, list_attendees, list_full_names, list_residents
from app.appointments.rules import FIRST_HOUR, PlaceKind, next_weekday, usual_end
from app.appointments.services import list_possible
from app.appointments.states import AFTERWARDS, SUCCESSORS, SecondState
from app.audit import trail
from app.db.clock import now, today
from app.db.session import db
from app.kernel.clock import in_amsterdam
from app.network.queries import list_network_people
from app.network.services import may_note_offer

#: The order of the cards: what is most hoped for is not first, what comes first in the talk is.
ORDER = (
    SecondState.NOT_ASKED,
    SecondState.ASKED,
    SecondState.THINKING,
    SecondState.COMING,
    SecondState.CAME,
    SecondState.DID_NOT_COME,
    SecondState.RATHER_NOT,
    SecondState.UNSAFE,
)


def sees_network(scope: DossierScope) -> bool:
    """Whether the asker reads who comes along."""
    return scope.may(Right.READ, Category.NETWORK)


def _colleague(colleague: Colleague, scope: DossierScope) -> str:
    if colleague.id == scope.actor.account_id:
        return _("%(name)s (uzelf)", name=colleague.name)
    own = colleague.organisation_id == scope.actor.organisation_id
    about = (
        function_name(colleague.function) if own else f"{function_name(colleague.function)}, {colleague.organisation}"
    )
    return f"{colleague.name}, {about}"


def _offer_visit(form: VisitFields, scope: DossierScope) -> None:
    form.place_kind.choices = [(str(kind), label().capitalize()) for kind, label in words.PLACES.items()]
    form.attendees.choices = [(c.id, _colleague(c, scope)) for c in list_possible(scope)]


def _offer_second(form: SecondFields, scope: DossierScope, *, state: str, started: bool) -> None:
    form.offer_reasons()
    possible = {state, *SUCCESSORS[state]} - (frozenset() if started else AFTERWARDS - {state})
    form.state.choices = [(code.value, words.state_name(code)) for code in ORDER if code in possible]
    known = list_network_people(scope.id)
    named = {key for person in known for key in person.person_ids}
    if known:
        trail.saw(db.session(), dossier_id=scope.id, persons=named, categories=[Category.NETWORK])
    form.who.choices = [(str(person.id), f"{person.first_name}, {person.relation}") for person in known]
    if known:
        form.who.choices.append((NEW, _("iemand anders")))
    else:
        del form.who
    if not may_note_offer(scope):
        del form.offer


def new_form(scope: DossierScope) -> NewForm:
    """An empty form that can be saved as it is: the next weekday at ten, at home, with the adults, by oneself."""
    residents = list_residents(scope.id)
    defaults = {
        "day": next_weekday(today()),
        "start": FIRST_HOUR,
        "end": usual_end(FIRST_HOUR),
        "place_kind": PlaceKind.HOME.value,
        "attendees": [scope.actor.account_id],
        "persons": [residents[0].id] if residents else [],
        "who": "",
    }
    form = NewForm(data=defaults)
    _offer_visit(form, scope)
    form.persons.choices = [(person.id, person.name) for person in residents]
    del form.remark
    if scope.may_write(Category.NETWORK):
        _offer_second(form, scope, state=SecondState.NOT_ASKED, started=bool(form.already.data))
    else:
        for name in ("state", "who", "first_name", "relation", "offer", "no_reason", "no_words"):
            delattr(form, name)
    return form


def move_form(scope: DossierScope, visit: Visit) -> MoveForm:
    """The form with the appointment as it stands."""
    start, end = in_amsterdam(visit.starts_at), in_amsterdam(visit.ends_at)
    form = MoveForm(
        data={
            "day": start.date(),
            "start": start.time(),
            "end": end.time(),
            "place_kind": visit.place_kind,
            "place": visit.place,
            "about": visit.about,
            "attendees": [colleague.id for colleague in list_attendees(visit.id)],
            "persons": list(visit.person_ids),
            "version": visit.version,
        }
    )
    _offer_visit(form, scope)
    residents = list_residents(scope.id)
    here = {person.id for person in residents}
    moved_out = [person for person in list_full_names(scope.id, visit.person_ids) if person.id not in here]
    form.persons.choices = [(person.id, person.name) for person in (*residents, *moved_out)]
    return form


def second_form(scope: DossierScope, visit: Visit, second: Second, *, wish: str = "") -> SecondForm:
    """The form with the answer as it stands. ``wish``: the state that a button on another page already chose."""
    form = SecondForm(
        data={
            "state": wish if wish in SUCCESSORS[second.state] else second.state,
            "who": str(second.network_person_id or ""),
            "remark": second.remark,
            "no_reason": second.no_reason,
            "no_words": second.no_words,
            "version": second.version,
        }
    )
    _offer_second(form, scope, state=second.state, started=visit.starts_at <= now())
    return form


def shown_now(visit: Visit) -> dict[str, object]:
    """The appointment as another person saved it, per field, for a comparison."""
    start, end = in_amsterdam(visit.starts_at), in_amsterdam(visit.ends_at)
    return {
        "day": start.date(),
        "start": dt.time(start.hour, start.minute),
        "end": dt.time(end.hour, end.minute),
        "place": visit.place,
        "about": visit.about,
    }
