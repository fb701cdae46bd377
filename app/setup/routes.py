"""The eight steps of an organisation, one page each; the overview for a DPIA, to print; and the covenant to fetch."""

from flask import Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.vocabulary import Category
from app.accounts.queries import OrganisationRow, get_organisation, list_purposes
from app.accounts.rules import ADMINISTRATION
from app.accounts.words import function_name, kind_name
from app.audit import trail
from app.audit.words import CATEGORIES
from app.db.session import db
from app.documents.forms import ACCEPTED
from app.documents.handing_out import disposition
from app.documents.media import MEDIA, MOST_BYTES
from app.dossiers.forms.saving import save
from app.retention.presenters import law_words, term_words
from app.retention.queries import terms_for
from app.retention.words import RECORD_TYPES
from app.setup import queries as read
from app.setup import services as service
from app.setup.forms import CovenantForm, StepForm
from app.setup.queries import StepRow
from app.setup.words import LAST, STEPS
from app.web.forms import saved
from app.web.guard import Desk, Policy, actor
from app.web.i18n import by_language, day

desk = Desk("setup", __name__)
_ALL = "/administration/organisations/<int:organisation_id>/setup"


@desk.route(_ALL, policy=Policy("setup.list", functions=ADMINISTRATION))
def steps(organisation_id: int) -> str:
    """The eight steps of an organisation, and how far they are."""
    organisation = get_organisation(organisation_id)
    covenant = read.find_covenant(organisation_id)
    rows = [
        (
            by_language(*STEPS[row.step][0]),
            _done(row, covenant),
            url_for("setup.one_step", organisation_id=organisation_id, step=row.step),
        )
        for row in read.list_steps(organisation_id)
    ]
    return render_template(
        "setup/steps.html",
        organisation=organisation,
        rows=rows,
        since=_since(organisation),
        covenant=covenant is not None,
    )


def _done(row: StepRow, covenant: read.CovenantRow | None) -> str:
    if row.step == LAST:
        return day(covenant.signed_on) if covenant else ""
    return day(row.done_on) if row.done_on else ""


def _since(organisation: OrganisationRow) -> str:
    return day(organisation.set_up_on) if organisation.set_up_on else ""


@desk.route(
    f"{_ALL}/<int:step>",
    methods=["GET", "POST"],
    policy=Policy("setup.step", functions=ADMINISTRATION, fresh=True, body=MOST_BYTES + 1024 * 1024),
)
def one_step(organisation_id: int, step: int) -> ResponseReturnValue:
    """One step: what is asked, and what was agreed; the last one is the covenant."""
    organisation = get_organisation(organisation_id)
    row = read.get_step(organisation_id, step)
    return _last_step(organisation) if step == LAST else _a_step(organisation, row)


def _a_step(organisation: OrganisationRow, row: StepRow) -> ResponseReturnValue:
    form = StepForm(version=str(row.version))
    if save(form, lambda: _write(organisation, row.step, form), theirs=_theirs):
        saved(_("Opgeslagen."))
        return redirect(url_for("setup.steps", organisation_id=organisation.id), code=303)
    if not form.is_submitted():
        form.text.data, form.done.data = row.text, row.done_on is not None
    return _page("setup/step.html", organisation, row.step, form), form.answer_code()


def _write(organisation: OrganisationRow, step: int, form: StepForm) -> None:
    service.write_step(
        actor(),
        organisation.id,
        step,
        text=form.text.data or "",
        done=bool(form.done.data),
        version=form.version_read(),
    )


def _theirs(current: StepRow) -> tuple[dict[str, object], int]:
    return {"text": current.text}, current.version


def _last_step(organisation: OrganisationRow) -> ResponseReturnValue:
    form = CovenantForm()
    if save(form, lambda: service.sign(actor(), organisation.id, form.signed_on.data, form.received())):
        saved(_("Vastgelegd. Deze organisatie doet mee."))
        return redirect(url_for("setup.steps", organisation_id=organisation.id), code=303)
    page = _page("setup/covenant.html", organisation, LAST, form)
    return page, form.answer_code()


def _page(template: str, organisation: OrganisationRow, step: int, form: StepForm | CovenantForm) -> str:
    name, asked = STEPS[step]
    return render_template(
        template,
        organisation=organisation,
        step=step,
        name=by_language(*name),
        asked=by_language(*asked),
        form=form,
        names=[by_language(*words[0]) for words in STEPS.values()],
        functions=_functions(organisation.kind) if step == 4 else [],
        purposes=list_purposes(organisation.id) if step in {1, 2} else [],
        covenant=read.find_covenant(organisation.id) if step == LAST else None,
        accepted=ACCEPTED,
        most_bytes=MOST_BYTES,
        again=form.is_submitted(),
    )


def _functions(kind: str) -> list[tuple[str, str]]:
    return [
        (
            function_name(code),
            ", ".join(_category(category) for category in categories) or _("niets van een huishouden"),
        )
        for code, categories in read.categories_of(kind)
    ]


def _category(category: Category) -> str:
    return by_language(*CATEGORIES[category])


@desk.route(f"{_ALL}/dpia", policy=Policy("setup.dpia", functions=ADMINISTRATION))
def dpia(organisation_id: int) -> str:
    """What a DPIA begins with: purposes, who receives what, how long it is kept, and what stands between it and misuse."""
    organisation = get_organisation(organisation_id)
    purposes = list_purposes(organisation_id)
    terms, without = terms_for({row.law for row in purposes})
    texts = {row.step: row.text for row in read.list_steps(organisation_id) if row.text}
    return render_template(
        "setup/dpia.html",
        organisation=organisation,
        kind=kind_name(organisation.kind),
        purposes=[(by_language(row.text_nl, row.text_en), f"{row.law}, {row.article}") for row in purposes],
        functions=_functions(organisation.kind),
        terms=[(f"{law_words(t.law)}, {by_language(*RECORD_TYPES[t.record_type])}", term_words(t)) for t in terms],
        without=", ".join(without),
        texts=[(by_language(*STEPS[step][0]), text) for step, text in texts.items()],
    )


@desk.route(f"{_ALL}/covenant.pdf", policy=Policy("setup.covenant", functions=ADMINISTRATION))
def covenant(organisation_id: int) -> Response:
    """What was signed, to save."""
    name, content = read.get_file(organisation_id)
    trail.did(db.session(), "download", objects=[organisation_id])
    answer = Response(content, mimetype=MEDIA["pdf"].mime)
    answer.headers["Content-Disposition"] = disposition(name)
    return answer
