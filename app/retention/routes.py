"""Terms, lists of what is due, certificates and holds: for whoever watches over privacy and whoever keeps the application."""

from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.rules import ADMINISTRATION
from app.db.clock import today
from app.kernel.errors import RuleBroken, StaleVersion
from app.retention import presenters as present
from app.retention import queries as read
from app.retention import services as service
from app.retention.forms import DecideForm, HoldForm, NewTermForm, TermForm
from app.retention.rules import DESTROYERS, OFFICERS
from app.retention.services import TermInput
from app.retention.words import COUNTS_FROM, RECORD_TYPES, UNITS
from app.web.forms import saved
from app.web.guard import Desk, Policy, actor
from app.web.i18n import by_language

desk = Desk("retention", __name__)
_FIELDS = tuple(TermInput.__dataclass_fields__)


@desk.route("/retention", policy=Policy("retention.list", functions=DESTROYERS))
def overview() -> str:
    """Every term, laws without one, lists of what is due, and what is kept all the same."""
    officer = actor().function in OFFICERS
    return render_template(
        "retention/overview.html",
        rules=[present.rule_view(row) for row in read.list_rules()],
        without=read.list_laws_without_term(),
        lists=[present.list_view(row) for row in read.list_lists()],
        holds=[present.hold_view(row, is_officer=officer) for row in read.list_holds(today())],
        is_officer=officer,
        is_administrator=actor().function in ADMINISTRATION,
        form=HoldForm(formdata=None),
    )


@desk.route(
    "/retention/rules/new",
    methods=["GET", "POST"],
    policy=Policy("retention.create", functions=ADMINISTRATION, fresh=True),
)
def add_rule() -> ResponseReturnValue:
    """A term for a law that has none."""
    form = _offered(NewTermForm())
    form.record_type.choices = [(code, by_language(*words)) for code, words in RECORD_TYPES.items()]
    if form.validate_on_submit():
        try:
            service.add_rule(actor(), form.law.data or "", form.record_type.data or "", _given(form))
        except RuleBroken as error:
            form.refuse(error)
        else:
            saved(_("De termijn geldt vanaf vandaag, ook voor wat er al ligt."))
            return redirect(url_for("retention.overview"), code=303)
    page = render_template("retention/rule.html", form=form, versions=[], without=read.list_laws_without_term())
    return page, form.answer_code()


@desk.route(
    "/retention/rules/<int:retention_rule_id>",
    methods=["GET", "POST"],
    policy=Policy("retention.update", functions=ADMINISTRATION, fresh=True),
)
def edit_rule(retention_rule_id: int) -> ResponseReturnValue:
    """One term and what it was before."""
    last = read.list_versions(retention_rule_id)[0]
    form = _offered(TermForm())
    if not form.is_submitted():
        form.process(obj=last, version=str(last.id))
        _offered(form)
    elif form.validate():
        try:
            service.change_rule(actor(), retention_rule_id, form.version_read(), _given(form))
        except StaleVersion as error:
            now: Any = error.current
            form.conflict(error, {name: getattr(now, name) for name in _FIELDS}, now.id)
        except RuleBroken as error:
            form.refuse(error)
        else:
            saved(_("De termijn geldt vanaf vandaag, ook voor wat er al ligt."))
            return redirect(url_for("retention.overview"), code=303)
    versions = [present.rule_view(row) for row in read.list_versions(retention_rule_id)]
    return render_template("retention/rule.html", form=form, versions=versions, without=[]), form.answer_code()


def _offered(form: Any) -> Any:
    form.unit.choices = [(code, by_language(*several)) for code, (_one, several) in UNITS.items()]
    form.counts_from.choices = [(code, by_language(*words)) for code, words in COUNTS_FROM.items()]
    return form


def _given(form: TermForm) -> TermInput:
    return TermInput(
        number=form.number.data or 0,
        unit=form.unit.data or "",
        counts_from=form.counts_from.data or "",
        source=form.source.data or "",
        checked_on=form.checked_on.data,
    )


