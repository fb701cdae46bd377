"""Puts the pages of appointments together, and tells the log exactly what was shown."""

import datetime as dt
from collections.abc import Iterable

from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import HOUSEHOLD_ROWS, Category, Right
from app.appointments import presenters as present
from app.appointments import words
from app.appointments.company import company
from app.appointments.filling import sees_network
from app.appointments.queries import (
    Before,
    OfferLine,
    Second,
    Visit,
    find_habit,
    get_second,
    list_attendees,
    list_before,
    list_full_names,
    list_offers,
)
from app.appointments.rules import Status
from app.appointments.services import may_change, works_here
from app.appointments.states import DUO_FREE, DUO_QUESTION, OPEN, TO_SAY
from app.audit import trail
from app.db.clock import now, today
from app.db.session import db
from app.kernel.errors import Forbidden
from app.kernel.text import heading
from app.web.i18n import by_language


def _saw(scope: DossierScope, visit: Visit | None, categories: Iterable[Category], persons: Iterable[int]) -> None:
    trail.saw(
        db.session(),
        dossier_id=scope.id,
        persons=persons,
        categories=categories,
        objects=[visit.id] if visit else [],
    )


def _saw_all(
    scope: DossierScope, visit: Visit | None, categories: Iterable[Category], lines: tuple[Before | OfferLine, ...]
) -> None:
    """The log learns of lines about somebody; no lines, nothing shown."""
    if lines:
        _saw(scope, visit, categories, {person for line in lines for person in line.person_ids})


def saw_visit(scope: DossierScope, visit: Visit, *, named: Iterable[int] = ()) -> None:
    """The log learns that a form showed this appointment, and the names of the people to choose from."""
    _saw(scope, visit, {Category.PLAN}, visit.person_ids)
    if persons := set(named):
        _saw(scope, visit, {Category.IDENTITY}, persons)


def _asking(before: tuple[Before, ...], offers: tuple[OfferLine, ...]) -> present.Asking:
    return present.Asking(
        to_say=by_language(TO_SAY.nl, TO_SAY.en),
        nudge=words.nudge(before),
        before=present.before_lines(before),
        habit=words.habit(find_habit(today())),
        offers=tuple(line.text for line in offers),
        free=by_language(DUO_FREE.nl, DUO_FREE.en),
        duo=by_language(DUO_QUESTION.nl, DUO_QUESTION.en),
    )


def asking(
    scope: DossierScope, moment: dt.datetime, visit: Visit | None = None, persons: Iterable[int] = ()
) -> present.Asking:
    """What stands beside the question, before ``moment``. Without the network nothing of the previous times."""
    before = list_before(scope.id, moment, leave_out=visit.id if visit else 0) if sees_network(scope) else ()
    offers = list_offers(visit.id) if visit else ()
    _saw_all(scope, visit, {Category.PLAN, Category.NETWORK}, before)
    _saw_all(scope, visit, {Category.OFFERS}, offers)
    if named := set(persons):
        _saw(scope, visit, {Category.IDENTITY}, named)
    return _asking(before, offers)


def check_used(visit: Visit) -> None:
    """Raises Forbidden for an appointment that is not to be used while a request runs: no letter, file or mail is made of it."""
    if visit.restricted:
        raise Forbidden(
            _(
                "Deze afspraak is in verband met een verzoek tijdelijk niet te gebruiken. Geef haar eerst vrij bij het verzoek."
            )
        )


def _links(scope: DossierScope, visit: Visit) -> present.Links:
    to = present.url_of
    if visit.restricted:
        return present.Links(ics="")
    if not may_change(scope, visit.owner_org_id):
        return present.Links(ics=to("ics", scope, visit))
    planned, cancelled = visit.status == Status.PLANNED, visit.status == Status.CANCELLED
    return present.Links(
        move=to("edit", scope, visit) if planned else "",
        cancel=to("cancel", scope, visit) if planned else "",
        hold=to("held", scope, visit) if planned and visit.starts_at <= now() else "",
        restore=to("restore", scope, visit) if cancelled else "",
        second=to("second", scope, visit) if sees_network(scope) and not cancelled else "",
        invitation=to("invitation", scope, visit) if planned and visit.starts_at > now() else "",
        ics=to("ics", scope, visit),
    )


