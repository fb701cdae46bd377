"""View objects of the dossier page and the regiekaart."""

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import Any

from app.access.scope import DossierScope
from app.appointments.states import OPEN
from app.documents.words import KINDS
from app.dossiers.domains import DOMAINS
from app.dossiers.openness import is_open
from app.dossiers.phases import PHASES
from app.interventions.stances import STANCES
from app.web import charts
from app.web.i18n import by_language, day, moment, near, ngettext
from app.web.i18n import gettext as _
from app.workspace.presenters.addresses import addresses, maybe_url
from app.workspace.presenters.shapes import (
    AppointmentView,
    DocumentLine,
    DomainLine,
    Head,
    InterventionLine,
    NoteLine,
    PlanLine,
    Second,
)

Rows = Sequence[Any]


AIMS: dict[str, Callable[[], str]] = {
    "solve": lambda: _("oplossen"),
    "liveable": lambda: _("leefbaar houden"),
    "keep": lambda: _("behouden"),
}
PLACES: dict[str, Callable[[], str]] = {
    "home": lambda: _("thuis"),
    "office": lambda: _("op kantoor"),
    "phone": lambda: _("telefonisch"),
    "elsewhere": lambda: "",
}
STATUS: dict[str, Callable[[], str]] = {
    "awaiting": lambda: _("wacht op bevestiging"),
    "planned": lambda: _("gepland"),
    "active": lambda: _("loopt"),
    "done": lambda: _("klaar"),
    "stopped": lambda: _("gestopt"),
    "withdrawn": lambda: _("teruggetrokken"),
}


def head(scope: DossierScope, row: Any, parties: Rows, network: Rows) -> Head:
    """The head of the dossier page."""
    lead = next((p for p in parties if p.is_lead), None)
    organisations = len({p.organisation_id for p in parties})
    directed_by = _director(row)
    leads = _("Casusregisseur (ondersteunt)") if directed_by else _("Regie")
    facts = [(_("Regie"), directed_by)] if directed_by else []
    facts.append((leads, lead.name if lead else _("onbekend")))
    involved = ngettext("%(num)d organisatie", "%(num)d organisaties", organisations)
    if network:
        involved += ngettext(", %(num)d uit het netwerk", ", %(num)d uit het netwerk", len(network))
    facts.append((_("Betrokken"), involved))
    if row.review_on:
        facts.append((_("Terugkijken"), near(row.review_on)))
    return Head(
        case_no=scope.case_no,
        title=_("Huishouden %(title)s", title=row.title) if row.title else _("Huishouden %(no)s", no=scope.case_no),
        area=row.area or "",
        phase=by_language(*PHASES[row.phase]) if row.phase else "",
        question=row.words or "",
        said_by=row.said_by or "",
        facts=tuple(facts),
        director=directed_by,
    )


def _director(row: Any) -> str:
    """Who directs the plan, when that is somebody of the household or of their network."""
    if row.director_kind in {None, "professional"}:
        return ""
    kind = _("van het huishouden") if row.director_kind == "resident" else _("uit het eigen netwerk")
    return f"{row.director}, {kind}"


def interventions(dossier_id: int, organisation_id: int, rows: Rows) -> list[InterventionLine]:
    """The equal list under the picture, as a reader of this organisation sees it; a body that is shut leaves its columns empty."""
    address = addresses("interventions.show", "intervention_id", dossier_id=dossier_id)
    status = {name: say() for name, say in STATUS.items()}
    return [
        InterventionLine(
            url=address(row.id),
            label=by_language(row.name_nl, row.name_en),
            strand=row.strand,
            who=", ".join(filter(None, (row.organisation, row.professional))),
            why=row.why or "",
            stance=_stance(row.stance),
            period=period(row),
            status=status[row.status],
            pause=_("Ging door na een pauze. Gesproken met: %(who)s", who=row.consulted) if row.consulted else "",
            own=row.owner_org_id == organisation_id,
            said=row.said or "",
        )
        for row in rows
    ]


def _stance(code: str | None) -> str:
    stance = STANCES.get(code or "")
    return by_language(stance.name_nl, stance.name_en) if stance else ""


def period(row: Any) -> str:
    """When something ran or will run, in words."""
    start, end = row.started_on, row.ended_on
    if end:
        first = start or row.planned_start
        if first == end:
            return day(end)
        return _("%(start)s tot en met %(end)s", start=day(first), end=day(end))
    if start:
        return _("sinds %(start)s", start=day(start))
    return _("vanaf %(start)s", start=day(row.planned_start)) if row.planned_start else _("nog geen datum")


def timeline_items(rows: Rows) -> list[charts.TimelineItem]:
    """What the three lanes draw; without any date there is nothing to draw."""
    return [
        charts.TimelineItem(
            label=by_language(row.name_nl, row.name_en),
            who=row.organisation,
            strand=row.strand,
            start=row.started_on or row.planned_start,
            end=row.ended_on if row.started_on else row.planned_end,
            planned=row.started_on is None,
            status=row.status,
            note=_("gepland") if row.started_on is None else _("gestopt") if row.status == "stopped" else "",
        )
        for row in rows
        if row.started_on or row.planned_start
    ]


def mix(rows: Rows, *, since: dt.date, today: dt.date) -> dict[str, int]:
    """How many interventions of each strand ran in the window; what never began does not count."""
    counts: dict[str, int] = {}
    for row in rows:
        if row.started_on and row.started_on <= today and (row.ended_on is None or row.ended_on >= since):
            counts[row.strand] = counts.get(row.strand, 0) + 1
    return counts


