"""What the pages about one intervention show."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.interventions import rules, words
from app.interventions.filling import Place
from app.interventions.queries import BodyLine, Change, Contact, Correction, DetailChange, HeaderLine, Update
from app.interventions.rules import Status
from app.interventions.services import writable_strands
from app.web.i18n import by_language, moment
from app.web.links import url_if


@dataclass(frozen=True, slots=True)
class Action:
    """A button of the page."""

    label: str
    url: str
    main: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history."""

    at: dt.datetime
    when: str
    what: str
    who: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class InterventionPage:
    """One intervention: header, body or what is not shown, updates, history and what may be done."""

    id: int
    place: Place
    product: str
    strand: str
    status: str
    status_name: str
    header: list[tuple[str, str]]
    pause: str
    body: list[tuple[str, str]]
    hidden: str
    updates: list[Event]
    history: list[Event]
    actions: list[Action]
    rare: list[Action]
    update_url: str


def _url(endpoint: str, header: HeaderLine, to: str | None = None) -> str:
    return url_for(f"interventions.{endpoint}", dossier_id=header.dossier_id, intervention_id=header.id, to=to)


def may_change(scope: DossierScope, header: HeaderLine) -> bool:
    """Whether the buttons are the actor's: own organisation, own strand, open case."""
    own = header.organisation_id == scope.actor.organisation_id
    return own and not scope.closed and scope.may_write(Category(header.strand))


def header_rows(header: HeaderLine, names: Sequence[str]) -> list[tuple[str, str]]:
    """Who, for whom and when."""
    who = ", ".join(filter(None, (header.professional, header.organisation)))
    period = words.period(header.started_on, header.ended_on, planned=(header.planned_start, header.planned_end))
    rows = [(_("Wie doet dit"), who), (_("Wanneer"), period)]
    if names:
        rows.insert(1, (_("Voor wie"), ", ".join(names)))
    return rows


def body_rows(body: BodyLine) -> list[tuple[str, str]]:
    """What was written, without the empty lines."""
    stance = f"{words.stance_name(body.stance)}: {words.stance_line(body.stance)}"
    rows = [
        (_("Waarom dit, en waarom nu"), body.why),
        (_("Waarom het ondanks de pauze doorging"), body.pause_reason),
        (_("Hoe staan wij erin"), stance),
        (_("Wanneer zijn wij overbodig"), body.superfluous_when),
        (_("Wie uit het netwerk kan dit ook"), body.network_could),
        (_("Wat kon ook"), body.alternatives),
        (_("Eigen rol en wat dat toevoegt"), body.own_role),
        (_("Afgestemd met"), body.coordinated_with),
        (_("Bij het doel"), body.goal or ""),
        (_("Wat het opleverde"), body.result),
        (_("Waarom gestopt"), body.stop_reason),
        (_("Waarom teruggetrokken"), body.withdrawn_because),
    ]
    return [row for row in rows if row[1]]


def hidden_sentence(header: HeaderLine, contact: Contact | None) -> str:
    """What is not shown, and whom to ask."""
    if header.status == Status.AWAITING:
        return _(
            "Deze regel komt uit een ingelezen lijst. %(organisation)s heeft hem nog niet bevestigd.",
            organisation=header.organisation,
        )
    name = header.professional or (contact.name if contact else "") or header.organisation
    phone = header.phone or (contact.phone if contact else "")
    return _(
        "De toelichting van %(organisation)s ziet u hier niet: die hoort niet bij uw taak in dit dossier. "
        "Heeft u er toch iets van nodig? Vraag het aan %(who)s.",
        organisation=header.organisation,
        who=f"{name}, {phone}" if phone else name,
    )


def pause_sentence(header: HeaderLine) -> str:
    """That a step went ahead after its pause, and who was consulted."""
    if header.paused_at is None:
        return ""
    return _(
        "Ging door na een pauze op %(when)s. Gesproken met: %(who)s",
        when=moment(header.paused_at),
        who=header.consulted,
    )


def _step(change: Change) -> str:
    if change.from_status is None:
        return _("Vastgelegd: %(status)s", status=words.status_name(change.to_status))
    return _(
        "Van %(before)s naar %(after)s",
        before=words.status_name(change.from_status),
        after=words.status_name(change.to_status),
    )


