"""Puts the pages of the ecomap together, and tells the log what was shown."""

from collections.abc import Iterable
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.session import db
from app.dossiers.presenters.household import household_of
from app.dossiers.presenters.subjects import offered_persons
from app.ecomap import presenters as present
from app.ecomap import queries as read
from app.ecomap.forms import MoveForm
from app.ecomap.queries import OpenMap, TieLine, VersionLine
from app.ecomap.services import list_beside, may_look
from app.kernel.errors import Forbidden
from app.network.queries import NetworkPersonLine
from app.plan.paper import paper_page
from app.web.forms import SchakelForm


def check_looks(scope: DossierScope) -> None:
    """Raises Forbidden for whoever does not read the whole network: a name and a relation make no map."""
    if not may_look(scope):
        raise Forbidden(_("De netwerkkaart hoort niet bij uw taak in dit dossier. Bel de casusregisseur."))


def _saw(scope: DossierScope, persons: Iterable[int], objects: Iterable[int]) -> None:
    trail.saw(db.session(), dossier_id=scope.id, persons=persons, categories=[Category.NETWORK], objects=objects)


def saw_ties(scope: DossierScope, ties: Iterable[TieLine]) -> None:
    """The log learns whose network was shown."""
    shown = list(ties)
    _saw(scope, {person for tie in shown for person in tie.person_ids}, [tie.id for tie in shown])


def saw_people(scope: DossierScope, people: Iterable[NetworkPersonLine]) -> None:
    """The log learns that names of the network were offered to choose from."""
    shown = list(people)
    if shown:
        _saw(scope, {person for line in shown for person in line.person_ids}, [line.id for line in shown])


def _map(scope: DossierScope, version: VersionLine, ties: tuple[TieLine, ...], *, newest: bool) -> present.MapView:
    workers = read.list_workers(scope.id, None if newest else version.drawn_on)
    saw_ties(scope, ties)
    middle = present.first_names(offered_persons(scope))
    return present.map_view(
        scope, present.version_view(scope, version, newest=newest), ties, workers=workers, middle=middle
    )


def map_page(scope: DossierScope, opened: OpenMap, form: MoveForm | None) -> str:
    """One version of the map. ``form``: to move people, on the newest one."""
    check_looks(scope)
    versions, version, newest = opened.versions, opened.version, opened.is_newest
    draws = newest and not scope.closed and scope.may_write(Category.NETWORK)
    beside = list_beside(scope, opened.ties) if draws else ()
    saw_people(scope, beside)
    return render_template(
        "ecomap/map.html",
        household=household_of(scope),
        map=_map(scope, version, opened.ties, newest=newest) if version else None,
        versions=[present.version_view(scope, line, newest=line is versions[0]) for line in versions],
        form=form if draws and version else None,
        beside=[(line, url_for("ecomap.place", dossier_id=scope.id, network_person_id=line.id)) for line in beside],
        draws=draws,
        to={
            name: url_for(f"ecomap.{name}", dossier_id=scope.id)
            for name in ("show", "draw", "add_tie", "move", "compare")
        }
        | {
            "people": url_for("network.people", dossier_id=scope.id),
            "plan": url_for("ecomap.to_plan", dossier_id=scope.id),
            "paper": paper_page(scope),
        },
    )


def compare_page(scope: DossierScope, left: str, right: str) -> str:
    """Two versions side by side, the older one first. What was asked for and is not there falls back to the last two."""
    check_looks(scope)
    versions = read.list_versions(scope.id)
    by_key = {str(line.id): line for line in versions}
    chosen = [by_key.get(left), by_key.get(right)]
    usual = [versions[1] if versions[1:] else None, versions[0] if versions else None]
    pair = [one or other for one, other in zip(chosen, usual, strict=True)]
    drawn = [line for line in pair if line] if all(pair) else []
    maps = [_map(scope, line, read.list_ties(scope.id, line.id), newest=line is versions[0]) for line in drawn]
    return render_template(
        "ecomap/compare.html",
        household=household_of(scope),
        maps=maps,
        choices=[(line.id, present.version_view(scope, line, newest=False).day) for line in versions],
        chosen=[line.id for line in pair if line],
        map_url=url_for("ecomap.show", dossier_id=scope.id),
    )


def form_page(scope: DossierScope, template: str, form: SchakelForm, **values: Any) -> str:
    """A page with one form about the map."""
    map_url = url_for("ecomap.show", dossier_id=scope.id)
    people_url = url_for("network.people", dossier_id=scope.id)
    return render_template(
        template, household=household_of(scope), form=form, map_url=map_url, people_url=people_url, **values
    )
