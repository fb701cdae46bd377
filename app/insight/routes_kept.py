"""Questions that are kept by name and shared within the organisation."""

from urllib.parse import parse_qsl

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db import clock
from app.dossiers.forms.saving import save
from app.insight import queries as read
from app.insight import services as service
from app.insight.filters import NAMES, read_filter
from app.insight.forms import FilterForm, RenameForm
from app.insight.presenters.frame import PAGES
from app.insight.presenters.kept import in_words, kept_views
from app.insight.routes import desk
from app.insight.rules import COUNTERS
from app.kernel.errors import NotFound
from app.web.forms import saved
from app.web.guard import Policy, actor, may_open
from app.web.i18n import sentence


@desk.route("/insight/kept", methods=["GET", "POST"], policy=Policy("insight.keep", functions=COUNTERS))
def kept() -> ResponseReturnValue:
    """The questions of the organisation; with a page and a question in the address, the form to keep that one under a name."""
    page, places, organisations = request.args.get("page", ""), read.get_places(), read.list_organisations()
    asked = {name: value for name in NAMES if (value := request.args.get(name, "").strip())}
    known = page in {endpoint for endpoint, _label in PAGES} and may_open(page)
    if page and not known:
        raise NotFound
    error = read_filter(asked, places, clock.today()).error if known else None
    form = FilterForm() if known and error is None else None
    if form is not None and save(form, lambda: service.keep_filter(actor(), form.name.data or "", page, asked)):
        saved(_("Bewaard. Iedereen van uw organisatie die mag tellen, ziet deze vraag."))
        return redirect(url_for("insight.kept"), code=303)
    answer = render_template(
        "insight/kept.html",
        form=form,
        asks=in_words(asked, places, organisations) if form is not None else "",
        error=sentence(error) if error else "",
        rows=kept_views(read.list_kept(), actor().account_id, places, organisations),
    )
    return answer, 400 if error else form.answer_code() if form is not None else 200


@desk.route(
    "/insight/kept/<int:insight_filter_id>/name",
    methods=["GET", "POST"],
    policy=Policy("insight.rename", functions=COUNTERS),
)
def rename(insight_filter_id: int) -> ResponseReturnValue:
    """Gives a question that oneself kept another name."""
    form, kept_one = RenameForm(), read.get_kept(insight_filter_id, actor().account_id)
    if not form.is_submitted():
        form.process(data={"name": kept_one.name, "version": str(kept_one.version)})
    elif save(form, lambda: _rename(form, insight_filter_id), theirs=lambda now: ({"name": now.name}, now.version)):
        saved(_("De vraag heeft een andere naam."))
        return redirect(url_for("insight.kept"), code=303)
    asks = in_words(dict(parse_qsl(kept_one.asked)), read.get_places(), read.list_organisations())
    return render_template("insight/rename.html", form=form, asks=asks), form.answer_code()


def _rename(form: RenameForm, insight_filter_id: int) -> None:
    service.rename_filter(actor(), insight_filter_id, version=form.version_read(), name=form.name.data or "")


@desk.route(
    "/insight/kept/<int:insight_filter_id>/drop",
    methods=["POST"],
    policy=Policy("insight.drop", functions=COUNTERS, repeatable=True),
)
def drop(insight_filter_id: int) -> ResponseReturnValue:
    """Throws a question away that oneself kept."""
    service.drop_filter(actor(), insight_filter_id)
    return redirect(url_for("insight.kept"), code=303)
