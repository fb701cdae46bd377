"""A person's own overview on the screen, with the names of others to review; what is given is a copy (``routes_handouts``)."""

from flask import render_template, request, url_for
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.session import db
from app.dossiers.presenters.household import household_of
from app.kernel.errors import Forbidden
from app.rights import presenters as present
from app.rights.overview import PAGE, LogPart, Overview, make_overview
from app.rights.requests import list_requests
from app.web.guard import Desk, Policy
from app.web.i18n import day

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
    saw_names(dossier, found)

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
        requests=_requests(dossier, person_id),
        letter_url=url_for("rights.letter", dossier_id=dossier.id, person_id=person_id),
        is_whole=whole or found.log_lines <= PAGE,
        is_child=found.person.is_child,
        careful=found.person.partner_unsafe,
    )


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
                "Deze persoon is overleden. Vraag de privacyfunctionaris wat nabestaanden mogen inzien en maak daarna een afspraak."
            )
        )
    for line in found.records:
        trail.saw(db.session(), dossier_id=dossier.id, persons=line.person_ids, categories=[line.category])
    trail.saw(db.session(), dossier_id=dossier.id, persons=[person_id], categories=[Category.IDENTITY])
    trail.saw(db.session(), dossier_id=dossier.id, persons=[person_id], categories=[Category.LOG])
    return found


def _requests(dossier: DossierScope, person_id: int) -> list[tuple[str, str]]:
    """Requests of this person that a copy answers, and where it is made."""
    return [
        (
            _("Kopie bij het verzoek van %(day)s", day=day(line.received_on)),
            url_for("rights.make_handout", dossier_id=dossier.id, rights_request_id=line.id),
        )
        for line in list_requests(dossier.id)
        if line.person_id == person_id and line.kind in {"access", "portability"} and line.done_on is None
    ]


def saw_names(dossier: DossierScope, found: Overview) -> None:
    """The names of others that stand in the list to review: the household's, and those of people around it."""
    for mark, category in (("p", Category.IDENTITY), ("n", Category.NETWORK)):
        shown = [other for other in found.others if other.key.startswith(mark)]
        if shown:
            persons = {person for other in shown for person in other.person_ids}
            trail.saw(db.session(), dossier_id=dossier.id, persons=persons, categories=[category])
