"""*Vandaag*: what is on, what changed, what is due."""

from flask import redirect, render_template, url_for
from werkzeug import Response

from app.access.vocabulary import ORGANISATION_WIDE
from app.accounts.services.preferences import mark_changes_seen
from app.appointments.queries import list_for_account_on
from app.db import clock
from app.sharing.forms import EndingForm
from app.web.forms import SchakelForm, saved
from app.web.guard import Policy, actor
from app.web.i18n import gettext as _
from app.workspace import lists
from app.workspace.presenters.today import appointments, day_only, greeting, sentence
from app.workspace.routes.desk import WITH_HOUSEHOLDS, desk


@desk.route("/today", policy=Policy("today.show", functions=WITH_HOUSEHOLDS))
def today() -> str:
    """The start page: appointments with their second person, changes, dates; for coordinators clocks and load."""
    who = actor()
    is_wide = who.function in ORGANISATION_WIDE
    mine = list_for_account_on(clock.today())
    visits = appointments(mine, clock.now())
    return render_template(
        "workspace/today.html",
        greeting=greeting(who.name, clock.now()),
        sentence=day_only(clock.today()) if is_wide else sentence(visits, clock.today()),
        visits=visits,
        lists=lists.today_lists(who, mine),
        form=SchakelForm(),
        ending_form=EndingForm(),
        is_wide=is_wide,
        is_partner=who.function != "generalist" and not is_wide,
    )


@desk.route("/today/seen", methods=["POST"], policy=Policy("today.seen", functions=WITH_HOUSEHOLDS, repeatable=True))
def seen() -> Response:
    """*Alles gezien*: the list of changes begins anew from now."""
    mark_changes_seen(actor())
    saved(_("De lijst begint opnieuw vanaf nu."))
    return redirect(url_for("workspace.today"), 303)
