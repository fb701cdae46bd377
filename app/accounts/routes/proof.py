"""Asking for the password again before a sensitive act (``Policy(fresh=True)``), without losing what was typed."""

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from werkzeug.datastructures import ImmutableMultiDict

from app.accounts.routes.desk import desk
from app.accounts.services.sign_in import Outcome, prove
from app.accounts.start import safe_next
from app.db.session import db
from app.web import errors
from app.web.guard import Policy, actor, current_policy
from app.web.request import READING

FIELD = "proof_password"


def ask_again() -> ResponseReturnValue | None:
    """The guard's question: None when the password was given in the last five minutes, else the page that asks for it."""
    policy = current_policy()
    refused = policy is not None and policy.functions is not None and actor().function not in policy.functions
    if refused or db.session.execute(text("select sec.proved_recently()")).scalar_one():
        return None  # who is refused anyway is not asked for a password
    here = request.full_path.rstrip("?")
    if request.method in READING:
        return _page(url_for("accounts.prove_again"), [("next", here)], wrong=False)
    typed = [(name, value) for name, value in request.form.items(multi=True) if name not in {FIELD, "csrf_token"}]
    if FIELD not in request.form:
        return _page(here, typed, wrong=False)
    outcome = prove(actor(), request.form[FIELD])
    if outcome is Outcome.SIGNED_IN:
        request.form = ImmutableMultiDict(typed)  # the password goes no further than this
        return None
    return errors.page(429) if outcome is Outcome.BUSY else _page(here, typed, wrong=True)


@desk.route("/prove-again", methods=["POST"], policy=Policy("session.prove", repeatable=True))
def prove_again() -> ResponseReturnValue:
    """Takes the password and goes on to the page that asked for it."""
    target = safe_next(request.form.get("next")) or url_for("accounts.start")
    outcome = prove(actor(), request.form.get(FIELD, ""))
    if outcome is Outcome.BUSY:
        return errors.page(429)
    if outcome is Outcome.WRONG:
        return _page(url_for("accounts.prove_again"), [("next", target)], wrong=True)
    return redirect(target, code=303)


def _page(action: str, typed: list[tuple[str, str]], *, wrong: bool) -> ResponseReturnValue:
    text_of_page = render_template("accounts/prove.html", action=action, typed=typed, wrong=wrong, field=FIELD)
    return make_response(text_of_page, 403)
