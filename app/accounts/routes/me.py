"""*Mijn account*: who one is here, the language, where one is signed in, and the keys that do something."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import queries
from app.accounts.forms import PressForm
from app.accounts.presenters import session_line
from app.accounts.routes.desk import desk
from app.accounts.services import preferences
from app.accounts.services import sign_in as service
from app.accounts.words import function_name, kind_name
from app.web.forms import saved
from app.web.guard import Policy, actor


@desk.route("/me", policy=Policy("account.me"))
def me() -> str:
    """The reader's own account and sessions."""
    who = actor()
    rows = [
        (_("Naam"), who.name),
        (_("E-mailadres"), queries.get_account(who.account_id).email if who.person_id is None else "–"),
        (_("Functie"), function_name(who.function)),
        (_("Organisatie"), f"{who.organisation_name} ({kind_name(who.organisation_kind)})"),
        (_("Taal"), {"nl": "Nederlands", "en": "English"}.get(who.language, who.language)),
    ]
    sessions = [session_line(row) for row in queries.list_my_sessions()]
    return render_template("accounts/me.html", rows=rows, sessions=sessions, form=PressForm())


@desk.route("/me/sessions/end", methods=["POST"], policy=Policy("session.end"))
def end_session() -> ResponseReturnValue:
    """Ends one of the reader's own sessions."""
    number = request.form.get("session", "")
    if number.isdecimal() and len(number) < 18:
        service.end_session(int(number))
        saved(_("Daar bent u nu uitgelogd."))
    return redirect(url_for("accounts.me"), code=303)


@desk.route("/me/sessions/end-others", methods=["POST"], policy=Policy("session.end_others"))
def end_other_sessions() -> ResponseReturnValue:
    """Ends all of the reader's sessions but this one."""
    service.end_other_sessions(actor())
    saved(_("Op alle andere plekken bent u nu uitgelogd."))
    return redirect(url_for("accounts.me"), code=303)


@desk.route("/me/shortcuts", methods=["POST"], policy=Policy("account.shortcuts", repeatable=True))
def shortcuts() -> ResponseReturnValue:
    """Switches single keys on or off."""
    on = request.form.get("shortcuts") == "on"
    preferences.switch_shortcuts(actor(), on=on)
    saved(_("De sneltoetsen staan aan.") if on else _("De sneltoetsen staan uit. Ze doen nu niets."))
    return redirect(url_for("accounts.me"), code=303)


@desk.route("/help/keyboard", policy=Policy("help.keyboard"))
def keyboard() -> str:
    """Which keys do something, and where to switch them off."""
    return render_template("accounts/keyboard.html")
