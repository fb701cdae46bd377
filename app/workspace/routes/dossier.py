"""The address of one household: the dossier page, the regiekaart or the process card."""

from flask import render_template, request

from app.access.scope import DossierScope
from app.sharing.forms import EndingForm
from app.web.guard import Policy
from app.workspace import pages
from app.workspace.process import process_page
from app.workspace.routes.desk import desk


@desk.route("/dossiers/<int:dossier_id>", policy=Policy("dossier.show", subject="dossier"))
def dossier(dossier: DossierScope) -> str:
    """The dossier page for the team, the regiekaart for partners, the process card for coordinators."""
    if dossier.is_team:
        asked = request.args.get("months", "")
        months = int(asked) if asked.isdigit() and int(asked) in pages.MIX_MONTHS else pages.MIX_USUAL
        page = pages.dossier_page(dossier, mix_months=months)
        return render_template("workspace/dossier.html", page=page, ending_form=EndingForm())
    if dossier.is_organisation_wide:
        return render_template("workspace/process.html", page=process_page(dossier))
    return render_template("workspace/card.html", page=pages.card_page(dossier))
