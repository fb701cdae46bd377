"""The pages of insight. Each puts one question and shows the answer; nothing on them leads to a household."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from app.db import clock
from app.insight.closings import BOOK
from app.insight.courses import FOLLOWERS
from app.insight.periods import Span, last_whole
from app.insight.presenters import coverage as covering
from app.insight.presenters import load as loading
from app.insight.presenters import stepping_back as steps
from app.insight.presenters.closed import closed_page
from app.insight.presenters.course import put_course
from app.insight.presenters.frame import PAGES, put_question
from app.insight.presenters.mix import mix_page
from app.insight.presenters.order import order_page
from app.insight.presenters.roles import roles_page
from app.insight.questions import By
from app.insight.rules import COUNT_ALL, COUNTERS
from app.web.charts import CORNERS
from app.web.guard import Desk, Policy, actor

desk = Desk("insight", __name__)
PAGES.append(("insight.mix", _l("Mix")))
PAGES.append(("insight.order", _l("Volgorde")))
PAGES.append(("insight.roles", _l("Rollen")))
PAGES.append(("insight.stepping_back", _l("Netwerk en loslaten")))
PAGES.append(("insight.closed", _l("Afgesloten")))
PAGES.append(("insight.coverage", _l("Vraag en inzet")))
PAGES.append(("insight.load", _l("Doorloop en werkdruk")))


@desk.route("/insight", policy=Policy("insight.mix", functions=COUNTERS))
def mix() -> ResponseReturnValue:
    """Zorg, handhaving and activering, side by side: which mix is used where."""
    asked = put_question(request.args, clock.today())
    return render_template(
        "insight/mix.html", page=mix_page(asked), corners=CORNERS
    ), 400 if asked.filter.error else 200


@desk.route("/team/mix", policy=Policy("insight.team_mix", functions=frozenset({"coordinator"})))
def team_mix() -> ResponseReturnValue:
    """Where the mix of a team was: the same cut, of a whole quarter or, for who looked back further, of a whole year."""
    span = Span.YEAR if request.args.get("months") in {"12", "24"} else Span.QUARTER
    period = last_whole(span, clock.today())
    return redirect(url_for("insight.mix", value=f"team:{actor().organisation_id}", period=str(period)), code=303)


@desk.route("/insight/stepping-back", policy=Policy("insight.stepping_back", functions=FOLLOWERS))
def stepping_back() -> ResponseReturnValue:
    """Professionals and people of the network per household over time, and what happens when professionals let go."""
    course = put_course(request.args, clock.today(), steps.MEASURES)
    return render_template(
        "insight/stepping_back.html", page=steps.stepping_back_page(course)
    ), 400 if course.asked.filter.error else 200


@desk.route("/insight/coverage", policy=Policy("insight.coverage", functions=FOLLOWERS))
def coverage() -> ResponseReturnValue:
    """What life domains ask for beside what began for them, per neighbourhood."""
    course = put_course(request.args, clock.today(), covering.MEASURES)
    return render_template(
        "insight/coverage.html", page=covering.coverage_page(course)
    ), 400 if course.asked.filter.error else 200


@desk.route("/insight/load", policy=Policy("insight.load", functions=FOLLOWERS))
def load() -> ResponseReturnValue:
    """In and out, how long phases take, terms, quiet dossiers, and what teams carry against their bandwidth."""
    course = put_course(request.args, clock.today(), loading.MEASURES)
    return render_template(
        "insight/load.html", page=loading.load_page(course)
    ), 400 if course.asked.filter.error else 200


@desk.route("/insight/order", policy=Policy("insight.order", functions=COUNT_ALL))
def order() -> ResponseReturnValue:
    """Which strand follows which, how long between, and how often enforcement came right before care."""
    asked = put_question(request.args, clock.today(), by=By.TURN)
    return render_template("insight/order.html", page=order_page(asked)), 400 if asked.filter.error else 200


@desk.route("/insight/roles", policy=Policy("insight.roles", functions=COUNTERS))
def roles() -> ResponseReturnValue:
    """Who does what, where organisations follow each other up or work beside each other, and what was written of the own role."""
    asked = put_question(request.args, clock.today(), by=By.ORGANISATION)
    return render_template("insight/roles.html", page=roles_page(asked)), 400 if asked.filter.error else 200


@desk.route("/insight/closed", policy=Policy("insight.closed", functions=COUNT_ALL))
def closed() -> ResponseReturnValue:
    """Learning from closed situations: the first mix, what came later, and how it ended; no proof of what works."""
    asked = put_question(request.args, clock.today(), value=BOOK)
    return render_template("insight/closed.html", page=closed_page(asked)), 400 if asked.filter.error else 200
