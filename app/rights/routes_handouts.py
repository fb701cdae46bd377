"""The copy that answers a request for access: made, read by a second person, approved, and given as paper, PDF or JSON."""

from flask import Response, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.session import db
from app.dossiers.at_home import check_paper
from app.dossiers.forms.parts import pairs
from app.dossiers.forms.saving import save
from app.dossiers.presenters.household import household_of
from app.dossiers.services.marking import is_marked
from app.kernel.errors import Forbidden, NotFound
from app.rights import handing as service
from app.rights import presenters as present_overview
from app.rights import presenters_handouts as present
from app.rights.blackening import Text, blackened, texts_of
from app.rights.export import as_json
from app.rights.forms_handouts import STEPS, BlackForm, HandoutForm, HandoutStepForm, LeaveOutForm
from app.rights.freezing import as_residents_read, thaw_overview
from app.rights.handouts import (
    APPROVED,
    HandoutLine,
    by_place,
    get_content,
    get_handout,
    list_marks,
    list_second_people,
)
from app.rights.leaving_out import GROUNDS, leave_out, list_left_out
from app.rights.overview import LogPart, Overview, make_overview
from app.rights.paper import copy_sheet
from app.rights.requests import get_request
from app.rights.routes import check_leads, desk, saw_names
from app.web.forms import saved
from app.web.guard import Policy
from app.web.i18n import LANGUAGES, current_language, in_language, ngettext
from app.web.paper import as_download, typeset

_ONE = "/dossiers/<int:dossier_id>/handouts/<int:handout_id>"


@desk.route(
    "/dossiers/<int:dossier_id>/requests/<int:rights_request_id>/handout",
    methods=["GET", "POST"],
    policy=Policy("handout.create", subject="dossier"),
)
def make_handout(dossier: DossierScope, rights_request_id: int) -> ResponseReturnValue:
    """Who reads the copy before it is given, and whose names may stay in it."""
    check_leads(dossier)
    line = get_request(dossier.id, rights_request_id)
    overview = make_overview(dossier, line.person_id, kept=(), part=LogPart(0))
    form = HandoutForm()
    form.second.choices = [(str(key), name) for key, name in list_second_people(dossier)]
    form.keep.choices = [(other.key, f"{other.name}, {other.relation}") for other in overview.others if other.offered]
    made: list[int] = []
    if save(form, lambda: made.append(_make(dossier, line.id, form))):
        saved(_("De kopie is gemaakt. Kijk na wat zwart moet worden."))
        return redirect(url_for("rights.handout", dossier_id=dossier.id, handout_id=made[0]), code=303)
    saw_names(dossier, overview)
    trail.saw(db.session(), dossier_id=dossier.id, persons=line.person_ids, categories=[Category.IDENTITY])
    page = render_template(
        "rights/handout_form.html",
        household=household_of(dossier),
        form=form,
        name=overview.person.name,
        back_url=url_for("rights.one_request", dossier_id=dossier.id, rights_request_id=line.id),
        readers=present.readers(dossier, None),
        alone=is_marked(dossier.id),
    )
    return page, form.answer_code()


def _make(dossier: DossierScope, request_id: int, form: HandoutForm) -> int:
    return service.make_handout(dossier, request_id, second_id=int(form.second.data), kept=set(form.keep.data or []))


@desk.route(_ONE, methods=["GET", "POST"], policy=Policy("handout.edit", subject="dossier"))
def handout(dossier: DossierScope, handout_id: int) -> ResponseReturnValue:
    """Where a copy stands, its texts to look at, and what can be done next."""
    line = get_handout(dossier.id, handout_id)
    form = HandoutStepForm(version=str(line.version))
    form.offer(tuple(STEPS) if form.is_submitted() else service.steps_of(dossier, line))
    if save(form, lambda: _step(dossier, line.id, form), theirs=_theirs):
        saved(_("De kopie is bijgewerkt."))
        return redirect(url_for("rights.handout", dossier_id=dossier.id, handout_id=handout_id), code=303)
    line = get_handout(dossier.id, handout_id)
    form.offer(service.steps_of(dossier, line))
    marks = list_marks(dossier.id, handout_id)
    overview = None if line.emptied else _thawed(dossier, line)
    texts = [] if overview is None else texts_of(overview)
    trail.saw(
        db.session(), dossier_id=dossier.id, persons=line.person_ids, categories=[Category.PLAN], objects=[line.id]
    )
    page = render_template(
        "rights/handout.html",
        household=household_of(dossier),
        view=present.handout_view(dossier, line, line.stub if overview is None else overview.person.name),
        form=form,
        to_look=[present.text_view(dossier, line, text, marks) for text in texts if text.needs_look],
        others=[present.text_view(dossier, line, text, marks) for text in texts if not text.needs_look],
        readers=present.readers(dossier, line.account_id),
        left_out=present.left_out_view(dossier, line),
        back_url=_back(dossier, line),
    )
    return page, form.answer_code()


def _back(dossier: DossierScope, line: HandoutLine) -> str:
    if dossier.is_lead:
        return url_for("rights.one_request", dossier_id=dossier.id, rights_request_id=line.rights_request_id)
    return household_of(dossier).url


def _step(dossier: DossierScope, handout_id: int, form: HandoutStepForm) -> None:
    service.take_step(
        dossier, handout_id, form.step.data or "", remark=form.remark.data or "", version=form.version_read()
    )


def _theirs(current: HandoutLine) -> tuple[dict[str, object], int]:
    said = ": ".join(filter(None, (present.state_words(current), current.remark)))
    return {"remark": said}, current.version


