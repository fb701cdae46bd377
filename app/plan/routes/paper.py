"""The plan on paper: for whom, in which language; and the PDF, which is marked and logged."""

from flask import Response, render_template, request, url_for
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import HOUSEHOLD_ROWS, Category, Right
from app.audit import trail
from app.db.clock import today
from app.db.session import db
from app.dossiers.at_home import at_home, check_paper
from app.dossiers.presenters.household import household_of
from app.dossiers.presenters.subjects import offered_persons
from app.dossiers.queries.at_home import list_circumstances
from app.dossiers.queries.persons import PersonLine
from app.dossiers.queries.situation import list_questions
from app.kernel.errors import Forbidden, NotFound, RuleBroken
from app.plan.paper import PlanOnPaper, for_one, plan_sheet
from app.plan.queries import list_items
from app.plan.queries.course import list_directions, list_low_flames, list_own_plans
from app.plan.queries.steps import list_steps
from app.plan.queries.table import list_fundings, list_signatures
from app.plan.routes.desk import desk
from app.plan.routes.entry import saw
from app.web.guard import Policy
from app.web.i18n import LANGUAGES, current_language
from app.web.links import url_if
from app.web.paper import Sheet, as_download, typeset


@desk.route("/dossiers/<int:dossier_id>/plan/paper", policy=Policy("plan_item.paper", subject="dossier"))
def paper(dossier: DossierScope) -> str:
    """For whom, in which language, and which sheet: the plan, or who does what."""
    persons = _persons(dossier)
    return render_template(
        "plan/paper.html",
        household=household_of(dossier),
        back_url=url_for("plan.items", dossier_id=dossier.id),
        persons=[(person.person_id, person.name) for person in persons],
        plan_url=url_for("plan.paper_pdf", dossier_id=dossier.id),
        card_url=url_if("workspace.card_pdf", dossier_id=dossier.id),
        map_url=url_if("ecomap.plan_pdf", dossier_id=dossier.id)
        if dossier.may(Right.READ, Category.NETWORK, own=False)
        else "",
        language=current_language(),
    )


@desk.route("/dossiers/<int:dossier_id>/plan/plan.pdf", policy=Policy("plan_item.print", subject="dossier"))
def paper_pdf(dossier: DossierScope) -> Response:
    """The plan of one person as a tagged, marked PDF; that it was made stands in the log."""
    person, language = chosen(dossier)
    return as_download(typeset(plan_on_paper(dossier, person, language)), f"plan-{dossier.case_no}")


def plan_on_paper(dossier: DossierScope, person: PersonLine, language: str) -> Sheet:
    """The plan as far as this person reads it; the log learns what was shown and that paper was made."""
    items = list_items(dossier.id)
    shared = next((line.id for line in items if line.shared_goal and line.status == "open"), None)
    read = PlanOnPaper(
        questions=list_questions(dossier.id)[:1],
        items=items,
        steps=list_steps(dossier.id),
        signatures=list_signatures(dossier.id, shared) if shared else (),
        directions=list_directions(dossier.id),
        own_plans=list_own_plans(dossier.id),
        flames=list_low_flames(dossier.id),
        fundings=list_fundings(dossier.id),
    )
    plan = for_one(at_home(dossier, person.person_id), read)
    saw(dossier, plan.shown())
    saw(dossier, plan.fundings, Category.FINANCES)
    note_print(dossier, person, [Category.DOMAINS] if plan.questions else [])
    return plan_sheet(dossier, person.name, plan, language=language)


def chosen(dossier: DossierScope) -> tuple[PersonLine, str]:
    """For whom the paper is and in which language. Raises NotFound, Forbidden, and RuleBroken where no paper may go home."""
    check_paper(dossier)
    asked = request.args.get("person", "")
    person = next((line for line in _persons(dossier) if str(line.person_id) == asked), None)
    if person is None:
        raise NotFound
    if at_home(dossier, person.person_id).is_unsafe:
        raise RuleBroken(
            "",
            _(
                "Bij deze persoon is het niet veilig als een ander thuis dit leest. Vertel het zelf, op een plek die veilig is."
            ),
        )
    language = request.args.get("language", "")
    return person, language if language in LANGUAGES else current_language()


def note_print(dossier: DossierScope, person: PersonLine, categories: list[Category]) -> None:
    """Notes in the log that paper was made for this person, and what else stands on it."""
    trail.saw(db.session(), dossier_id=dossier.id, persons=[person.person_id], categories=categories)
    trail.did(db.session(), "print", dossier_id=dossier.id, category=Category.PLAN, persons=[person.person_id])


def _persons(dossier: DossierScope) -> tuple[PersonLine, ...]:
    """For whom the actor may make paper: who reads the whole plan for everybody alive there, a resident for themselves."""
    if not dossier.may(Right.READ, Category.PLAN, own=False):
        raise Forbidden(_("Het plan op papier hoort niet bij uw taak in dit dossier. Bel de casusregisseur."))
    gone = {row.id for row in list_circumstances(dossier.id, today()) if row.deceased}
    persons = tuple(person for person in offered_persons(dossier) if person.person_id not in gone)
    if dossier.row in HOUSEHOLD_ROWS:
        return tuple(person for person in persons if person.person_id == dossier.actor.person_id)
    return persons