def domains(rows: Rows) -> list[DomainLine]:
    """Every domain that was spoken of, in the fixed order; the rest in one line by the template."""
    by_code = {row.domain: row for row in rows}
    words = {
        "not_discussed": _("niet besproken"),
        "discussed": _("besproken, niets vastgelegd"),
        "recorded": _("vastgelegd"),
    }
    lines = []
    for code, domain in DOMAINS.items():
        row = by_code.get(code)
        state = row.state if row else "not_discussed"
        reason = row.reason if row and state == "recorded" else ""
        said = _("vastgelegd: %(reason)s", reason=reason) if reason else words[state]
        lines.append(
            DomainLine(
                name=by_language(domain.name_nl, domain.name_en),
                state=said,
                text=(row.text or "") if row else "",
                resident=_scores(row.was_resident, row.resident_score) if row else "–",
                professional=_scores(row.was_professional, row.professional_score) if row else "–",
                muted=state != "recorded",
                silent=state == "not_discussed",
                said=(row.said or "") if row else "",
            )
        )
    return lines


def _scores(before: int | None, now: int | None) -> str:
    if now is None:
        return "–"
    return f"{before} → {now}" if before and before != now else str(now)


def appointment(scope: DossierScope, row: Any, *, seconds_visible: bool, before: str = "") -> AppointmentView:
    """One appointment; the slot only for those who see the network."""
    place = row.place or PLACES[row.place_kind]()
    ask = maybe_url("appointments.second", dossier_id=scope.id, appointment_id=row.id)
    second = None
    if seconds_visible and row.state:
        second = Second(
            row.state,
            row.first_name or "",
            row.relation or "",
            before,
            ask if row.state in OPEN and scope.is_lead else "",
        )
    return AppointmentView(
        when=moment(row.starts_at),
        place=place,
        url=maybe_url("appointments.show", dossier_id=scope.id, appointment_id=row.id),
        second=second,
        invitation_url=maybe_url("appointments.invitation", dossier_id=scope.id, appointment_id=row.id),
    )


def times_came(rows: Rows) -> str:
    """What happened the previous times: the nudge at the next question."""
    past = [row for row in rows if not row.ahead]
    straight = list(takewhile(lambda row: row.state == "came", past))
    came = straight or [row for row in past if row.state == "came"]
    if came:
        names = ", ".join(dict.fromkeys(row.first_name for row in came if row.first_name))
        if names and not straight:
            return _("Eerder kwam %(names)s mee.", names=names)
        if not names:
            return _("Eerder kwam er ook iemand mee.")
        return ngettext(
            "De vorige keer kwam %(names)s mee.", "De vorige %(num)d keer kwam %(names)s mee.", len(came), names=names
        )
    return (
        ngettext("De vorige keer kwam er niemand mee.", "De vorige %(num)d keer kwam er niemand mee.", len(past))
        if past
        else ""
    )


def notes(scope: DossierScope, rows: Rows, today: dt.date) -> list[NoteLine]:
    """The newest notes."""
    return [
        NoteLine(
            about=_("%(day)s, %(who)s", day=day(row.created_at), who=f"{row.author}, {row.organisation}"),
            facts=row.facts,
            own_words=row.own_words.strip('"“”„ '),
            interpretation=row.interpretation or "",
            url=maybe_url("dossiers.note", dossier_id=scope.id, note_id=row.id),
            withheld=_("nog niet open voor het huishouden, tot en met %(day)s", day=day(row.withheld_until))
            if row.withheld_until and row.withheld_until >= today
            else "",
            said=row.said or "",
        )
        for row in rows
    ]


def documents(scope: DossierScope, rows: Rows, today: dt.date) -> list[DocumentLine]:
    """The newest documents."""
    here = {"dossier_id": scope.id}
    return [
        DocumentLine(
            title=row.title,
            kind=by_language(*KINDS[row.kind]),
            about=_("%(day)s, %(who)s", day=day(row.created_at), who=f"{row.author}, {row.organisation}"),
            url=maybe_url("documents.document", **here, document_id=row.id),
            file=row.file_name or "",
            file_url=maybe_url("documents.download", **here, document_id=row.id, number=row.number)
            if row.number
            else "",
            withheld=""
            if is_open(row.withheld_until, shared=row.shared, on=today)
            else _("nog niet open voor het huishouden, tot en met %(day)s", day=day(row.withheld_until)),
            said=row.said or "",
        )
        for row in rows
    ]


def plan(scope: DossierScope, rows: Rows) -> list[PlanLine]:
    """Goals first, then agreements."""
    return [
        PlanLine(
            text=row.text,
            kind=row.kind,
            aim=AIMS[row.aim]() if row.aim in AIMS else "",
            about=", ".join(
                filter(
                    None,
                    (
                        _("in de woorden van %(who)s", who=row.in_words_of) if row.in_words_of else "",
                        _("geldt tot en met %(day)s", day=day(row.valid_until)) if row.valid_until else "",
                        _("kijken hoe het gaat: %(day)s", day=near(row.review_on)) if row.review_on else "",
                    ),
                )
            ),
            url=maybe_url("plan.edit", dossier_id=scope.id, item_id=row.id),
            said=row.said or "",
        )
        for row in rows
    ]
