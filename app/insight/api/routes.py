"""The addresses for programs. Every call is a line in the log; nothing is written, and no other site's page may read along."""

import json
from typing import Any
from urllib.parse import urlencode

from flask import Response, g, request
from flask.typing import ResponseReturnValue

from app.accounts import throttle
from app.audit import trail
from app.db import clock
from app.db.session import db
from app.insight import queries as read
from app.insight.api.document import QUERY, as_json, describe
from app.insight.api.values import Area, AreaList, PageList, as_link, as_page
from app.insight.filters import read_filter
from app.insight.presenters.outlets import OUTLETS, find_outlet, list_outlets
from app.insight.rules import COUNTERS
from app.kernel.errors import Forbidden, NotFound, marked
from app.web.guard import Desk, Policy
from app.web.i18n import gettext as _
from app.web.i18n import sentence
from app.web.problems import VERSION, Wrong, problem

desk = Desk("insight_api", __name__)
BASE = "/api/v1"
_ASK = Policy("insight.api", functions=COUNTERS)


@desk.before_request
def refuse_haste() -> Response | None:
    """Counts the question before anything is looked up; too many in five minutes are refused, with when to ask again."""
    if g.actor is None or throttle.may_program_ask(g.actor.account_id):
        return None
    answer = problem(429)
    answer.headers["Retry-After"] = str(throttle.WINDOW_SECONDS)
    return answer


@desk.after_request
def say_version(answer: Response) -> Response:
    """Every answer says which version gave it, and leads nobody back."""
    answer.headers["API-Version"] = VERSION
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Vary"] = "Authorization, Accept-Language"
    return answer


@desk.route(f"{BASE}/openapi.json", policy=Policy("insight.api_document", public=True))
def document() -> ResponseReturnValue:
    """What can be asked, for who writes a program."""
    return _answered(describe(BASE))


@desk.route(f"{BASE}/pages", policy=_ASK)
def pages() -> ResponseReturnValue:
    """The pages that the asker's function has."""
    return _wrong(known=frozenset()) or _told(PageList(tuple(as_link(outlet) for outlet in list_outlets())))


@desk.route(f"{BASE}/pages/<insight_page>", policy=_ASK)
def page(insight_page: str) -> ResponseReturnValue:
    """One page: what the screen shows for the same question."""
    outlet = find_outlet(insight_page)
    if outlet is None:
        raise Forbidden(marked("Deze pagina hoort niet bij uw functie.")) if insight_page in OUTLETS else NotFound
    refused = _wrong(known=frozenset(name for name, _said, _schema in QUERY))
    if refused:
        return refused
    told = outlet.put(request.args, clock.today())
    return _told(as_page(told), urlencode(told.asked.filter.arguments))


@desk.route(f"{BASE}/places", policy=_ASK)
def places() -> ResponseReturnValue:
    """The places that can be asked."""
    refused = _wrong(known=frozenset())
    if refused:
        return refused
    found = read.get_places().by_code.values()
    return _told(AreaList(tuple(Area(one.code, one.name, one.level, one.district) for one in found)))


def _wrong(known: frozenset[str]) -> Response | None:
    """Everything that is wrong with the question together; None when nothing is."""
    errors = [Wrong(name, _("Deze parameter bestaat niet.")) for name in sorted(request.args) if name not in known]
    errors += [Wrong(name, _("Geef dit één keer.")) for name in sorted(known) if len(request.args.getlist(name)) > 1]
    if known:
        refused = read_filter(request.args, read.get_places(), clock.today()).error
        errors += [Wrong(refused.field, sentence(refused))] if refused else []
    return problem(400, errors=errors) if errors else None


def _told(value: Any, asked: str = "") -> Response:
    trail.did(db.session(), "export", reason=f"{request.path} {asked}".strip())
    return _answered(as_json(value))


def _answered(value: Any) -> Response:
    return Response(json.dumps(value, ensure_ascii=False), content_type="application/json")
