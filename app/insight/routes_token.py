"""The page on which somebody makes and ends the token of a program: one at a time, with a last day, shown once."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.services import api_tokens
from app.insight.forms import TokenForm
from app.insight.routes import desk
from app.insight.rules import COUNTERS
from app.kernel.errors import RuleBroken
from app.web.forms import saved
from app.web.guard import Policy, actor
from app.web.i18n import gettext as _


@desk.route(
    "/insight/api",
    methods=["GET", "POST"],
    policy=Policy("api_token.create", functions=COUNTERS, fresh=True, repeatable=True),
)
def token() -> ResponseReturnValue:
    """Makes a token and shows it this once. Sent twice, the first one is ended by the second, and that one is shown."""
    form, made = TokenForm(), ""
    if form.validate_on_submit():
        try:
            made = api_tokens.make(actor(), form.last_day.data)
        except RuleBroken as error:
            form.refuse(error)
    page = render_template("insight/token.html", form=form, made=made, mine=api_tokens.find_mine())
    return page, form.answer_code()


@desk.route("/insight/api/end", methods=["POST"], policy=Policy("api_token.withdraw", functions=COUNTERS))
def end_token() -> ResponseReturnValue:
    """Ends one's own token at once."""
    api_tokens.end()
    saved(_("Het toegangsbewijs werkt niet meer."))
    return redirect(url_for("insight.token"), code=303)
