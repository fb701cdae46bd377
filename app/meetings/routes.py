"""Meetings: the agenda, one household at the table, its decisions, and the levels of a team."""

import datetime as dt
from typing import Any

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category, Right
from app.db.clock import now, today
from app.dossiers.forms.saving import save
from app.dossiers.presenters.busy import burden_view
from app.dossiers.presenters.household import household_of
from app.dossiers.presenters.subjects import offered_persons
from app.dossiers.queries.busy import USUAL_CONTACTS, USUAL_PROFESSIONALS, Busy, get_busy
from app.kernel.clock import in_amsterdam
from app.kernel.errors import Forbidden, RuleBroken
from app.meetings import presenters as present
from app.meetings import queries as read
from app.meetings import rules
from app.meetings import services as service
from app.meetings.forms import InviteForm, LevelForm, LineForm, StepForm, TurnForm, values_of
from app.meetings.sights import saw_agenda, saw_lines
from app.plan.queries import ItemLine, list_items
from app.web.forms import saved
from app.web.guard import Desk, Policy
from app.web.links import url_if

desk = Desk("meetings", __name__)
TURN = "/dossiers/<int:dossier_id>/meetings/<int:meeting_household_id>"
_LINES = "/dossiers/<int:dossier_id>/decisions"
_LINE = f"{_LINES}/<int:meeting_line_id>"
TEAM = frozenset({"generalist"})


@desk.route("/meetings", policy=Policy("meeting.list", functions=TEAM))
def meetings() -> str:
    """Meetings of the own team."""
    return render_template(
        "meetings/meetings.html",
        meetings=[present.meeting_view(row) for row in read.list_meetings(g.actor.organisation_id)],
        lines_url=url_if("stepback.team_lines"),
    )


@desk.route("/meetings/<int:meeting_id>", policy=Policy("meeting.show", functions=TEAM))
def agenda(meeting_id: int) -> str:
    """The agenda: per household what changed since the last meeting, wins first."""
    meeting = read.get_meeting(g.actor.organisation_id, meeting_id)
    turns = read.list_agenda(meeting.id)
    topics = read.list_topics(turns, _until(meeting))
    saw_agenda(turns, topics)
    return render_template(
        "meetings/agenda.html",
        meeting=present.agenda_head(meeting),
        step_form=StepForm(formdata=None),
        turns=present.turn_views(turns, topics, read.count_changes(turns)),
    )


@desk.route(TURN, methods=["GET", "POST"], policy=Policy("meeting.turn", subject="dossier"))
def turn(dossier: DossierScope, meeting_household_id: int) -> ResponseReturnValue:
    """One household at the table: what there is to talk about, and a decision with who and when."""
    row = read.get_turn(dossier.id, meeting_household_id)
    form = _line_form(dossier, _goals(dossier))
    if save(form, lambda: service.decide(dossier, row.id, form.words())):
        saved(_("Het staat in het dossier."))
        return redirect(url_for("meetings.turn", dossier_id=dossier.id, meeting_household_id=row.id), code=303)
    return turn_page(dossier, meeting_household_id, form=form), form.answer_code()


@desk.route(f"{TURN}/discussed", methods=["POST"], policy=Policy("meeting.discussed", subject="dossier"))
def discussed(dossier: DossierScope, meeting_household_id: int) -> ResponseReturnValue:
    """The household was discussed; who was absent gets a link to their own lines."""
    row, form = read.get_turn(dossier.id, meeting_household_id), TurnForm()
    form.prepare(service.list_partners(dossier))
    act = lambda: service.close_turn(dossier, row.id, form.missing(), version=form.version_read())  # noqa: E731
    if save(form, act, theirs=lambda current: ({"absent": current.absent_ids}, current.version)):
        saved(_("Besproken. Wie er niet bij was, krijgt een mail met een link naar wat die zelf gaat doen."))
        return redirect(url_for("meetings.agenda", meeting_id=row.meeting_id), code=303)
    return turn_page(dossier, meeting_household_id, turn_form=form), form.answer_code()


@desk.route(_LINES, policy=Policy("meeting_line.list", subject="dossier"))
def decisions(dossier: DossierScope) -> str:
    """Decisions and steps of a household: for whoever reads the plan all of them, for somebody else their own."""
    lines, reads_plan = read.list_lines(dossier.id), dossier.may(Right.READ, Category.PLAN)
    saw_lines(dossier, lines)
    may_change = service.may_decide(dossier)
    return render_template(
        "meetings/decisions.html",
        household=household_of(dossier),
        lines=[present.line_view(dossier, line, today(), may_change=may_change) for line in lines],
        own_only=not reads_plan,
        collisions=_collisions(dossier, get_busy(dossier.id, now())),
        step_form=StepForm(formdata=None),
    )


