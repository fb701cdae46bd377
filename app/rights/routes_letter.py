"""The quarterly letter of one person, on the screen to read through and as PDF."""

from flask import Response, render_template, request, url_for

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import today
from app.db.session import db
from app.dossiers.at_home import check_paper, paper_mark
from app.dossiers.presenters.household import household_of
from app.dossiers.queries.people import get_person
from app.kernel.errors import NotFound
from app.rights.letter import Letter, letter_sheet, list_opened, write_letter
from app.rights.routes import check_leads, desk
from app.rights.rules import Quarter, quarter_of, read_quarter
from app.web.guard import Policy
from app.web.i18n import LANGUAGES, current_language
from app.web.paper import as_download, typeset

_LETTER = "/dossiers/<int:dossier_id>/people/<int:person_id>/letter"


@desk.route(_LETTER, policy=Policy("overview.letter", subject="dossier"))
def letter(dossier: DossierScope, person_id: int) -> str:
    """Which organisations opened this person's file in a quarter; no letter for somebody whose partner is unsafe."""
    name, quarter, written = _written(dossier, person_id)
    language = written.language if written else current_language()

    def url(code: str, tongue: str, endpoint: str = "rights.letter") -> str:
        return url_for(endpoint, dossier_id=dossier.id, person_id=person_id, quarter=code, language=tongue)

    return render_template(
        "rights/letter.html",
        household=household_of(dossier),
        name=name,
        letter=written,
        before_url=url(quarter.before().code, language),
        now_url=url(quarter_of(today()).code, language),
        language_url=url(quarter.code, "nl" if language == "en" else "en"),
        pdf_url=url(quarter.code, language, "rights.letter_pdf"),
    )


@desk.route(f"{_LETTER}.pdf", policy=Policy("overview.letter", subject="dossier"))
def letter_pdf(dossier: DossierScope, person_id: int) -> Response:
    """The same letter as a tagged, marked PDF. Raises NotFound where no letter would be safe."""
    check_paper(dossier)
    name, _quarter, written = _written(dossier, person_id)
    if written is None:
        raise NotFound
    trail.did(db.session(), "print", dossier_id=dossier.id, category=Category.LOG, persons=[person_id])
    sheet = letter_sheet(written, mark=paper_mark(dossier, name))
    return as_download(typeset(sheet), f"letter-{dossier.case_no}-{person_id}")


def _written(dossier: DossierScope, person_id: int) -> tuple[str, Quarter, Letter | None]:
    """For whom, about which quarter, and the letter in the language that the address asks for. Raises NotFound and Forbidden."""
    check_leads(dossier)
    person = get_person(dossier.id, person_id)
    if person.deceased_on is not None:
        raise NotFound
    quarter = read_quarter(request.args.get("quarter", ""), today())
    trail.saw(db.session(), dossier_id=dossier.id, persons=[person_id], categories=[Category.IDENTITY])
    if person.partner_unsafe:
        return person.name, quarter, None
    language = request.args.get("language", "")
    language = language if language in LANGUAGES else current_language()
    opened = list_opened(person_id, quarter)
    sender = f"{dossier.actor.name}, {dossier.actor.organisation_name}"
    trail.saw(db.session(), dossier_id=dossier.id, persons=[person_id], categories=[Category.LOG])
    return (
        person.name,
        quarter,
        write_letter(person.name, opened, quarter, sender=sender, language=language, today=today()),
    )
