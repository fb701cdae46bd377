"""Signing in and out, the start page, the language."""

from flask import Response, flash, g, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import carried, demo
from app.accounts.forms import SignInForm
from app.accounts.routes.desk import desk
from app.accounts.rules import demo_mode
from app.accounts.services import sign_in as service
from app.accounts.services.sign_in import Outcome
from app.accounts.start import safe_next, start_url
from app.web import errors
from app.web.guard import Policy, actor
from app.web.i18n import LANGUAGES


@desk.route("/", policy=Policy("session.start"))
def start() -> ResponseReturnValue:
    """To the page on which this function begins."""
    return redirect(start_url(actor()), code=303)


@desk.route("/sign-in", methods=["GET", "POST"], policy=Policy("session.sign_in", public=True, repeatable=True))
def sign_in() -> ResponseReturnValue:
    """E-mail and password; in demo mode also the people to practise as."""
    if request.method == "GET" and g.actor is not None:
        return redirect(start_url(g.actor), code=303)
    form = SignInForm()
    if request.method == "GET":
        form.next.data = safe_next(request.args.get("next")) or ""
        return _page(form, 200, ended=bool(session.pop("ended", False)))
    outcome = service.sign_in(form.email.data or "", form.password.data or "")
    return _answer(form, outcome)


def sign_in_again() -> ResponseReturnValue:
    """The answer to a form that came after the session ended: sign in, and what was typed comes along."""
    form = SignInForm(formdata=None)
    form.carried.data = carried.keep()
    return _page(form, 401, ended=True)


def demo_sign_in() -> ResponseReturnValue:
    """One of the people of the demo town, with the password that the page shows. Exists in demo mode only."""
    form = SignInForm()
    known = any(person.email == form.email.data for person in demo.list_people())
    form.password.data = demo.DEMO_PASSWORD if known else ""
    return _answer(form, service.sign_in(form.email.data or "", form.password.data))


def _answer(form: SignInForm, outcome: Outcome) -> ResponseReturnValue:
    if outcome is Outcome.SIGNED_IN:
        kept = carried.open_for(session.get("who"), form.carried.data)
        if kept is not None:
            return make_response(render_template("accounts/carried.html", carried=kept))
        return redirect(safe_next(form.next.data) or url_for("accounts.start"), code=303)
    if outcome is Outcome.BUSY:
        return errors.page(429)
    form.next.data = safe_next(form.next.data) or ""
    return _page(form, 400, wrong=True)


def _page(form: SignInForm, code: int, *, ended: bool = False, wrong: bool = False) -> Response:
    people = demo.list_people() if demo_mode() else []
    text = render_template(
        "accounts/sign_in.html",
        form=form,
        ended=ended,
        wrong=wrong,
        people=people,
        password=demo.DEMO_PASSWORD if people else "",
        demo_mode=demo_mode(),
    )
    return make_response(text, code)


@desk.route("/sign-out", methods=["POST"], policy=Policy("session.sign_out", repeatable=True))
def sign_out() -> ResponseReturnValue:
    """Ends the session on the server, and asks the browser to forget what it kept."""
    service.sign_out(actor())
    flash(_("U bent uitgelogd."), "success")
    answer = redirect(url_for("accounts.sign_in"), code=303)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@desk.route("/language", methods=["POST"], policy=Policy("account.language", public=True, repeatable=True))
def language() -> ResponseReturnValue:
    """The other language: kept with the account, or in this browser."""
    chosen = request.form.get("language")
    if chosen in LANGUAGES:
        service.choose_language(g.actor, str(chosen))
    return redirect(safe_next(request.form.get("next")) or url_for("accounts.start"), code=303)


@desk.route("/accessibility", policy=Policy("page.accessibility", public=True))
def accessibility() -> str:
    """The accessibility statement."""
    return render_template("accounts/accessibility.html")
