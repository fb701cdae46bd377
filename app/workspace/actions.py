"""What the reader of a household may do from its page: asked of the policy, nothing of the database."""

from dataclasses import dataclass

from app.access.scope import DossierScope
from app.access.vocabulary import STRANDS, Category, Right
from app.ecomap.services import may_look
from app.plan.paper import paper_page
from app.plan.parties import reads_shared, speaks
from app.sealed.services import may_reach
from app.web.drawing import once_per_content
from app.wins.services import may_add
from app.workspace.presenters.addresses import maybe_url


@dataclass(frozen=True, slots=True)
class Actions:
    """What the reader may do from here: addresses of the buttons, empty when not."""

    intervention: str = ""
    appointment: str = ""
    note: str = ""
    people: str = ""
    team: str = ""
    phase: str = ""
    domains: str = ""
    notes: str = ""
    document: str = ""
    documents: str = ""
    plan: str = ""
    goal: str = ""
    interests: str = ""
    network: str = ""
    ecomap: str = ""
    address: str = ""
    question: str = ""
    ask: str = ""
    questions: str = ""
    win: str = ""
    wins: str = ""
    carrying: str = ""
    decisions: str = ""
    paper: str = ""
    sealed: str = ""


@once_per_content(1024)
def actions_of(scope: DossierScope) -> Actions:
    """The buttons: asked of the policy, so that nobody sees a door that stays shut."""

    def door(endpoint: str, *categories: Category) -> str:
        allowed = any(scope.may_write(category) or scope.may_write_some(category) for category in categories)
        return maybe_url(endpoint, dossier_id=scope.id) if allowed else ""

    reads_plan, reads_whole = scope.may(Right.READ, Category.PLAN), scope.may(Right.READ, Category.PLAN, own=False)
    return Actions(
        intervention=door("interventions.create", *STRANDS),
        appointment=door("appointments.create", Category.PLAN),
        note=door("dossiers.add_note", Category.NOTES),
        people=door("dossiers.people", Category.IDENTITY),
        team=maybe_url("dossiers.team", dossier_id=scope.id) if scope.is_team else "",
        phase=maybe_url("dossiers.phase", dossier_id=scope.id) if scope.is_lead else "",
        domains=door("dossiers.domains", Category.DOMAINS, Category.FINANCES, Category.HEALTH),
        notes=maybe_url("dossiers.notes", dossier_id=scope.id),
        document=door("documents.add", Category.DOCUMENTS),
        documents=maybe_url("documents.documents", dossier_id=scope.id),
        plan=maybe_url("plan.items", dossier_id=scope.id) if reads_plan or reads_shared(scope) else "",
        goal=door("plan.create", Category.PLAN),
        network=door("network.people", Category.NETWORK),
        interests=maybe_url("plan.interests", dossier_id=scope.id) if reads_whole or speaks(scope) else "",
        ecomap=maybe_url("ecomap.show", dossier_id=scope.id) if may_look(scope) else "",
        address=door("dossiers.address", Category.ADDRESS),
        question=door("dossiers.question", Category.DOMAINS),
        ask=door("threads.create", Category.NOTES),
        questions=maybe_url("threads.questions", dossier_id=scope.id),
        win=maybe_url("wins.create", dossier_id=scope.id) if may_add(scope) else "",
        wins=maybe_url("wins.wins", dossier_id=scope.id),
        carrying=maybe_url("stepback.carrying", dossier_id=scope.id) if reads_plan else "",
        decisions=maybe_url("meetings.decisions", dossier_id=scope.id),
        paper=paper_page(scope),
        # By function alone, never by whether there is one.
        sealed=maybe_url("sealed.compartments", dossier_id=scope.id) if may_reach(scope) else "",
    )
