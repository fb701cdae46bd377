"""View objects of requests about one's own data."""

import datetime as dt
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.dossiers.presenters.household import household_of
from app.dossiers.presenters.readers import PartView, grouped
from app.dossiers.queries.readers import list_involved
from app.rights.requests import RequestLine
from app.rights.rules import DECISIONS, KINDS
from app.rights.weighing import WeighingLine
from app.web.i18n import by_language, day, near


@dataclass(frozen=True, slots=True)
class RequestView:
    """One request in words. ``late``: its clock ran out; ``overview_url``: where an answer to it can be read, ``handout_url``: where
    the copy is made that answers it, ``erase_url``: where what goes is chosen; ``restrict_url`` and
    ``lift_url``: what is not used for a while; ``weigh_url``: what is weighed about an objection; ``statement_urls``: after a no to
    a correction, where the own statement is written.
    """

    title: str
    when: str
    late: bool
    done: bool
    facts: tuple[tuple[str, str], ...]
    url: str
    overview_url: str
    handout_url: str
    erase_url: str
    restrict_url: str
    lift_url: str
    weigh_url: str
    statement_urls: tuple[tuple[str, str], ...]


def request_view(scope: DossierScope, line: RequestLine, names: dict[int, str], today: dt.date) -> RequestView:
    """One request; ``names`` of the persons of the household."""
    name, kind = names.get(line.person_id, line.stub), by_language(*KINDS[line.kind])
    done = line.done_on is not None
    return RequestView(
        title=_("%(kind)s, %(name)s", kind=kind.capitalize(), name=name),
        when=_("klaar op %(day)s", day=day(line.done_on))
        if done
        else _("antwoord uiterlijk %(day)s", day=near(line.due_on)),
        late=not done and line.due_on < today,
        done=done,
        facts=tuple(_facts(line)),
        url=url_for("rights.one_request", dossier_id=scope.id, rights_request_id=line.id),
        overview_url=url_for("rights.overview", dossier_id=scope.id, person_id=line.person_id)
        if line.kind in {"access", "portability"} and not done
        else "",
        handout_url=url_for("rights.make_handout", dossier_id=scope.id, rights_request_id=line.id)
        if line.kind in {"access", "portability"} and not done
        else "",
        erase_url=url_for("rights.erase", dossier_id=scope.id, rights_request_id=line.id)
        if line.kind == "erasure" and line.decision in {"granted", "partly"} and not done
        else "",
        restrict_url=_restrict_url(scope, line, "rights.restrict"),
        lift_url=_restrict_url(scope, line, "rights.lift"),
        weigh_url=url_for("rights.weigh", dossier_id=scope.id, rights_request_id=line.id)
        if line.kind == "objection" and line.decision is None
        else "",
        statement_urls=_statement_urls(scope)
        if line.kind == "correction" and line.decision in {"refused", "partly"}
        else (),
    )


def _restrict_url(scope: DossierScope, line: RequestLine, endpoint: str) -> str:
    restricts = line.kind in {"restriction", "objection"} and line.decision in {"granted", "partly"}
    return (
        url_for(endpoint, dossier_id=scope.id, rights_request_id=line.id) if restricts and line.done_on is None else ""
    )


def _statement_urls(scope: DossierScope) -> tuple[tuple[str, str], ...]:
    """Pages on which somebody's own words can be written beside a record (zienswijze, domain.md 1.9)."""
    return (
        (_("bij een notitie"), url_for("dossiers.notes", dossier_id=scope.id)),
        (_("bij een doel of afspraak"), url_for("plan.items", dossier_id=scope.id)),
        (_("bij een levensgebied"), url_for("dossiers.domains", dossier_id=scope.id)),
        (_("bij een document"), url_for("documents.documents", dossier_id=scope.id)),
        (_("bij een inzet, vanuit het dossier"), household_of(scope).url),
    )


def _facts(line: RequestLine) -> list[tuple[str, str]]:
    facts = [(_("Binnengekomen"), day(line.received_on)), (_("Antwoord uiterlijk"), day(line.due_on))]
    if line.asks:
        facts.append((_("Waar het om gaat"), line.asks))
    if line.extended_because:
        facts.append((_("Meer tijd, omdat"), line.extended_because))
    if line.decision:
        facts.append((_("Besluit"), f"{by_language(*DECISIONS[line.decision])}, {day(line.decided_on)}"))
    if line.because:
        facts.append((_("Reden"), line.because))
    return [*facts, (_("Behandeld door"), line.handler)]


def readers(scope: DossierScope) -> list[PartView]:
    """Who reads a request: whoever leads, and nobody else."""
    return [PartView("", grouped(party for party in list_involved(scope.id) if party.is_lead), "")]


def weighing_facts(line: WeighingLine) -> tuple[tuple[str, str], ...]:
    """One weighing in words."""
    facts = (
        (_("Bezwaar tegen"), line.processing),
        (_("Doel"), by_language(line.purpose_nl, line.purpose_en) if line.objected_purpose_id else ""),
        (_("Belang van het huishouden"), line.household_interest),
        (_("Nodig voor de taak"), line.task_interest),
        (_("Wat stopt"), line.stops),
        (_("Afgewogen"), _("op %(day)s door %(who)s", day=day(line.at), who=line.who)),
    )
    return tuple((name, value) for name, value in facts if value)
