"""The resident's question, and the life domains: a calm list, and one domain at a time."""

from collections.abc import Iterable

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category, Right
from app.audit import trail
from app.db.session import db
from app.dossiers.desk import desk
from app.dossiers.domains import DOMAINS, Domain
from app.dossiers.domains import DomainState as State
from app.dossiers.forms.saving import save
from app.dossiers.forms.situation import DomainForm, EntryForm, QuestionForm
from app.dossiers.presenters import situation as present
from app.dossiers.presenters.household import dossier_url, household_of
from app.dossiers.presenters.readers import who_reads, writing
from app.dossiers.presenters.subjects import offered_persons
from app.dossiers.queries import situation as read
from app.dossiers.queries.situation import EntryLine, StateLine
from app.dossiers.services import situation as service
from app.kernel.errors import Forbidden
from app.web.forms import saved
from app.web.guard import Policy, found


@desk.route(
    "/dossiers/<int:dossier_id>/question",
    methods=["GET", "POST"],
    policy=Policy("question.edit", subject="dossier"),
)
def question(dossier: DossierScope) -> ResponseReturnValue:
    """The question in the resident's own words; a new wording is a new row, and the ones before it stay readable."""
    if not dossier.may(Right.READ, Category.DOMAINS, own=False):
        raise Forbidden(_("De vraag van het huishouden hoort niet bij uw taak in dit dossier. Bel de casusregisseur."))
    form = QuestionForm()
    form.offer(offered_persons(dossier))
    if save(
        form,
        lambda: service.reword_question(dossier, form.words.data, said_by=form.said_by.data, persons=form.subjects()),
    ):
        saved(_("De vraag is opgeschreven."))
        return redirect(dossier_url(dossier.id), code=303)
    return _question_page(dossier, form), form.answer_code()


def _question_page(dossier: DossierScope, form: QuestionForm) -> str:
    lines = read.list_questions(dossier.id)
    _saw(dossier, [person for line in lines for person in line.person_ids], [Category.DOMAINS])
    return render_template(
        "dossiers/question.html",
        household=household_of(dossier),
        form=form,
        writes=not dossier.closed and dossier.may_write(Category.DOMAINS),
        wordings=[present.question_view(line) for line in lines],
        readers=who_reads(Category.DOMAINS),
    )


@desk.route("/dossiers/<int:dossier_id>/domains", policy=Policy("domain.list", subject="dossier"))
def domains(dossier: DossierScope) -> ResponseReturnValue:
    """All life domains that the reader's function is about, each in one of three states."""
    states, entries = read.list_states(dossier.id), read.newest_entries(dossier.id)
    listed = _listed(dossier, states, entries)
    _saw_situation(dossier, states.values(), entries.values())
    rows = [present.domain_row(dossier, d, states.get(d.code), entries.get(d.code)) for d in listed]
    return render_template(
        "dossiers/domains.html",
        household=household_of(dossier),
        rows=rows,
        all_listed=len(listed) == len(DOMAINS),
        closed=dossier.closed,
    )


@desk.route(
    "/dossiers/<int:dossier_id>/domains/<code>",
    methods=["GET", "POST"],
    policy=Policy("domain.edit", subject="dossier"),
)
def domain(dossier: DossierScope, code: str) -> ResponseReturnValue:
    """One life domain: where it stands and why, what is recorded today, and what was recorded before."""
    known = found(DOMAINS.get(code))
    if request.method == "POST":
        service.check_may_record(dossier, code)
    form = _domain_form(dossier, known, sets=service.may_set(dossier, code))
    if save(form, lambda: _write(dossier, known, form), theirs=_theirs):
        saved(_("%(domain)s is bijgewerkt.", domain=present.domain_name(known)))
        return redirect(url_for("dossiers.domains", dossier_id=dossier.id), code=303)
    return _domain_page(dossier, known, form), form.answer_code()


def _domain_form(dossier: DossierScope, known: Domain, *, sets: bool) -> EntryForm:
    form = DomainForm() if sets else EntryForm()
    form.prepare(service.topics_for(dossier, known.code), sensitive=known.sensitive)
    form.offer(offered_persons(dossier))
    return form


def _write(dossier: DossierScope, known: Domain, form: EntryForm) -> None:
    persons, entry, discussed = form.subjects(), form.entry(), form.is_discussed()
    if isinstance(form, DomainForm):
        service.set_domain(dossier, known.code, form.stand(), entry=entry, persons=persons, discussed=discussed)
    else:
        service.add_entry(dossier, known.code, entry, persons=persons, discussed=discussed)


def _theirs(current: StateLine | None) -> tuple[dict[str, object], int]:
    if current is None:
        return {}, 0
    return {"state": current.state, "reason": current.reason}, current.version


def _domain_page(dossier: DossierScope, known: Domain, form: EntryForm) -> str:
    states, entries = read.list_states(dossier.id), read.list_entries(dossier.id, known.code)
    state = states.get(known.code)
    _listed(dossier, states, {known.code: 1} if entries else {}, only=known)
    if isinstance(form, DomainForm) and not form.is_submitted():
        form.state.data = state.state if state else State.NOT_DISCUSSED
        form.reason.data = state.reason if state else ""
        form.persons.data = [str(person) for person in state.person_ids] if state else []
        form.version.data = str(state.version if state else 0)
    _saw_situation(dossier, [state] if state else [], entries)
    return render_template(
        "dossiers/domain.html",
        household=household_of(dossier),
        list_url=url_for("dossiers.domains", dossier_id=dossier.id),
        form=form,
        sets=isinstance(form, DomainForm),
        writes=bool(service.topics_for(dossier, known.code)),
        sensitive=known.sensitive,
        name=present.domain_name(known),
        help=present.domain_help(known),
        state=present.state_words(state),
        reason=state.reason if state else "",
        entries=[present.entry_view(entry) for entry in entries],
        readers=who_reads(writing(service.category_of(known.code), present.category_condition(known.code))),
    )


def _listed(
    dossier: DossierScope, states: dict[str, StateLine], entries: object, *, only: Domain | None = None
) -> list[Domain]:
    """The domains on the reader's page. Raises Forbidden when there is none, or not the one that was asked for."""
    listed = present.domains_open(dossier, states, entries if isinstance(entries, dict) else {})
    if not listed or (only is not None and only not in listed):
        raise Forbidden(
            _(
                "Dit levensgebied hoort niet bij uw taak in dit dossier. Wat u moet weten, hoort u van de casusregisseur."
            )
        )
    return listed


def _saw_situation(dossier: DossierScope, states: Iterable[StateLine], entries: Iterable[EntryLine]) -> None:
    known, recorded = list(states), list(entries)
    persons = {person for state in known for person in state.person_ids}
    persons |= {person for entry in recorded for person in entry.person_ids}
    categories = {Category(entry.category) for entry in recorded}
    _saw(dossier, persons, categories | {Category.DOMAINS} if known or not recorded else categories)


def _saw(dossier: DossierScope, persons: Iterable[int], categories: Iterable[Category]) -> None:
    trail.saw(db.session(), dossier_id=dossier.id, persons=persons, categories=categories, objects=[dossier.id])
