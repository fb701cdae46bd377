"""Handing over several households at once: which ones, to whom, and a sheet for each with what the last one said filled in."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.dossiers.forms.saving import save
from app.dossiers.presenters.readers import PartView, ReaderView
from app.dossiers.presenters.team import colleague_words
from app.dossiers.queries.team import list_successors
from app.web.forms import saved
from app.web.guard import Policy, actor
from app.web.i18n import gettext as _
from app.web.i18n import moment, ngettext
from app.workspace import handing as service
from app.workspace.forms import HandoversForm, TakeBackForm
from app.workspace.handing import MOST, Led
from app.workspace.routes.desk import WITH_HOUSEHOLDS, desk


@desk.route(
    "/caseload/handover", methods=["GET", "POST"], policy=Policy("lead.transfer_many", functions=WITH_HOUSEHOLDS)
)
def handover() -> ResponseReturnValue:
    """First which households; then to whom, and what the next lead should know of each."""
    led = service.list_led()
    chosen = [one for one in led if one.id in _asked()][:MOST]
    if not chosen:
        service.saw(led)
        return render_template("workspace/handover_choose.html", led=led, most=MOST)
    me = actor()
    colleagues = list_successors(me.organisation_id, account_id=me.account_id)
    form = HandoversForm.of(chosen, colleagues=[(str(c.key), colleague_words(c)) for c in colleagues])
    if save(form, lambda: _hand_over(form, chosen)):
        said = ngettext("%(num)d huishouden is overgedragen.", "%(num)d huishoudens zijn overgedragen.", len(chosen))
        saved(f"{said} {_('U leest nog dertig dagen mee.')}")
        return redirect(url_for("workspace.handed"), code=303)
    service.saw(chosen)
    page = render_template("workspace/handover_many.html", form=form, chosen=chosen, readers=_readers())
    return page, form.answer_code()


@desk.route("/caseload/handover/progress", policy=Policy("lead.transfer_many", functions=WITH_HOUSEHOLDS))
def handover_progress() -> str:
    """How far the hand-over is: a part of the page that asks again each second while it runs."""
    done, total = service.find_progress(actor().account_id)
    return render_template("workspace/handover_progress.html", done=done, total=total)


def _readers() -> list[PartView]:
    """Who reads what is written per household: the team that leads, and nobody else."""
    return [PartView("", [ReaderView(actor().organisation_name, _("casusregisseur en collega's in het team"))], "")]


@desk.route(
    "/caseload/handover/recent", methods=["GET", "POST"], policy=Policy("lead.take_back", functions=WITH_HOUSEHOLDS)
)
def handed() -> ResponseReturnValue:
    """What was handed over in the last day and how far it is; undone as long as nobody went on with it."""
    me = actor()
    lines = service.list_handed(me.account_id)
    form = TakeBackForm()
    form.households.choices = [(str(one.id), f"{one.title}, {one.case_no}") for one in lines if one.state == "yes"]
    taken: list[int] = []
    if save(form, lambda: taken.append(service.take_back_all(me, map(int, form.households.data or [])))):
        saved(
            ngettext("%(num)d overdracht is ongedaan gemaakt.", "%(num)d overdrachten zijn ongedaan gemaakt.", taken[0])
        )
        return redirect(url_for("workspace.caseload"), code=303)
    lines = service.list_handed(me.account_id)
    service.saw_handed(lines)
    page = render_template(
        "workspace/handed.html",
        form=form,
        lines=[
            (one.title, _("%(when)s aan %(who)s", when=moment(one.at), who=one.successor), one.state == "worked")
            for one in lines
        ],
    )
    return page, form.answer_code()


def _asked() -> frozenset[int]:
    """The households that were ticked, in the address or in the form."""
    typed = request.values.getlist("household")
    return frozenset(int(key) for key in typed if key.isdecimal() and len(key) < 19)


def _hand_over(form: HandoversForm, chosen: list[Led]) -> None:
    service.hand_over_all(
        actor(),
        int(form.successor.data),
        reason=form.reason.data or "",
        capsules={one.id: form.capsule_of(one.id) for one in chosen},
    )