@desk.route(f"{_ONE}/texts/<int:place>", methods=["GET", "POST"], policy=Policy("handout.black_out", subject="dossier"))
def handout_text(dossier: DossierScope, handout_id: int, place: int) -> ResponseReturnValue:
    """One text of a copy: what is blacked out of it and why."""
    line = get_handout(dossier.id, handout_id)
    if not service.may_black_out(dossier, line):
        raise Forbidden(_("Aan deze kopie verandert nu niets. Haal de kopie eerst terug."))
    text = next((text for text in texts_of(_thawed(dossier, line)) if text.place == place), None)
    if text is None:
        raise NotFound
    form = BlackForm()
    marks = [mark for mark in list_marks(dossier.id, handout_id) if mark.place == place]
    form.names.choices = [(name, name) for name in text.names]
    form.back.choices = [(str(mark.id), present.mark_words(text, mark)) for mark in marks]
    back = url_for("rights.handout", dossier_id=dossier.id, handout_id=handout_id)
    changed: list[int] = []
    if save(form, lambda: changed.append(_black_out(dossier, line, text, form))):
        saved(ngettext("%(num)d stuk is veranderd.", "%(num)d stukken zijn veranderd.", changed[0]))
        return redirect(f"{back}#text-{place}", code=303)
    page = render_template(
        "rights/handout_text.html",
        household=household_of(dossier),
        form=form,
        view=present.text_view(dossier, line, text, marks),
        readers=present.readers(dossier, line.account_id),
        back_url=back,
    )
    return page, form.answer_code()


def _black_out(dossier: DossierScope, line: HandoutLine, text: Text, form: BlackForm) -> int:
    back = [int(key) for key in form.back.data or []]
    words = [*(form.names.data or []), *(form.words.data or "").splitlines()]
    number = service.take_back(dossier, line.id, back) if back else 0
    if back and not any(words) and not form.whole.data:
        return number
    return number + service.black_out(
        dossier, line.id, text, words=words, whole=bool(form.whole.data), reason=form.reason.data or ""
    )


@desk.route(f"{_ONE}/sealed", methods=["GET", "POST"], policy=Policy("sealed.leave_out", subject="dossier"))
def handout_left_out(dossier: DossierScope, handout_id: int) -> ResponseReturnValue:
    """Why a sealed compartment is not in this copy. Not there for whoever reads none about this person."""
    line = get_handout(dossier.id, handout_id)
    lines = list_left_out(dossier, line)
    if not lines:
        raise NotFound
    form = LeaveOutForm()
    form.ground.choices = pairs(GROUNDS)
    back = url_for("rights.handout", dossier_id=dossier.id, handout_id=handout_id)
    if save(form, lambda: leave_out(dossier, line, ground=form.ground.data or "", reason=form.reason.data or "")):
        saved(_("Het staat erbij, voor wie dit vak mag kennen."))
        return redirect(f"{back}#sealed", code=303)
    persons = sorted({person for one in lines for person in one.person_ids})
    trail.saw(
        db.session(),
        dossier_id=dossier.id,
        persons=persons,
        categories=[Category.NOTES],
        objects=[one.id for one in lines],
    )
    page = render_template(
        "rights/handout_left_out.html",
        household=household_of(dossier),
        form=form,
        view=present.left_out_view(dossier, line),
        back_url=back,
    )
    return page, form.answer_code()


@desk.route(f"{_ONE}/copy", policy=Policy("handout.show", subject="dossier"))
def handout_copy(dossier: DossierScope, handout_id: int) -> str:
    """The approved copy as it is given, to look through; on paper it is the PDF."""
    line, overview = _approved(dossier, handout_id)
    return render_template(
        "rights/handout_copy.html",
        household=household_of(dossier),
        view=present_overview.overview_view(overview),
        back_url=url_for("rights.handout", dossier_id=dossier.id, handout_id=line.id),
    )


@desk.route(f"{_ONE}.pdf", policy=Policy("handout.export", subject="dossier", fresh=True))
def handout_pdf(dossier: DossierScope, handout_id: int) -> Response:
    """The approved copy as a tagged, marked PDF, in Dutch or English."""
    language = request.args.get("language", "")
    language = language if language in LANGUAGES else current_language()
    with in_language(language):
        _line, overview = _approved(dossier, handout_id, "print")
    return as_download(
        typeset(copy_sheet(dossier, overview, language=language)), f"overview-{dossier.case_no}-{handout_id}"
    )


@desk.route(f"{_ONE}.json", policy=Policy("handout.export", subject="dossier", fresh=True))
def handout_json(dossier: DossierScope, handout_id: int) -> Response:
    """The approved copy as data, to take along."""
    _line, overview = _approved(dossier, handout_id, "export")
    answer: Response = jsonify(as_json(overview, dossier.case_no))
    answer.headers["Content-Disposition"] = f'attachment; filename="{dossier.case_no}-{handout_id}.json"'
    return answer


def _approved(dossier: DossierScope, handout_id: int, act: str = "") -> tuple[HandoutLine, Overview]:
    """The copy without what was blacked out; ``act``: what is made of it, for the log.

    Raises Forbidden as long as the second person did not approve it.
    """
    check_leads(dossier)
    check_paper(dossier)
    line = get_handout(dossier.id, handout_id)
    if line.state != APPROVED:
        raise Forbidden(_("Deze kopie is nog niet goedgekeurd door een tweede persoon, of is al gegeven."))
    overview = _thawed(dossier, line)
    if act:
        trail.did(
            db.session(), act, dossier_id=dossier.id, category=Category.LOG, persons=line.person_ids, objects=[line.id]
        )
    return line, as_residents_read(blackened(overview, by_place(list_marks(dossier.id, handout_id))))


def _thawed(dossier: DossierScope, line: HandoutLine) -> Overview:
    overview = thaw_overview(get_content(dossier.id, line.id))
    service.saw_copy(dossier, overview)
    return overview