@desk.route("/retention/lists/<int:destruction_list_id>", policy=Policy("destruction.show", functions=DESTROYERS))
def one_list(destruction_list_id: int) -> str:
    """What is due, counted; or the certificate of what was destroyed. No household and nobody's name."""
    return _list_page(destruction_list_id, DecideForm(formdata=None))


def _list_page(list_id: int, form: DecideForm) -> str:
    row = read.get_list(list_id)
    done = row.destroyed_at is not None
    lines = (
        [present.certificate_view(line) for line in read.list_certificate(list_id)]
        if done
        else [present.line_view(line) for line in read.list_lines(list_id)]
    )
    return render_template(
        "retention/list.html",
        view=present.list_view(row),
        lines=lines,
        total=present.total(lines),
        is_certificate=done,
        may_agree=row.first_by != actor().account_id,
        agree_url=url_for("retention.agree", destruction_list_id=list_id),
        refuse_url=url_for("retention.refuse", destruction_list_id=list_id),
        form=form,
        agree=DecideForm(formdata=None, prefix=""),
    )


@desk.route(
    "/retention/lists/<int:destruction_list_id>/agree",
    methods=["POST"],
    policy=Policy("destruction.agree", functions=DESTROYERS, fresh=True),
)
def agree(destruction_list_id: int) -> ResponseReturnValue:
    """A yes: the first of two, or the second, after which it is destroyed."""
    form = DecideForm()
    try:
        outcome = service.decide(destruction_list_id, None)
    except RuleBroken as error:
        form.refuse(error)
        return _list_page(destruction_list_id, form), 400
    saved(
        _("U zei ja. Nu moet nog iemand anders ja zeggen.")
        if outcome == "first"
        else _("U zei het tweede ja. Vannacht wordt het vernietigd; daarna staat hier de verklaring.")
    )
    return redirect(url_for("retention.one_list", destruction_list_id=destruction_list_id), code=303)


@desk.route(
    "/retention/lists/<int:destruction_list_id>/refuse",
    methods=["POST"],
    policy=Policy("destruction.refuse", functions=DESTROYERS, fresh=True),
)
def refuse(destruction_list_id: int) -> ResponseReturnValue:
    """A no with a reason: nothing of this list is destroyed, and the next one is made anew."""
    form = DecideForm()
    if form.validate():
        try:
            service.decide(destruction_list_id, form.because.data or "")
        except RuleBroken as error:
            form.refuse(error)
        else:
            saved(_("De lijst is afgekeurd. Er wordt niets van vernietigd."))
            return redirect(url_for("retention.overview"), code=303)
    return _list_page(destruction_list_id, form), form.answer_code()


@desk.route(
    "/retention/holds/new", methods=["GET", "POST"], policy=Policy("legal_hold.create", functions=OFFICERS, fresh=True)
)
def hold() -> ResponseReturnValue:
    """Something has to be kept all the same."""
    form = HoldForm()
    if form.validate_on_submit():
        try:
            service.hold(actor(), form.case_no.data or "", form.reason.data or "", form.until_on.data)
        except RuleBroken as error:
            form.refuse(error)
        else:
            saved(_("Vastgelegd. Tot en met die dag wordt er niets van vernietigd."))
            return redirect(url_for("retention.overview"), code=303)
    return render_template("retention/hold.html", form=form), form.answer_code()


@desk.route(
    "/retention/holds/<int:legal_hold_id>/release",
    methods=["POST"],
    policy=Policy("legal_hold.release", functions=OFFICERS, fresh=True),
)
def release(legal_hold_id: int) -> ResponseReturnValue:
    """It need not be kept any longer."""
    service.release(legal_hold_id)
    saved(_("Opgeheven. Wat aan de beurt is, komt op de volgende lijst."))
    return redirect(url_for("retention.overview"), code=303)
