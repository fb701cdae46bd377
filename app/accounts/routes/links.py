"""Asking for a new password, and the page behind a link by mail."""

from urllib.parse import urlsplit

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import text

from app.accounts.forms import PasswordForm, ResetRequestForm
from app.accounts.routes.desk import desk
from app.accounts.services import links as service
from app.accounts.services.sign_in import Outcome
from app.db.session import db
from app.kernel.errors import RuleBroken
from app.web import errors
from app.web.guard import Policy
from app.web.i18n import moment


@desk.route(
    "/new-password", methods=["GET", "POST"], policy=Policy("account.request_reset", public=True, repeatable=True)
)
def request_reset() -> ResponseReturnValue:
    """Asks for a mail; the answer is the same for every address."""
    form = ResetRequestForm()
    if not form.is_submitted():
        return render_template("accounts/request_reset.html", form=form)
    if not form.validate():
        return render_template("accounts/request_reset.html", form=form), 400
    if service.request_reset(form.email.data) is Outcome.BUSY:
        return errors.page(429)
    return render_template("accounts/reset_requested.html")


@desk.route("/link/<token>", methods=["GET", "POST"], policy=Policy("account.use_link", public=True, repeatable=True))
def use_link(token: str) -> ResponseReturnValue:
    """Chooses a password. Opening the page uses nothing, because mail scanners open it too; sending the form does."""
    form = PasswordForm()
    kind = service.kind_of(token)
    if kind is None:
        return render_template("accounts/link_spent.html"), 410
    if not form.validate_on_submit():
        return _form(form, kind, 400 if request.method == "POST" else 200)
    try:
        if not service.use(token, form.password.data, form.again.data):
            return render_template("accounts/link_spent.html"), 410
    except RuleBroken as error:
        form.refuse(error)
        return _form(form, kind, 400)
    flash(_("Uw wachtwoord is opgeslagen. U kunt nu inloggen."), "success")
    return redirect(url_for("accounts.sign_in"), code=303)


def _form(form: PasswordForm, kind: str, code: int) -> ResponseReturnValue:
    return render_template("accounts/use_link.html", form=form, invited=kind == "invite"), code


def outbox() -> str:
    """The mails that would have been sent. Exists in demo mode only, where nobody has a mailbox."""
    rows = db.session.execute(text("select recipient, subject, body, created_at from sec.demo_outbox()"))
    letters = [
        {"to": row.recipient, "subject": row.subject, "when": moment(row.created_at), "parts": _parts(row.body)}
        for row in rows
    ]
    return render_template("accounts/outbox.html", letters=letters)


def _parts(body: str) -> list[dict[str, str]]:
    """The paragraphs of a mail; a paragraph that is an address of ours becomes a link."""
    parts = []
    for paragraph in filter(None, body.split("\n\n")):
        is_address = paragraph.startswith(("http://", "https://"))
        parts.append({"text": paragraph.strip(), "path": urlsplit(paragraph.strip()).path if is_address else ""})
    return parts
