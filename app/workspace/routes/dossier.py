"""The address of one household: the dossier page, the regiekaart or the process card."""

from flask import g, render_template, request

from app.access.scope import DossierScope
from app.audit import trail
from app.db.session import db
from app.dossiers.services.checks import only_lead
from app.sharing.forms import EndingForm
from app.web.guard import Policy
from app.workspace import lanes, pages
from app.workspace.eyes import look_as
from app.workspace.process import process_page
from app.workspace.routes.desk import desk


@desk.route("/dossiers/<int:dossier_id>", policy=Policy("dossier.show", subject="dossier"))
def dossier(dossier: DossierScope) -> str:
    """The dossier page for the team, the regiekaart for partners, the process card for coordinators."""
    if dossier.is_team:
        asked = request.args.get("months", "")
        months = int(asked) if asked.isdigit() and int(asked) in lanes.MIX_MONTHS else lanes.MIX_USUAL
        page = pages.dossier_page(dossier, mix_months=months)
        return render_template("workspace/dossier.html", page=page, ending_form=EndingForm())
    if dossier.is_organisation_wide:
        return render_template("workspace/process.html", page=process_page(dossier))
    return render_template("workspace/card.html", page=pages.card_page(dossier))


@desk.route("/dossiers/<int:dossier_id>/as/<int:account_id>", policy=Policy("dossier.view_as", subject="dossier"))
def view_as(dossier: DossierScope, account_id: int) -> str:
    """The regiekaart as a named partner has it; for the lead, to see what is shared. That the lead looked is logged too."""
    only_lead(dossier)
    eyes = look_as(dossier, account_id)
    g.eyes = eyes.scope.actor
    trail.did(db.session(), "view_as", dossier_id=dossier.id, objects=[account_id])
    return render_template("workspace/card.html", page=pages.card_page(dossier, eyes))
