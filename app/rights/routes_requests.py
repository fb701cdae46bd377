"""Requests about one's own data: the list with a form for a new one, and one request with its next step."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import today
from app.db.session import db
from app.dossiers.forms.saving import save
from app.dossiers.presenters.household import household_of
from app.dossiers.presenters.subjects import offered_persons
from app.dossiers.queries.persons import list_persons
from app.rights import presenters_requests as present
from app.rights import requests as service
from app.rights.forms import RequestForm, StepForm
from app.rights.handouts import list_handouts
from app.rights.presenters_handouts import copy_url, state_words
from app.rights.requests import RequestLine
from app.rights.routes import check_leads, desk
from app.rights.rules import STEPS
from app.rights.weighing import list_weighings
from app.web.forms import saved
from app.web.guard import Policy
from app.web.i18n import day


@desk.route(
    "/dossiers/<int:dossier_id>/requests",
    methods=["GET", "POST"],
    policy=Policy("rights_request.list", subject="dossier"),
)
def requests(dossier: DossierScope) -> ResponseReturnValue:
    """What the people of this household asked about their own data, with clocks; writes down a new request."""
    check_leads(dossier)
    form = RequestForm()
    form.offer(offered_persons(dossier))
    if save(form, lambda: _add(dossier, form)):
        saved(_("Het verzoek staat erbij. De termijn loopt."))
        return redirect(url_for("rights.requests", dossier_id=dossier.id), code=303)
    lines = service.list_requests(dossier.id)
    _saw(dossier, lines)
    names = {person.person_id: person.name for person in offered_persons(dossier)}
    views = [present.request_view(dossier, line, names, today()) for line in lines]
    page = render_template(
        "rights/requests.html",
        household=household_of(dossier),
        form=form,
        running=[view for view in views if not view.done],
        over=[view for view in views if view.done],
        readers=present.readers(dossier),
    )
    return page, form.answer_code()


def _add(dossier: DossierScope, form: RequestForm) -> int:
    return service.add_request(
        dossier,
        person_id=int(form.person.data),
        kind=form.kind.data,
        asks=form.asks.data or "",
        received_on=form.received_on.data,
    )


@desk.route(
    "/dossiers/<int:dossier_id>/requests/<int:rights_request_id>",
    methods=["GET", "POST"],
    policy=Policy("rights_request.edit", subject="dossier"),
)
def one_request(dossier: DossierScope, rights_request_id: int) -> ResponseReturnValue:
    """One request: what was asked and decided, and what can be done next."""
    check_leads(dossier)
    line = service.get_request(dossier.id, rights_request_id)
    form = StepForm(version=str(line.version))
    form.offer(
        tuple(STEPS) if form.is_submitted() else line.steps(today())
    )  # who comes second is told what the first did
    if save(
        form,
        lambda: service.take_step(
            dossier, line.id, form.step.data or "", because=form.because.data or "", version=form.version_read()
        ),
        theirs=_theirs,
    ):
        saved(_("Het verzoek is bijgewerkt."))
        return redirect(url_for("rights.requests", dossier_id=dossier.id), code=303)
    line = service.get_request(dossier.id, rights_request_id)
    form.offer(line.steps(today()))
    _saw(dossier, [line])
    names = {person.person_id: person.name for person in list_persons(dossier.id) if person.person_id == line.person_id}
    trail.saw(db.session(), dossier_id=dossier.id, persons=list(names), categories=[Category.IDENTITY])
    page = render_template(
        "rights/request.html",
        household=household_of(dossier),
        form=form,
        view=present.request_view(dossier, line, names, today()),
        weighings=[present.weighing_facts(each) for each in list_weighings(dossier.id, line.id)],
        copies=[
            (_("Kopie van %(day)s", day=day(copy.made_at)), copy_url(dossier, copy), state_words(copy))
            for copy in list_handouts(dossier.id, line.id)
        ],
        readers=present.readers(dossier),
    )
    return page, form.answer_code()


def _theirs(current: RequestLine) -> tuple[dict[str, object], int]:
    step = "done" if current.done_on else current.decision or ("extend" if current.extended_because else "")
    return {"step": step, "because": current.because or current.extended_because}, current.version


def _saw(dossier: DossierScope, lines: list[RequestLine]) -> None:
    if lines:
        persons = {person for line in lines for person in line.person_ids}
        objects = [line.id for line in lines]
        trail.saw(db.session(), dossier_id=dossier.id, persons=persons, categories=[Category.PLAN], objects=objects)