@desk.route(f"{_LINE}/edit", methods=["GET", "POST"], policy=Policy("meeting_line.edit", subject="dossier"))
def edit_line(dossier: DossierScope, meeting_line_id: int) -> ResponseReturnValue:
    """Other words, another owner or another day."""
    line = read.get_line(dossier.id, meeting_line_id)
    if not service.may_decide(dossier) or line.done_on:
        raise Forbidden(_("Dit kunt u niet wijzigen. Het is klaar, of het is van een ander."))
    goals = _goals(dossier)
    form = _line_form(dossier, goals)
    act = lambda: service.change_line(dossier, line.id, form.words(), version=form.version_read())  # noqa: E731
    if save(form, act, theirs=lambda current: (values_of(current), current.version)):
        saved(_("Het besluit is aangepast."))
        return redirect(url_for("meetings.decisions", dossier_id=dossier.id), code=303)
    if not form.is_submitted():
        form.show(line)
    saw_lines(dossier, [line], goals)
    page = render_template(
        "meetings/edit.html",
        household=household_of(dossier),
        form=form,
        back_url=url_for("meetings.decisions", dossier_id=dossier.id),
    )
    return page, form.answer_code()


@desk.route(f"{_LINE}/done", methods=["POST"], policy=Policy("meeting_line.done", subject="dossier"))
def finish_line(dossier: DossierScope, meeting_line_id: int) -> ResponseReturnValue:
    """It is done."""
    form = StepForm()
    if not form.validate():
        raise RuleBroken("", _("Dit formulier is verlopen. Open de pagina opnieuw en kies nog eens."))
    service.finish_line(dossier, meeting_line_id, version=form.version_read())
    saved(_("Klaar. Mooi."))
    return redirect(url_for("meetings.decisions", dossier_id=dossier.id), code=303)


@desk.route("/team/burden", methods=["GET", "POST"], policy=Policy("burden.level", functions=TEAM | {"coordinator"}))
def burden() -> ResponseReturnValue:
    """Above which numbers the team calls it much for a household."""
    form, level = LevelForm(), read.find_level(g.actor.organisation_id)
    act = lambda: service.set_level(  # noqa: E731
        g.actor, form.professionals.data or 0, form.contacts.data or 0, version=form.version_read()
    )
    if save(form, act, theirs=_their_level):
        saved(_("Vastgelegd voor het hele team."))
        return redirect(url_for("meetings.burden"), code=303)
    if not form.is_submitted():
        form.professionals.data = level.professionals if level else USUAL_PROFESSIONALS
        form.contacts.data = level.contacts if level else USUAL_CONTACTS
        form.version.data = str(level.version if level else 0)
    return render_template("meetings/burden.html", form=form), form.answer_code()


def _their_level(current: Any) -> tuple[dict[str, object], int]:
    return {"professionals": current.professionals, "contacts": current.contacts}, current.version


def _until(meeting: Any) -> dt.date:
    return in_amsterdam(meeting.starts_at).date() + dt.timedelta(days=rules.DUE_WITHIN)


def _goals(dossier: DossierScope) -> list[ItemLine]:
    return [item for item in list_items(dossier.id) if item.kind == "goal" and item.status == "open"]


def _line_form(dossier: DossierScope, goals: list[ItemLine], *, empty: bool = False) -> LineForm:
    form = LineForm(formdata=None) if empty else LineForm()
    form.prepare(service.list_partners(dossier), goals)
    form.offer(offered_persons(dossier))
    return form


def turn_page(
    dossier: DossierScope,
    agenda_id: int,
    *,
    form: LineForm | None = None,
    turn_form: TurnForm | None = None,
    invite_form: InviteForm | None = None,
) -> str:
    """The page of one household's turn, with whichever of its forms was sent and came back."""
    row, goals, busy = read.get_turn(dossier.id, agenda_id), _goals(dossier), get_busy(dossier.id, now())
    topics, lines = read.list_topics([row], _until(row)), read.list_lines(dossier.id, agenda_id=row.id)
    saw_agenda([row], topics)
    saw_lines(dossier, lines, goals)
    may_decide = service.may_decide(dossier)
    here: dict[str, Any] = {"dossier_id": dossier.id, "meeting_household_id": row.id}
    return render_template(
        "meetings/turn.html",
        household=household_of(dossier),
        turn=present.turn_view(row, topics, read.count_changes([row]).get(dossier.id, 0), row.starts_at),
        lines=[present.line_view(dossier, line, today(), may_change=may_decide) for line in lines],
        form=(form or _line_form(dossier, goals, empty=True)) if may_decide else None,
        turn_form=(turn_form or _turn_form(dossier, row)) if may_decide else None,
        invite_form=(invite_form or _invite_form(dossier, row)) if may_decide else None,
        step_form=StepForm(formdata=None),
        discussed_url=url_for("meetings.discussed", **here),
        invite_url=url_for("meetings.invite", **here),
        agenda_url=url_for("meetings.agenda", meeting_id=row.meeting_id),
        collisions=_collisions(dossier, busy),
        burden=burden_view(busy.burden),
        level_url=url_for("meetings.burden"),
    )


def _turn_form(dossier: DossierScope, row: Any) -> TurnForm:
    form = TurnForm(formdata=None, version=str(row.version))
    form.prepare(service.list_partners(dossier))
    form.absent.data = [str(account) for account in row.absent_ids]
    return form


def _invite_form(dossier: DossierScope, row: Any) -> InviteForm:
    form = InviteForm(formdata=None, version=str(row.version))
    form.prepare(service.list_guests(dossier))
    form.invited.data = [str(account) for account in row.invited_ids]
    return form


def _collisions(dossier: DossierScope, busy: Busy) -> list[present.CollisionView]:
    lead = next((party for party in service.list_partners(dossier) if party.is_lead), None)
    return present.collision_views(busy.collisions, read.list_pairs(dossier, today()), lead, "")
