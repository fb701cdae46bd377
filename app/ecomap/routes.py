"""Addresses of the ecomap: the map, an earlier one, two side by side, a new version, and ties."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.db.clock import today
from app.dossiers.forms.saving import save
from app.ecomap import pages
from app.ecomap import queries as read
from app.ecomap import services as service
from app.ecomap.forms import EditTieForm, MoveForm, NewTieForm, VersionForm, shown
from app.ecomap.presenters import tie_view
from app.ecomap.queries import OpenMap, TieLine
from app.kernel.errors import RuleBroken, StaleVersion
from app.network.queries import list_network_people
from app.web.forms import saved
from app.web.guard import Desk, Policy

desk = Desk("ecomap", __name__)
HERE = "/dossiers/<int:dossier_id>/ecomap"


def to_map(dossier: DossierScope) -> ResponseReturnValue:
    """On to the newest map."""
    return redirect(url_for("ecomap.show", dossier_id=dossier.id), code=303)


@desk.route(HERE, policy=Policy("ecomap.show", subject="dossier"))
def show(dossier: DossierScope) -> str:
    """The newest map, with its list; whoever draws on it moves people here."""
    opened = read.open_map(dossier.id)
    return pages.map_page(dossier, opened, _move_form(opened))


@desk.route(f"{HERE}/versions/<int:ecomap_version_id>", policy=Policy("ecomap.version", subject="dossier"))
def version(dossier: DossierScope, ecomap_version_id: int) -> str:
    """The map as it was drawn on an earlier day; it does not change any more."""
    return pages.map_page(dossier, read.open_map(dossier.id, ecomap_version_id), None)


@desk.route(f"{HERE}/compare", policy=Policy("ecomap.compare", subject="dossier"))
def compare(dossier: DossierScope) -> str:
    """Two versions side by side: the newest and the one before, or those that were chosen."""
    return pages.compare_page(dossier, request.args.get("left", ""), request.args.get("right", ""))


@desk.route(f"{HERE}/new", methods=["GET", "POST"], policy=Policy("ecomap.draw", subject="dossier"))
def draw(dossier: DossierScope) -> ResponseReturnValue:
    """A new version, filled in together on one day; it begins as a copy of the newest."""
    service.check_draws(dossier)
    form = VersionForm(data={"drawn_on": today()})
    if save(
        form,
        lambda: service.draw_anew(dossier, drawn_on=form.drawn_on.data, together_with=form.together_with.data or ""),
    ):
        saved(_("De nieuwe kaart staat klaar. Loop hem samen na."))
        return to_map(dossier)
    newest = read.find_newest(dossier.id)
    return pages.form_page(dossier, "ecomap/version.html", form, newest=newest), form.answer_code()


@desk.route(f"{HERE}/ties/new", methods=["GET", "POST"], policy=Policy("ecomap.add_tie", subject="dossier"))
def add_tie(dossier: DossierScope) -> ResponseReturnValue:
    """Draws a tie: of somebody from the network with the household, or with somebody else."""
    service.check_draws(dossier)
    form = NewTieForm()
    form.offer_words()
    people = list_network_people(dossier.id)
    form.offer_people(people, request.args.get("person", ""))

    def act() -> None:
        ends = form.ends()
        if ends is None:
            raise RuleBroken("person", _("Kies wie u op de kaart zet."))
        service.add_tie(dossier, ends, form.tie_words(at_home=ends.other_id is None))

    if save(form, act):
        saved(_("De band staat op de kaart."))
        return to_map(dossier)
    pages.saw_people(dossier, people)
    return pages.form_page(dossier, "ecomap/new_tie.html", form, people=people), form.answer_code()


@desk.route(f"{HERE}/ties/<int:ecomap_tie_id>", methods=["GET", "POST"], policy=Policy("ecomap.tie", subject="dossier"))
def tie(dossier: DossierScope, ecomap_tie_id: int) -> ResponseReturnValue:
    """One tie: changed, or taken off the map."""
    line = read.get_tie(dossier.id, ecomap_tie_id)
    service.check_changes(dossier, line)
    form = EditTieForm()
    form.offer_words()
    if line.other_id is not None:
        del form.circle

    def act() -> None:
        version_read = form.version_read()
        if "off" in request.form:
            service.take_off(dossier, line.id, version=version_read)
        else:
            service.edit_tie(dossier, line.id, form.tie_words(at_home=line.other_id is None), version=version_read)

    if save(form, act, theirs=_theirs):
        saved(_("Van de kaart gehaald.") if "off" in request.form else _("De band is bijgewerkt."))
        return to_map(dossier)
    if not form.is_submitted():
        form.show(line)
    pages.saw_ties(dossier, [line])
    view = tie_view(dossier.id, line, changes=False)
    return pages.form_page(dossier, "ecomap/tie.html", form, tie=view), form.answer_code()


def _theirs(current: TieLine) -> tuple[dict[str, object], int]:
    return shown(current), current.version


@desk.route(f"{HERE}/move", methods=["POST"], policy=Policy("ecomap.move", subject="dossier"))
def move(dossier: DossierScope) -> ResponseReturnValue:
    """Puts somebody in another circle, from the form beside the map."""
    service.check_draws(dossier)
    opened = read.open_map(dossier.id)
    form = _move_form(opened)
    if form.validate():
        tie_id, _colon, version_read = str(form.tie.data).partition(":")
        service.move(dossier, int(tie_id), form.to.data or "", version=int(version_read))
        saved(_("Verplaatst."))
        return to_map(dossier)
    if str(request.form.get("tie", "")).partition(":")[0].isdigit():
        raise StaleVersion(None, _("De kaart is net veranderd. Kijk hoe hij nu is en kies opnieuw."))
    return pages.map_page(dossier, opened, form), form.answer_code()


def _move_form(opened: OpenMap) -> MoveForm:
    form = MoveForm()
    form.offer_ties(opened.ties)
    return form


@desk.route(
    f"{HERE}/place/<int:network_person_id>",
    methods=["POST"],
    policy=Policy("ecomap.place", subject="dossier", repeatable=True),
)
def place(dossier: DossierScope, network_person_id: int) -> ResponseReturnValue:
    """Puts somebody on the map in one click; twice is the same as once. Then the tie, to say more about it."""
    tie_id = service.place(dossier, network_person_id)
    saved(_("Staat op de kaart. Vul samen aan wat voor band het is."))
    return redirect(url_for("ecomap.tie", dossier_id=dossier.id, ecomap_tie_id=tie_id), code=303)
