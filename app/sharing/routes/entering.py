"""Letting oneself in: at the doorstep, in an emergency; and what the privacy officer reads of emergencies."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.audit import trail
from app.db.session import db
from app.dossiers.forms.saving import save
from app.dossiers.presenters.household import dossier_url
from app.dossiers.presenters.team import purpose_words
from app.dossiers.queries.team import list_purposes
from app.sharing import presenters as present
from app.sharing import queries as read
from app.sharing import services as service
from app.sharing.forms import DoorstepForm, EmergencyForm
from app.sharing.routes.desk import desk
from app.sharing.rules import DOORSTEP, EMERGENCY, KNOCKERS
from app.sharing.services import Entered
from app.web.forms import saved
from app.web.guard import Policy, actor


@desk.route("/access", policy=Policy("relation.ways", functions=KNOCKERS))
def ways() -> str:
    """The ways to a household that is not one's own: knock, and for some the doorstep and emergency access."""
    function = actor().function
    return render_template(
        "sharing/ways.html",
        knock_url=url_for("sharing.knock"),
        doorstep_url=url_for("sharing.doorstep") if function in DOORSTEP else "",
        emergency_url=url_for("sharing.emergency") if function in EMERGENCY else "",
    )


@desk.route("/doorstep", methods=["GET", "POST"], policy=Policy("relation.doorstep", functions=DOORSTEP))
def doorstep() -> ResponseReturnValue:
    """A colleague of the team who stands at the door joins at once, for a week; the lead is told."""
    return _enter(DoorstepForm(), "sharing/doorstep.html")


@desk.route("/emergency", methods=["GET", "POST"], policy=Policy("relation.emergency", functions=EMERGENCY))
def emergency() -> ResponseReturnValue:
    """One person's part of a dossier, for an hour; the lead and the privacy officer are told."""
    return _enter(EmergencyForm(), "sharing/emergency.html")


def _enter(form: DoorstepForm | EmergencyForm, template: str) -> ResponseReturnValue:
    purposes = list_purposes(actor().organisation_id)
    form.offer([(str(choice.key), purpose_words(choice)) for choice in purposes])
    came: list[Entered] = []
    if not save(form, lambda: came.append(service.enter(actor(), form.entrance()))):
        return render_template(template, form=form, searched=False), form.answer_code()
    found = came[0]
    if found.dossier_id is None:
        return render_template(template, form=form, searched=True)
    if found.already:
        saved(_("U was hier al bij betrokken. Er is niets veranderd."))
    else:
        saved(_("U leest nu mee. Wie de regie heeft, kreeg meteen bericht."))
    return redirect(dossier_url(found.dossier_id), code=303)


@desk.route("/emergencies", policy=Policy("relation.emergencies", functions=frozenset({"privacy_officer"})))
def emergencies() -> ResponseReturnValue:
    """Every use of emergency access, and every try: who, why, which dossier. No word of a dossier."""
    lines = read.list_emergencies()
    trail.did(db.session(), "read", category="log")
    return render_template(
        "sharing/emergencies.html", rows=[present.emergency_row(line) for line in lines], me_url=url_for("accounts.me")
    )
