"""Sealed compartments of a household: the reader's own list, a new one, its five steps, who reads along, closing, another author."""

from collections.abc import Callable

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import today
from app.db.crypto import CannotOpen
from app.db.session import db
from app.dossiers.forms.saving import save
from app.dossiers.presenters.household import household_of
from app.dossiers.presenters.subjects import offered_persons
from app.kernel.errors import Forbidden, NotFound, RuleBroken
from app.sealed import presenters as present
from app.sealed import queries as read
from app.sealed import services as service
from app.sealed.forms import ButtonForm, OpenForm, StepForm, SuccessorForm, values_of
from app.sealed.queries import CompartmentLine, StepLine
from app.sealed.rules import FIRST, STEPS
from app.web.forms import saved
from app.web.guard import Desk, Policy
from app.web.i18n import sentence

desk = Desk("sealed", __name__)
_ALL = "/dossiers/<int:dossier_id>/sealed"
_ONE = f"{_ALL}/<int:sealed_compartment_id>"


@desk.route(_ALL, policy=Policy("sealed.list", subject="dossier"))
def compartments(dossier: DossierScope) -> str:
    """What the reader may read; the page looks the same whether somebody else has a compartment here or not."""
    _check_reaches(dossier)
    lines = read.list_compartments(dossier.id)
    trail.saw(db.session(), dossier_id=dossier.id, persons=(), categories=(), objects=[line.id for line in lines])
    return render_template(
        "sealed/compartments.html",
        household=household_of(dossier),
        compartments=[present.compartment_view(dossier, line) for line in lines],
        open_url=url_for("sealed.create", dossier_id=dossier.id) if service.may_open(dossier) else "",
    )


@desk.route(f"{_ALL}/new", methods=["GET", "POST"], policy=Policy("sealed.create", subject="dossier"))
def create(dossier: DossierScope) -> ResponseReturnValue:
    """Opens a compartment with its first step; says before saving who will read it."""
    if not service.may_open(dossier):
        raise Forbidden(_("U kunt in dit dossier nu geen verzegeld vak openen. Overleg met uw aandachtsfunctionaris."))
    form = OpenForm()
    form.prepare(FIRST)
    form.offer(offered_persons(dossier))
    if save(form, lambda: service.open_compartment(dossier, form.subjects(), form.words())):
        saved(_("Het verzegelde vak is open. Alleen wie hier genoemd staat, leest het."))
        return redirect(url_for("sealed.compartments", dossier_id=dossier.id), code=303)
    if not form.is_submitted():
        form.said_on.data = today()
    return _form_page(dossier, None, FIRST, form), form.answer_code()


@desk.route(_ONE, policy=Policy("sealed.show", subject="dossier"))
def show(dossier: DossierScope, sealed_compartment_id: int) -> str:
    """One compartment with its five steps."""
    line = read.get_compartment(dossier.id, sealed_compartment_id)
    _saw(dossier, line)
    writes = service.may_write(dossier, line)
    try:
        steps = present.step_views(dossier, line, read.list_steps(dossier.id, line), writes=writes)
    except CannotOpen:
        steps = []
    return render_template(
        "sealed/show.html",
        household=household_of(dossier),
        compartment=present.compartment_view(dossier, line),
        shut="" if steps else sentence(RuleBroken("", service.SHUT)),
        steps=steps,
        readers=present.who_reads_sealed(dossier, line),
        all_url=url_for("sealed.compartments", dossier_id=dossier.id),
        **_buttons(dossier, line),
    )


@desk.route(f"{_ONE}/steps/<int:number>", methods=["GET", "POST"], policy=Policy("sealed.step", subject="dossier"))
def step(dossier: DossierScope, sealed_compartment_id: int, number: int) -> ResponseReturnValue:
    """Writes one step, or writes it anew."""
    line = read.get_compartment(dossier.id, sealed_compartment_id)
    if number not in STEPS:
        raise NotFound
    if not service.may_write(dossier, line):
        raise Forbidden(_("Alleen wie dit verzegelde vak opende, schrijft hierin, zolang het niet is gesloten."))
    form = StepForm()
    form.prepare(number)

    def act() -> None:
        service.write_step(dossier, line.id, number, form.words(), version=form.version_read())

    if save(form, act, theirs=_theirs):
        saved(_("De stap is bewaard."))
        return redirect(_url("show", dossier, line.id), code=303)
    if not form.is_submitted():
        _fill(form, dossier, line, number)
    _saw(dossier, line)
    return _form_page(dossier, line, number, form), form.answer_code()


@desk.route(f"{_ONE}/share", methods=["POST"], policy=Policy("sealed.share", subject="dossier"))
def share(dossier: DossierScope, sealed_compartment_id: int) -> ResponseReturnValue:
    """Youth protection reads along from now on."""
    return _press(dossier, sealed_compartment_id, service.share, _("De jeugdbescherming leest nu mee."))


@desk.route(f"{_ONE}/unshare", methods=["POST"], policy=Policy("sealed.unshare", subject="dossier"))
def unshare(dossier: DossierScope, sealed_compartment_id: int) -> ResponseReturnValue:
    """Youth protection reads along no longer."""
    return _press(dossier, sealed_compartment_id, service.unshare, _("De jeugdbescherming leest niet meer mee."))


