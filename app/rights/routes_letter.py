"""The quarterly letter of one person, to print."""

from flask import render_template, request, url_for

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import today
from app.db.session import db
from app.dossiers.presenters.household import household_of
from app.dossiers.queries.people import get_person
from app.kernel.errors import NotFound
from app.rights.letter import list_opened, write_letter
from app.rights.routes import check_leads, desk
from app.rights.rules import quarter_of, read_quarter
from app.web.guard import Policy
from app.web.i18n import LANGUAGES, current_language


@desk.route(
    "/dossiers/<int:dossier_id>/people/<int:person_id>/letter", policy=Policy("overview.letter", subject="dossier")
)
def letter(dossier: DossierScope, person_id: int) -> str:
    """Which organisations opened this person's file in a quarter; no letter for somebody whose partner is unsafe."""
    check_leads(dossier)
    person = get_person(dossier.id, person_id)
    if person.deceased_on is not None:
        raise NotFound
    quarter = read_quarter(request.args.get("quarter", ""), today())
    language = request.args.get("language", current_language())
    language = language if language in LANGUAGES else current_language()
    written = None
    if not person.partner_unsafe:
        opened = list_opened(person_id, quarter)
        sender = f"{dossier.actor.name}, {dossier.actor.organisation_name}"
        written = write_letter(person.name, opened, quarter, sender=sender, language=language, today=today())
        trail.did(db.session(), "print", dossier_id=dossier.id, category=Category.LOG, persons=[person_id])
    trail.saw(db.session(), dossier_id=dossier.id, persons=[person_id], categories=[Category.IDENTITY])

    def url(code: str, tongue: str) -> str:
        return url_for("rights.letter", dossier_id=dossier.id, person_id=person_id, quarter=code, language=tongue)

    return render_template(
        "rights/letter.html",
        household=household_of(dossier),
        name=person.name,
        letter=written,
        before_url=url(quarter.before().code, language),
        now_url=url(quarter_of(today()).code, language),
        language_url=url(quarter.code, "nl" if language == "en" else "en"),
    )
