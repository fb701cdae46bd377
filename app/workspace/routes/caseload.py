"""The caseload: filters and sorting in the address, own columns, and back out to a spreadsheet."""

from flask import current_app, redirect, render_template, request, url_for
from werkzeug import Response

from app.accounts.queries import find_caseload_columns
from app.accounts.services.preferences import choose_columns
from app.audit import trail
from app.db import clock
from app.db.session import db
from app.dossiers.household_words import WEIGHTS
from app.dossiers.phases import PHASES
from app.web.forms import saved
from app.web.guard import Policy, actor
from app.web.i18n import by_language
from app.web.i18n import gettext as _
from app.web.spreadsheets import Sheet, workbook
from app.workspace import lists
from app.workspace.forms import ColumnsForm
from app.workspace.presenters.caseload import Choice
from app.workspace.routes.desk import WITH_HOUSEHOLDS, desk

EXPORTERS = frozenset({"generalist"})


def _page(choice: Choice) -> lists.Caseload:
    return lists.caseload(actor(), choice, find_caseload_columns(actor().account_id))


@desk.route("/caseload", policy=Policy("caseload.show", functions=WITH_HOUSEHOLDS))
def caseload() -> str:
    """One's own households; a partner sees what is shared, a coordinator the process of the team's."""
    page = _page(Choice.read(request.args))
    columns = [name for name, _label in page.columns]
    return render_template(
        "workspace/caseload.html",
        page=page,
        phases=[(code, by_language(*names)) for code, names in PHASES.items() if code != "closed"],
        weights=[(str(weight), by_language(*names)) for weight, names in WEIGHTS.items()],
        form=ColumnsForm(columns=columns),
        may_export=actor().function in EXPORTERS,
        import_url=url_for("imports.upload") if _may_import() else "",
        create_url=url_for("dossiers.new") if _may_create() else "",
    )


def _may_import() -> bool:
    return actor().function == "generalist" and _exists("imports.upload")


def _may_create() -> bool:
    return actor().function == "generalist" and _exists("dossiers.new")


def _exists(endpoint: str) -> bool:
    return endpoint in current_app.view_functions


@desk.route("/caseload/columns", methods=["POST"], policy=Policy("caseload.columns", functions=WITH_HOUSEHOLDS))
def columns() -> Response:
    """Keeps which columns somebody wants to see."""
    form = ColumnsForm()
    if form.validate_on_submit():
        choose_columns(actor(), form.columns.data or [])
        saved(_("Uw kolommen zijn opgeslagen."))
    return redirect(url_for("workspace.caseload"), 303)


@desk.route("/caseload.xlsx", policy=Policy("caseload.export", functions=EXPORTERS))
def export() -> Response:
    """The own caseload as a spreadsheet with inert cells; logged as an export. What is open in an emergency only, does not leave."""
    lines = [line for line in _page(Choice.read(request.args)).lines if not line.emergency]
    trail.did(db.session(), "export", objects=[line.id for line in lines])
    head = [_("Nummer"), _("Huishouden"), _("Buurt"), _("Fase"), _("Gewicht")]
    head += [_("Laatste contact"), _("Volgende afspraak"), _("Stil")]
    rows = [
        [
            line.case_no,
            line.title,
            line.area,
            line.phase_name,
            line.weight_name,
            line.last_contact_on,
            line.next_at.date() if line.next_at else None,
            _("ja") if line.quiet else "",
        ]
        for line in lines
    ]
    return workbook(f"caseload-{clock.today()}.xlsx", [Sheet(_("Caseload"), head, rows)])