@desk.route(f"{_ONE}/close", methods=["POST"], policy=Policy("sealed.close", subject="dossier"))
def close(dossier: DossierScope, sealed_compartment_id: int) -> ResponseReturnValue:
    """The concern was dealt with."""
    return _press(dossier, sealed_compartment_id, service.close, _("Het vak is gesloten. U kunt het blijven lezen."))


@desk.route(f"{_ONE}/reopen", methods=["POST"], policy=Policy("sealed.reopen", subject="dossier"))
def reopen(dossier: DossierScope, sealed_compartment_id: int) -> ResponseReturnValue:
    """Not dealt with after all."""
    return _press(dossier, sealed_compartment_id, service.reopen, _("Het vak is weer open."))


@desk.route(f"{_ONE}/hand-over", methods=["GET", "POST"], policy=Policy("sealed.hand_over", subject="dossier"))
def hand_over(dossier: DossierScope, sealed_compartment_id: int) -> ResponseReturnValue:
    """The attention officer names another author."""
    line = read.get_compartment(dossier.id, sealed_compartment_id)
    if not service.may_hand_over(dossier, line):
        raise Forbidden(_("Alleen de aandachtsfunctionaris van %(who)s draagt dit over.", who=line.organisation))
    form, parties = SuccessorForm(), service.list_successors(dossier, line)
    form.offer(parties)
    act = lambda: service.hand_over(dossier, line.id, form.chosen(), version=form.version_read())  # noqa: E731
    if save(form, act, theirs=lambda current: ({}, current.version)):
        saved(_("Overgedragen. Wie het eerst had, leest het niet meer."))
        return redirect(_url("show", dossier, line.id), code=303)
    if not form.is_submitted():
        form.version.data = str(line.version)
    _saw(dossier, line)
    page = render_template(
        "sealed/hand_over.html",
        household=household_of(dossier),
        form=form if parties else None,
        readers=present.who_reads_sealed(dossier, line),
        back_url=_url("show", dossier, line.id),
    )
    return page, form.answer_code()


def _check_reaches(dossier: DossierScope) -> None:
    if not service.may_reach(dossier):
        raise Forbidden(_("Dit hoort niet bij uw functie. Maakt u zich zorgen, bel dan uw leidinggevende."))


def _url(view: str, dossier: DossierScope, compartment_id: int) -> str:
    return url_for(f"sealed.{view}", dossier_id=dossier.id, sealed_compartment_id=compartment_id)


def _press(dossier: DossierScope, compartment_id: int, act: Callable[..., None], said: str) -> ResponseReturnValue:
    form = ButtonForm()
    if not form.validate():
        raise RuleBroken("", _("Dit formulier is verlopen. Open het vak opnieuw en kies nog eens."))
    act(dossier, compartment_id, version=form.version_read())
    saved(said)
    return redirect(_url("show", dossier, compartment_id), code=303)


def _buttons(dossier: DossierScope, line: CompartmentLine) -> dict[str, object]:
    """What the author may do with the whole, and the attention officer; empty for whoever only reads."""
    author = service.is_author(dossier, line)
    writes = service.may_write(dossier, line)
    reads_along = "unshare" if line.shared_on else "share" if service.list_youth_protection(dossier) else ""
    return {
        "button_form": ButtonForm(formdata=None, version=str(line.version)) if author else None,
        "close_url": _url("close" if writes else "reopen", dossier, line.id) if author else "",
        "share_url": _url(reads_along, dossier, line.id) if writes and reads_along else "",
        "is_shared": line.shared_on is not None,
        "hand_over_url": _url("hand_over", dossier, line.id) if service.may_hand_over(dossier, line) else "",
    }


def _fill(form: StepForm, dossier: DossierScope, line: CompartmentLine, number: int) -> None:
    """The step as it is; an empty one is of today. Raises Forbidden when the compartment does not open."""
    try:
        current = read.find_step(dossier.id, line, number)
    except CannotOpen as error:
        raise Forbidden(service.SHUT) from error
    if current is None:
        form.said_on.data = today()
    else:
        form.show(current)


def _theirs(current: StepLine | None) -> tuple[dict[str, object], int]:
    return ({}, 0) if current is None else (values_of(current), current.version)


def _form_page(dossier: DossierScope, line: CompartmentLine | None, number: int, form: StepForm) -> str:
    return render_template(
        "sealed/step.html",
        household=household_of(dossier),
        form=form,
        title=present.step_name(number),
        what=present.step_what(number),
        opens=line is None,
        readers=present.who_reads_sealed(dossier, line),
        back_url=_url("show", dossier, line.id) if line else url_for("sealed.compartments", dossier_id=dossier.id),
    )


def _saw(dossier: DossierScope, line: CompartmentLine) -> None:
    """Tells the log which compartment was shown, about whom."""
    trail.saw(
        db.session(),
        dossier_id=dossier.id,
        persons=line.person_ids,
        categories=[Category.NOTES],
        objects=[line.id],
    )
