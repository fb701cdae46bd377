"""The hand-over sheet: one page with what the next lead has to know."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.session import db
from app.dossiers.presenters.household import household_of
from app.kernel.errors import Forbidden
from app.network.queries import list_network_people, list_turnouts
from app.plan.queries import list_items
from app.sharing import presenters as present
from app.sharing.queries import find_next_date, list_handovers
from app.sharing.routes.desk import desk
from app.web.guard import Policy
from app.wins.queries import list_wins


@desk.route("/dossiers/<int:dossier_id>/capsule", policy=Policy("handover.show", subject="dossier"))
def capsule(dossier: DossierScope) -> ResponseReturnValue:
    """Network, what works, what to avoid, promises, agreements and the next date, on one sheet for the team that leads."""
    if not dossier.is_team:
        raise Forbidden(_("Het overdrachtsblad is voor het team dat de regie heeft. Bel de casusregisseur."))
    people, items, visit = list_network_people(dossier.id), list_items(dossier.id), find_next_date(dossier.id)
    lines, wins = list_handovers(dossier.id), list_wins(dossier.id, 5)
    shown = [item for item in items if item.status in {"open", "reached"}]
    planned = [*(item.person_ids for item in shown), *([visit.persons] if visit else [])]
    if shown or visit or lines:
        persons = {person for those in planned for person in those}
        trail.saw(db.session(), dossier_id=dossier.id, persons=persons, categories=[Category.PLAN])
    if people:
        around = {person for one in people for person in one.person_ids}
        trail.saw(db.session(), dossier_id=dossier.id, persons=around, categories=[Category.NETWORK])
    if wins:
        glad = {person for win in wins for person in win.person_ids}
        trail.saw(db.session(), dossier_id=dossier.id, persons=glad, categories=[Category.NOTES])
    return render_template(
        "sharing/capsule.html",
        household=household_of(dossier),
        team_url=url_for("dossiers.team", dossier_id=dossier.id),
        told=[present.told_view(line) for line in lines],
        people=present.network_lines(people, list_turnouts(dossier.id)),
        reached=[item.text for item in shown if item.kind == "goal" and item.status == "reached"],
        working=[item.text for item in shown if item.kind == "goal" and item.status == "open"],
        agreed=[item.text for item in shown if item.kind != "goal" and item.status == "open"],
        next_date=present.next_words(visit) if visit else "",
        wins=wins,
    )