def _slot(scope: DossierScope, visit: Visit, links: present.Links, second: Second) -> present.Slot:
    """The second person, for whoever reads the network; the household sees an unsafe one as not asked yet."""
    ask = links.second if scope.may_write(Category.NETWORK) else ""
    note = ""
    if second.state in OPEN and scope.row not in HOUSEHOLD_ROWS:
        note = words.nudge(list_before(scope.id, visit.starts_at, leave_out=visit.id))
    return present.slot(second, ask_url=ask, note=note)


def visit_page(scope: DossierScope, visit: Visit) -> present.VisitPage:
    """One appointment, with whatever of it the asker may see."""
    residents = list_full_names(scope.id, visit.person_ids)
    links = _links(scope, visit)
    second = get_second(visit.id) if sees_network(scope) else None
    slot = _slot(scope, visit, links, second) if second else None
    used = not visit.restricted and visit.status != Status.CANCELLED
    beside = company(scope, visit, second) if second and used else None
    offers = list_offers(visit.id)
    _saw(scope, visit, {Category.PLAN}, visit.person_ids)
    if second and slot and (second.says_something or slot.note):
        _saw(scope, visit, {Category.NETWORK}, visit.person_ids)
    _saw_all(scope, visit, {Category.OFFERS}, offers)
    if residents:
        _saw(scope, visit, {Category.IDENTITY}, [person.id for person in residents])
    return present.VisitPage(
        place=present.place_of(scope),
        when=heading(words.when(visit)),
        status=visit.status,
        status_name=words.STATUSES[visit.status](),
        facts=present.facts(visit, ", ".join(person.name for person in residents), list_attendees(visit.id)),
        slot=slot,
        links=links,
        offers=tuple(line.text for line in offers),
        company=beside,
    )


def check_works(scope: DossierScope) -> None:
    """Raises Forbidden for whoever makes no appointments in this dossier."""
    if scope.closed:
        raise Forbidden(_("Dit dossier is afgesloten. Heropen het eerst als er weer iets moet gebeuren."))
    if not works_here(scope):
        raise Forbidden(_("Wie met dit huishouden werkt, kan afspraken maken. Vraag het aan de casusregisseur."))


def check_changes(scope: DossierScope, visit: Visit) -> None:
    """Raises Forbidden for whoever may see this appointment and not change it."""
    if not may_change(scope, visit.owner_org_id):
        raise Forbidden(_("Alleen wie deze afspraak maakte, of de casusregisseur, kan hem wijzigen."))


def check_asks(scope: DossierScope) -> None:
    """Raises Forbidden for whoever does not see who comes along, and for the household itself."""
    if scope.row in HOUSEHOLD_ROWS or not sees_network(scope):
        raise Forbidden(_("De casusregisseur noteert wie er meekomt."))


def check_writes_network(scope: DossierScope) -> None:
    """Raises Forbidden for whoever does not write down who comes along."""
    if scope.closed or not scope.may_write(Category.NETWORK) or scope.row in HOUSEHOLD_ROWS:
        raise Forbidden(_("De casusregisseur noteert wie er meekomt. Geef het door."))


def check_only_looks(method: str) -> None:
    """Raises Forbidden when somebody who reads who comes along sends an answer."""
    if method == "POST":
        raise Forbidden(_("De casusregisseur noteert wie er meekomt. Geef het door."))


def second_now(scope: DossierScope, visit: Visit) -> Second:
    """Where asking stands, and that it was shown."""
    second = get_second(visit.id)
    _saw(scope, visit, {Category.PLAN, Category.NETWORK}, visit.person_ids)
    return second


def may_print(scope: DossierScope) -> bool:
    """Whether the asker invites: who makes appointments, and the household itself for its own."""
    return scope.may(Right.WRITE, Category.PLAN)
