"""Small wins: the list, a new one in one line, one to look at or to weigh, and the card that goes back to the resident."""

from typing import Any

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import today
from app.db.session import db
from app.dossiers.forms.saving import save
from app.dossiers.presenters.household import household_of
from app.dossiers.presenters.subjects import offered_persons
from app.dossiers.shown import saw_records
from app.kernel.errors import Forbidden
from app.web.forms import saved
from app.web.guard import Desk, Policy
from app.web.i18n import LANGUAGES, current_language
from app.web.paper import as_download, typeset
from app.wins import presenters as present
from app.wins import queries as read
from app.wins import services as service
from app.wins.card import card_sheet, who_gets_it
from app.wins.forms import WeighForm, WinForm, values_of
from app.wins.rules import is_silent

desk = Desk("wins", __name__)
_ALL = "/dossiers/<int:dossier_id>/wins"
_ONE = f"{_ALL}/<int:win_id>"


@desk.route(_ALL, policy=Policy("win.list", subject="dossier"))
def wins(dossier: DossierScope) -> str:
    """Every win that the reader may read, the latest first."""
    lines, may_add = read.list_wins(dossier.id), service.may_add(dossier)
    saw_records(dossier, Category.NOTES, lines)
    return render_template(
        "wins/wins.html",
        household=household_of(dossier),
        wins=[present.win_view(dossier, line) for line in lines],
        asks=may_add and not service.tells_themselves(dossier) and is_silent(present.last_day_of(lines), today()),
        add_url=url_for("wins.create", dossier_id=dossier.id) if may_add else "",
    )


@desk.route(f"{_ALL}/new", methods=["GET", "POST"], policy=Policy("win.create", subject="dossier"))
def create(dossier: DossierScope) -> ResponseReturnValue:
    """Adds a win in one line; says before saving who reads it."""
    if not service.may_add(dossier):
        raise Forbidden(_("U kunt in dit dossier nu geen winst toevoegen. Bel de casusregisseur."))
    form, themselves = WinForm(), service.tells_themselves(dossier)
    form.prepare(read.list_network_names(dossier.id), themselves=themselves)
    mine = dossier.actor.person_id
    form.offer(offered_persons(dossier, only=lambda person: not themselves or person.person_id == mine))
    made: list[int] = []
    if save(form, lambda: made.append(service.add_win(dossier, form.words()))):
        saved(_("Mooi, het staat erbij."))
        return redirect(url_for("wins.show", dossier_id=dossier.id, win_id=made[0]), code=303)
    if not form.is_submitted():
        form.happened_on.data = today()
    page = render_template(
        "wins/form.html",
        household=household_of(dossier),
        form=form,
        back_url=url_for("wins.wins", dossier_id=dossier.id),
        readers=present.who_reads_win(dossier),
    )
    return page, form.answer_code()


@desk.route(_ONE, policy=Policy("win.show", subject="dossier"))
def show(dossier: DossierScope, win_id: int) -> str:
    """One win, with what was answered about it."""
    line = read.get_win(dossier.id, win_id)
    saw_records(dossier, Category.NOTES, [line])
    here: dict[str, Any] = {"dossier_id": dossier.id, "win_id": line.id}
    return render_template(
        "wins/show.html",
        household=household_of(dossier),
        win=present.win_view(dossier, line),
        edit_url=url_for("wins.edit", **here) if service.may_edit(dossier, line) else "",
        all_url=url_for("wins.wins", dossier_id=dossier.id),
    )


@desk.route(f"{_ONE}/edit", methods=["GET", "POST"], policy=Policy("win.edit", subject="dossier"))
def edit(dossier: DossierScope, win_id: int) -> ResponseReturnValue:
    """The light questions about a win, and its words."""
    line = read.get_win(dossier.id, win_id)
    service.check_edits(dossier, line)
    form, show_url = WeighForm(), url_for("wins.show", dossier_id=dossier.id, win_id=line.id)
    form.prepare(read.list_network_names(dossier.id))
    form.offer(offered_persons(dossier))
    if save(
        form,
        lambda: service.change_win(dossier, win_id, form.words(), form.weighed(), version=form.version_read()),
        theirs=lambda current: (values_of(current), current.version),
    ):
        saved(_("De winst is bijgewerkt."))
        return redirect(show_url, code=303)
    if not form.is_submitted():
        form.show(line)
    saw_records(dossier, Category.NOTES, [line])
    page = render_template(
        "wins/form.html",
        household=household_of(dossier),
        form=form,
        back_url=show_url,
        readers=present.who_reads_win(dossier),
    )
    return page, form.answer_code()


@desk.route(f"{_ONE}/card", policy=Policy("win.card", subject="dossier"))
def card(dossier: DossierScope, win_id: int) -> str:
    """The win as a card for the resident: how it will read, and for whom it is put on paper."""
    line = read.get_win(dossier.id, win_id)
    saw_records(dossier, Category.NOTES, [line])
    return render_template(
        "wins/card.html",
        win=present.win_view(dossier, line),
        persons=who_gets_it(dossier, line),
        pdf_url=url_for("wins.card_pdf", dossier_id=dossier.id, win_id=line.id),
        sender=f"{dossier.actor.name}, {dossier.actor.organisation_name}",
        back_url=url_for("wins.show", dossier_id=dossier.id, win_id=line.id),
    )


@desk.route(f"{_ONE}/card.pdf", policy=Policy("win.print", subject="dossier"))
def card_pdf(dossier: DossierScope, win_id: int) -> Response:
    """The card for one person as a tagged, marked PDF; that it was made stands in the log."""
    line, asked = read.get_win(dossier.id, win_id), request.args.get("language", "")
    language = asked if asked in LANGUAGES else current_language()
    sheet, person = card_sheet(dossier, line, request.args.get("person", ""), language=language)
    saw_records(dossier, Category.NOTES, [line])
    whom = {*line.person_ids, person.person_id}
    trail.did(db.session(), "print", dossier_id=dossier.id, category=Category.NOTES, persons=whom, objects=[line.id])
    return as_download(typeset(sheet), f"{_('winst')}-{dossier.case_no}")
