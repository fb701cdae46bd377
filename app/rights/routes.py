"""A person's own overview: on the screen with the names of others to review, on paper, and as JSON."""

from flask import Response, jsonify, render_template, request, url_for
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.session import db
from app.dossiers.presenters.household import household_of
from app.kernel.errors import Forbidden
from app.rights import presenters as present
from app.rights.export import as_json
from app.rights.overview import PAGE, LogPart, Overview, make_overview
from app.web.guard import Desk, Policy

desk = Desk("rights", __name__)
_PERSON = "/dossiers/<int:dossier_id>/people/<int:person_id>"


@desk.route(_PERSON + "/overview", policy=Policy("overview.show", subject="dossier"))
def overview(dossier: DossierScope, person_id: int) -> str:
    """Everything about one person, as they get it; ``keep`` names those whose names may stay, ``whole`` shows all of the log."""
    check_leads(dossier)
    whole = "whole" in request.args
    page = max(request.args.get("page", 1, type=int), 1)
    part = LogPart() if whole else LogPart(PAGE, min(page - 1, 10_000) * PAGE)
    found = _made(dossier, person_id, part)
    kept = [other.key for other in found.others if other.kept]
    _saw_names(dossier, found)

    def url(number: int) -> str:
        return url_for("rights.overview", dossier_id=dossier.id, person_id=person_id, keep=kept, page=number)

    return render_template(
        "rights/overview.html",
        household=household_of(dossier),
        view=present.overview_view(found),
        others=found.others,
        next_url=url(page + 1) if not whole and page * PAGE < found.log_lines else "",
        previous_url=url(page - 1) if not whole and page > 1 else "",
        whole_url=url_for("rights.overview", dossier_id=dossier.id, person_id=person_id, keep=kept, whole=1),
        json_url=url_for("rights.overview_json", dossier_id=dossier.id, person_id=person_id, keep=kept),
        letter_url=url_for("rights.letter", dossier_id=dossier.id, person_id=person_id),
        is_whole=whole or found.log_lines <= PAGE,
        is_child=found.person.is_child,
        careful=found.person.partner_unsafe,
    )


@desk.route(_PERSON + "/overview.json", policy=Policy("overview.export", subject="dossier"))
def overview_json(dossier: DossierScope, person_id: int) -> Response:
    """The same as data, with all of the log, to take along."""
    check_leads(dossier)
    answer: Response = jsonify(as_json(_made(dossier, person_id, LogPart()), dossier.case_no))
    answer.headers["Content-Disposition"] = f'attachment; filename="{dossier.case_no}-{person_id}.json"'
    return answer


def check_leads(dossier: DossierScope) -> None:
    """Raises Forbidden for anybody but whoever leads: nobody else reads as much of a person, or handles what they ask."""
    if not dossier.is_lead:
        raise Forbidden(
            _("Alleen de casusregisseur behandelt wat iemand over de eigen gegevens vraagt. Geef het door.")
        )


def _made(dossier: DossierScope, person_id: int, part: LogPart) -> Overview:
    found = make_overview(dossier, person_id, kept=set(request.args.getlist("keep")), part=part)
    if found.person.deceased_on is not None:
        raise Forbidden(
            _(
                "Deze persoon is overleden. Vraag de privacy officer wat nabestaanden mogen inzien en maak daarna een afspraak."
            )
        )
    for line in found.records:
        trail.saw(db.session(), dossier_id=dossier.id, persons=line.person_ids, categories=[line.category])
    trail.saw(db.session(), dossier_id=dossier.id, persons=[person_id], categories=[Category.IDENTITY])
    said = " ".join(other.key for other in found.others if other.kept)
    trail.did(db.session(), "export", dossier_id=dossier.id, category=Category.LOG, persons=[person_id], reason=said)
    return found


def _saw_names(dossier: DossierScope, found: Overview) -> None:
    """The names of others that stand in the list to review: the household's, and those of people around it."""
    for mark, category in (("p", Category.IDENTITY), ("n", Category.NETWORK)):
        shown = [other for other in found.others if other.key.startswith(mark)]
        if shown:
            persons = {person for other in shown for person in other.person_ids}
            trail.saw(db.session(), dossier_id=dossier.id, persons=persons, categories=[category])
