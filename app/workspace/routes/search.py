"""Searching: a logged act that shows only what one may see. What was typed never stands in an address."""

import base64
import binascii

from flask import redirect, render_template, request, url_for
from werkzeug import Response

from app.db.crypto import CannotOpen, seal, unseal
from app.web.context import SEARCHERS
from app.web.guard import Policy, actor
from app.workspace import finding
from app.workspace.forms import FurtherForm
from app.workspace.routes.desk import desk

LONGEST = 120


def _bound() -> str:
    return f"search:{actor().account_id}"


@desk.route("/search", methods=["POST"], policy=Policy("search.ask", functions=SEARCHERS, repeatable=True))
def ask() -> Response:
    """Takes the words and leads to their results; the address carries them sealed, for this account only."""
    words = request.form.get("q", "").strip()[:LONGEST]
    ticket = base64.urlsafe_b64encode(seal(words.encode("utf-8", "ignore"), _bound())).decode().rstrip("=")
    return redirect(url_for("workspace.search", t=ticket), 303)


def _words() -> str:
    ticket = request.args.get("t", "")
    try:
        return unseal(base64.urlsafe_b64decode(ticket + "=" * (-len(ticket) % 4)), _bound()).decode()
    except (CannotOpen, ValueError, binascii.Error):
        return ""


@desk.route("/search", policy=Policy("search.show", functions=SEARCHERS))
def search() -> str:
    """Own households that look like what was typed; the own caseload needs no reason. Looking further is offered, and at hand
    at once when nothing was found.
    """
    words = _words()
    results = finding.own(words) if words else []
    may_ask = actor().function == "generalist"
    asks = may_ask and (not results or "further" in request.args)
    return render_template(
        "workspace/search.html",
        search_text=words,
        results=results,
        form=FurtherForm(name=words) if asks else None,
        further_url=url_for("workspace.search", t=request.args.get("t"), further=1, _anchor="further")
        if may_ask
        else "",
        further=None,
    )


@desk.route("/search/further", methods=["POST"], policy=Policy("search.further", functions=frozenset({"generalist"})))
def further() -> tuple[str, int]:
    """Beyond one's own households: with a reason, exact, limited, and the answer is only where to ask."""
    form = FurtherForm()
    found, code = None, 400
    if form.validate_on_submit():
        found = finding.elsewhere(actor(), form)
        code = 400 if found is None else 200
    page = render_template(
        "workspace/search.html", search_text=form.name.data or "", results=[], form=form, further_url="", further=found
    )
    return page, code
