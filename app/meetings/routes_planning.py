"""Addresses of the meeting itself: planning and changing one, calling it off, inviting partners, and what a partner sees of it."""

from typing import Any

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import RELATION_ROWS
from app.db.clock import now, today
from app.db.conditions import AT_THE_TABLE
from app.dossiers.forms.saving import save
from app.kernel.clock import in_amsterdam
from app.kernel.errors import RuleBroken
from app.meetings import planning, rules
from app.meetings import presenters as present
from app.meetings import queries as read
from app.meetings import services as service
from app.meetings.forms import ChangeForm, InviteForm, MeetingForm, StepForm
from app.meetings.routes import TEAM, TURN, desk, turn_page
from app.meetings.sights import saw_agenda_names, saw_offered, saw_turns
from app.web.forms import saved
from app.web.guard import Policy

#: Who can be invited: whoever works with a household and does not see it from afar.
GUESTS = TEAM | (AT_THE_TABLE - RELATION_ROWS) | {"attention_officer", "safe_home", "school_contact", "volunteer"}
_ONE = "/meetings/<int:meeting_id>"


@desk.route("/meetings/new", methods=["GET", "POST"], policy=Policy("meeting.create", functions=TEAM))
def create() -> ResponseReturnValue:
    """Plans a meeting; households with changes since the last one are ticked already."""
    form, offered = MeetingForm(), read.list_offered(g.actor.organisation_id, g.actor.account_id, now())
    form.prepare(offered)
    made: list[int] = []
    if save(form, lambda: made.append(planning.plan_meeting(g.actor, form.new()))):
        saved(_("Het overleg staat. De agenda vult zichzelf."))
        return redirect(url_for("meetings.agenda", meeting_id=made[0]), code=303)
    if not form.is_submitted():
        news = [str(row.id) for row in offered if row.changes] or [str(row.id) for row in offered]
        form.day.data, form.dossiers.data = today(), news[: rules.MOST_HOUSEHOLDS]
    saw_offered(offered)
    return render_template("meetings/new.html", form=form, nothing=not offered), form.answer_code()


@desk.route(f"{_ONE}/edit", methods=["GET", "POST"], policy=Policy("meeting.edit", functions=TEAM))
def edit(meeting_id: int) -> ResponseReturnValue:
    """Another day, time or length, and which households; what was discussed stays."""
    meeting = read.get_meeting(g.actor.organisation_id, meeting_id)
    form = ChangeForm()
    offered, agenda = _choices(form, meeting_id)
    act = lambda: planning.change_meeting(g.actor, meeting_id, form.new(), version=form.version_read())  # noqa: E731
    if save(form, act, theirs=_theirs):
        saved(_("Het overleg is aangepast."))
        return redirect(url_for("meetings.agenda", meeting_id=meeting_id), code=303)
    if not form.is_submitted():
        form.show(meeting, [row.dossier_id for row in agenda])
    saw_offered(offered)
    saw_agenda_names(agenda)
    return render_template(
        "meetings/change.html", form=form, back_url=url_for("meetings.agenda", meeting_id=meeting.id)
    ), form.answer_code()


def _choices(form: ChangeForm, meeting_id: int) -> tuple[list[Any], list[Any]]:
    """Offers what is on the agenda, and what can be put on it."""
    offered = read.list_offered(g.actor.organisation_id, g.actor.account_id, now())
    agenda = read.list_agenda(meeting_id)
    form.offer(offered, agenda)
    return offered, agenda


def _theirs(current: Any) -> tuple[dict[str, object], int]:
    starts = in_amsterdam(current.starts_at)
    return {"day": starts.date(), "at": starts.time(), "minutes_each": current.minutes_each}, current.version


@desk.route(f"{_ONE}/call-off", methods=["POST"], policy=Policy("meeting.call_off", functions=TEAM))
def call_off(meeting_id: int) -> ResponseReturnValue:
    """The meeting does not go on; the agenda stays, and a button has it go on after all."""
    return _called(meeting_id, off=True)


@desk.route(f"{_ONE}/restore", methods=["POST"], policy=Policy("meeting.restore", functions=TEAM))
def restore(meeting_id: int) -> ResponseReturnValue:
    """The meeting goes on after all."""
    return _called(meeting_id, off=False)


def _called(meeting_id: int, *, off: bool) -> ResponseReturnValue:
    form = StepForm()
    if not form.validate():
        raise RuleBroken("", _("Dit formulier is verlopen. Open de pagina opnieuw en kies nog eens."))
    planning.call_off(g.actor, meeting_id, off=off, version=form.version_read())
    saved(_("Het overleg gaat niet door. De agenda blijft staan.") if off else _("Het overleg gaat toch door."))
    return redirect(url_for("meetings.agenda", meeting_id=meeting_id), code=303)


@desk.route(f"{TURN}/invite", methods=["POST"], policy=Policy("meeting.invite", subject="dossier"))
def invite(dossier: DossierScope, meeting_household_id: int) -> ResponseReturnValue:
    """Who of other organisations comes to this household's turn."""
    row, form = read.get_turn(dossier.id, meeting_household_id), InviteForm()
    form.prepare(service.list_guests(dossier))
    act = lambda: service.invite(dossier, row.id, form.chosen(), version=form.version_read())  # noqa: E731
    if save(form, act, theirs=lambda current: ({"invited": current.invited_ids}, current.version)):
        saved(_("Wie u uitnodigt, ziet bij Overleg wanneer dit huishouden aan de beurt is, en wat die zelf gaat doen."))
        return redirect(url_for("meetings.turn", dossier_id=dossier.id, meeting_household_id=row.id), code=303)
    return turn_page(dossier, meeting_household_id, invite_form=form), form.answer_code()


@desk.route("/meetings/invited", policy=Policy("meeting.invited", functions=GUESTS))
def invited() -> str:
    """Where another team asked the reader to come: household, moment, and the reader's own lines."""
    turns = read.list_my_turns()
    lines = read.list_my_lines([row.dossier_id for row in turns], g.actor.account_id)
    saw_turns(turns, lines)
    return render_template("meetings/invited.html", turns=present.invited_views(turns, lines, today()))
