"""The plan on paper with the map behind it."""

from flask import Response

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.dossiers.at_home import at_home
from app.ecomap import queries as read
from app.ecomap.on_paper import map_blocks
from app.ecomap.pages import check_looks, saw_ties
from app.ecomap.routes import desk
from app.kernel.errors import RuleBroken
from app.plan.routes.paper import chosen, plan_on_paper
from app.web.guard import Policy
from app.web.i18n import gettext as _
from app.web.i18n import in_language
from app.web.paper import as_download, typeset


@desk.route("/dossiers/<int:dossier_id>/plan/plan-map.pdf", policy=Policy("ecomap.print", subject="dossier"))
def plan_pdf(dossier: DossierScope) -> Response:
    """The plan of one person with the newest map as far as that person reads it: drawing and equal list, on a page of their own."""
    check_looks(dossier)
    person, language = chosen(dossier)
    newest = read.find_newest(dossier.id)
    if newest is None:
        raise RuleBroken("", _("Er is nog geen kaart. Teken hem eerst samen, of maak het plan zonder kaart."))
    told = at_home(dossier, person.person_id).told(Category.NETWORK, read.list_ties(dossier.id, newest.id))
    saw_ties(dossier, told)
    sheet = plan_on_paper(dossier, person, language)
    with in_language(language):
        behind = map_blocks(newest, tuple(told), person.name.partition(" ")[0], language=language)
    return as_download(typeset(sheet.with_more(behind)), f"plan-{dossier.case_no}")