def _corrected(row: Correction) -> str:
    if row.from_purpose_nl is None or row.from_purpose_en is None:
        return _(
            "Stond bij %(before)s, hoort bij %(after)s",
            before=words.strand_name(row.from_strand),
            after=words.strand_name(row.to_strand),
        )
    return _(
        "Stond bij %(before)s (%(purpose)s), hoort bij %(after)s",
        before=words.strand_name(row.from_strand),
        purpose=by_language(row.from_purpose_nl, row.from_purpose_en),
        after=words.strand_name(row.to_strand),
    )


def detail_event(row: DetailChange, names: Mapping[int, str]) -> Event:
    """A product or persons put right, in words. ``names``: of whom the asker may know the name."""
    parts = []
    was, now = by_language(row.from_product_nl, row.from_product_en), by_language(row.to_product_nl, row.to_product_en)
    if was != now:
        parts.append(_("Stond er als %(before)s, is %(after)s.", before=was, after=now))
    if row.from_persons != row.to_persons:
        before, after = (_named(persons, names) for persons in (row.from_persons, row.to_persons))
        parts.append(_("Stond er voor %(before)s, is voor %(after)s.", before=before, after=after))
    return Event(row.at, moment(row.at), " ".join(parts), row.author, row.reason)


def _named(persons: Sequence[int], names: Mapping[int, str]) -> str:
    if not persons:
        return _("het hele huishouden")
    return ", ".join(names.get(person, _("iemand uit het huishouden")) for person in persons)


def history(
    header: HeaderLine, changes: Sequence[Change], corrections: Sequence[Correction], details: Sequence[Event] = ()
) -> list[Event]:
    """Everything that happened to it, newest first."""
    events = [Event(c.at, moment(c.at), _step(c), f"{c.author}, {c.organisation}") for c in changes]
    events += [Event(c.at, moment(c.at), _corrected(c), c.author, c.reason) for c in corrections]
    events += details
    if not any(change.from_status is None for change in changes):
        events.append(Event(header.created_at, moment(header.created_at), _("Vastgelegd"), header.author))
    return sorted(events, key=lambda event: event.at, reverse=True)


def updates(rows: Sequence[Update]) -> list[Event]:
    """The lines about how it goes, newest first."""
    return [Event(row.at, moment(row.at), row.line, f"{row.author}, {row.organisation}") for row in rows]


def actions(scope: DossierScope, header: HeaderLine) -> tuple[list[Action], list[Action]]:
    """The steps that may follow as buttons, and what is needed seldom."""
    if header.status == Status.AWAITING:
        return [
            Action(_("Bevestigen"), _url("confirm", header), main=True),
            Action(_("Niet van ons"), _url("disown", header)),
        ], []
    steps = rules.next_steps(header.status)
    usual = [
        Action(words.step_label(to), _url("step", header, to=to.value), main=index == 0)
        for index, to in enumerate(steps)
        if to is not Status.WITHDRAWN
    ]
    if header.status in rules.OPEN:
        usual.append(Action(_("Tekst of datums aanpassen"), _url("change", header)))
    share = url_if("sharing.share", dossier_id=scope.id, item_kind="intervention", item_id=header.id)
    if share and scope.is_lead and not scope.closed:
        usual.append(Action(_("Delen"), share))
    rare = []
    if header.status != Status.WITHDRAWN and len(writable_strands(scope)) > 1:
        rare.append(Action(_("Staat bij de verkeerde soort"), _url("correct", header)))
    if header.status != Status.WITHDRAWN:
        rare.append(Action(_("Verkeerde inzet of verkeerde persoon gekozen"), _url("correct_details", header)))
    if Status.WITHDRAWN in steps:
        rare.append(Action(_("Verkeerd vastgelegd: terugtrekken"), _url("step", header, to=Status.WITHDRAWN.value)))
    return usual, rare


def update_url(header: HeaderLine) -> str:
    """Where one line is added; empty when none may be."""
    return "" if header.status in {Status.AWAITING, Status.WITHDRAWN} else _url("update", header)
