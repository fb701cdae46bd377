"""What leaves the pages of insight as files: the endings in the address, the same filters, and a line in the log for each."""

from urllib.parse import urlencode

from flask import Response, request
from flask.typing import ResponseReturnValue

from app.audit import trail
from app.db import clock
from app.db.session import db
from app.insight.presenters.files import TYPES, part_file, workbook_file
from app.insight.presenters.outlets import OUTLETS, Told, find_outlet
from app.insight.presenters.report import read_quarter, report_sheet
from app.insight.routes import desk
from app.insight.rules import COUNTERS
from app.kernel.errors import Forbidden, NotFound, RuleBroken, marked
from app.web.guard import Policy, actor, found
from app.web.i18n import LANGUAGES, current_language
from app.web.paper import as_download, typeset

_EXPORT = Policy("insight.export", functions=COUNTERS)


@desk.route("/insight/<insight_page>.xlsx", policy=_EXPORT)
def workbook(insight_page: str) -> ResponseReturnValue:
    """Every table of a page with its codebook."""
    told = _put(insight_page)
    if not any(part.table for part in told.page.parts):
        raise NotFound
    return _sent(workbook_file(told), told, "xlsx")


@desk.route("/insight/report.pdf", policy=Policy("insight.report", functions=COUNTERS))
def report() -> ResponseReturnValue:
    """Every page of one quarter on paper, in the language of the address."""
    language = request.args.get("language", current_language())
    if language not in LANGUAGES:
        raise RuleBroken("language", marked("Deze taal is er niet. Kies nl of en."))
    quarter = read_quarter(request.args.get("period", ""))
    pdf = typeset(report_sheet(actor(), request.args, language))
    trail.did(db.session(), "print", reason=f"{quarter} {language}")
    return as_download(pdf, f"schakel-{quarter}-{language}")


@desk.route("/insight/<insight_page>/<insight_part>.<any(csv, svg, png):ending>", policy=_EXPORT)
def part(insight_page: str, insight_part: str, ending: str) -> ResponseReturnValue:
    """One table or one picture of a page."""
    told = _put(insight_page)
    return _sent(found(part_file(told, found(told.part(insight_part)), ending)), told, ending, insight_part)


def _put(name: str) -> Told:
    outlet = find_outlet(name)
    if outlet is None:
        raise Forbidden(marked("Deze pagina hoort niet bij uw functie.")) if name in OUTLETS else NotFound
    return outlet.put(request.args, clock.today())


def _sent(content: bytes, told: Told, ending: str, part: str = "") -> Response:
    name = "-".join(word for word in ("schakel", told.outlet.name, part, told.period) if word)
    trail.did(db.session(), "export", reason=f"{name}.{ending} {urlencode(told.asked.filter.arguments)}".strip())
    answer = Response(content, mimetype=TYPES[ending].partition(";")[0])
    answer.headers["Content-Type"] = TYPES[ending]
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return answer
