"""Giving access in words: what is shared, what ends soon, who let themselves in, knocks."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.accounts.words import function_name
from app.dossiers.sharing_words import ANSWERS, ITEMS
from app.network.queries import NetworkPersonLine, Turnout
from app.sharing.queries import (
    DisclosureLine,
    EmergencyLine,
    EndingLine,
    EnteredLine,
    HandoverLine,
    HomeKnock,
    KnockLine,
    KnownLine,
    MyKnock,
    NextDate,
    ReceivedLine,
)
from app.sharing.receivers import may_withdraw
from app.web.i18n import by_language, day, last_day, moment, ngettext
from app.web.links import url_if


@dataclass(frozen=True, slots=True)
class SharedView:
    """One disclosure in words; ``withdraw_id`` is 0 where the reader does not withdraw it."""

    kind: str
    text: str
    url: str
    to: str
    purpose: str
    reason: str
    period: str
    withdraw_id: int


@dataclass(frozen=True, slots=True)
class EndingView:
    """Something that ends soon, with what its two buttons send."""

    title: str
    url: str
    text: str
    what: str
    key: int
    act_url: str


@dataclass(frozen=True, slots=True)
class NewsView:
    """A line on *Vandaag*: of which household (or of none), what, and where it is answered or read."""

    title: str
    url: str
    text: str
    small: str = ""


@dataclass(frozen=True, slots=True)
class KnockView:
    """A question in words. ``answer`` is empty as long as there is none."""

    about: str
    reason: str
    asked: str
    answer: str
    remark: str
    who: str
    waiting: str


def item_name(kind: str) -> str:
    """*notitie*."""
    return by_language(*ITEMS[kind]) if kind in ITEMS else kind


def item_url(dossier_id: int, kind: str, item_id: int) -> str:
    """The page on which an item is read."""
    pages = {
        "plan_item": ("plan.edit", "item_id"),
        "note": ("dossiers.note", "note_id"),
        "document": ("documents.document", "document_id"),
        "intervention": ("interventions.show", "intervention_id"),
        "appointment": ("appointments.show", "appointment_id"),
    }
    if kind not in pages:
        return ""
    endpoint, argument = pages[kind]
    return url_if(endpoint, dossier_id=dossier_id, **{argument: item_id})


def shared_view(scope: DossierScope, line: DisclosureLine) -> SharedView:
    """One disclosure."""
    return SharedView(
        kind=item_name(line.kind),
        text=line.text or "",
        url=item_url(scope.id, line.kind, line.item_id) if line.text else "",
        to=_("alleen %(name)s, %(organisation)s", name=line.account, organisation=line.organisation)
        if line.account
        else line.organisation,
        purpose=by_language(line.purpose_nl, line.purpose_en) if line.purpose_nl and line.purpose_en else "",
        reason=line.reason,
        period=_period(line),
        withdraw_id=line.id if may_withdraw(scope, line) and line.runs else 0,
    )


def _period(line: DisclosureLine) -> str:
    start = day(line.valid_from)
    if line.withdrawn_at is not None:
        return _("van %(start)s, ingetrokken op %(end)s", start=start, end=day(line.withdrawn_at))
    if line.valid_until is None:
        return _("sinds %(start)s", start=start)
    if line.ahead:
        return _("vanaf %(start)s, tot en met %(end)s", start=start, end=last_day(line.valid_until))
    if line.runs:
        return _("sinds %(start)s, tot en met %(end)s", start=start, end=last_day(line.valid_until))
    return _("van %(start)s tot en met %(end)s", start=start, end=last_day(line.valid_until))


def ending_view(line: EndingLine, titles: Mapping[int, str]) -> EndingView:
    """A relation or a disclosure that ends soon. ``titles``: what households are called where that is shown."""
    end = last_day(line.valid_until)
    if line.what == "relation":
        text = _(
            "%(name)s van %(organisation)s is betrokken tot en met %(end)s",
            name=line.name,
            organisation=line.organisation,
            end=end,
        )
    else:
        text = _(
            "%(kind)s, gedeeld met %(who)s tot en met %(end)s",
            kind=item_name(line.item_kind),
            who=line.name or line.organisation,
            end=end,
        )
    return EndingView(
        title=titles.get(line.dossier_id, line.case_no),
        url=url_if("workspace.dossier", dossier_id=line.dossier_id),
        text=text,
        what=line.what,
        key=line.id,
        act_url=url_for("sharing.ending", dossier_id=line.dossier_id),
    )


def entered_view(line: EnteredLine, titles: Mapping[int, str]) -> NewsView:
    """Somebody stood at the door, or used emergency access."""
    who = {"name": line.name, "function": function_name(line.function), "organisation": line.organisation}
    if line.kind == "emergency":
        text = _("%(name)s (%(function)s, %(organisation)s) gebruikte noodtoegang", **who)
        small = _("tot %(moment)s: %(reason)s", moment=moment(line.valid_until), reason=line.reason)
    else:
        text = _("%(name)s (%(function)s) stond aan de deur en leest mee", **who)
        small = _("tot en met %(day)s: %(reason)s", day=last_day(line.valid_until), reason=line.reason)
    return NewsView(
        titles.get(line.dossier_id, line.case_no), url_for("dossiers.team", dossier_id=line.dossier_id), text, small
    )


def waiting_view(line: KnockLine, titles: Mapping[int, str]) -> NewsView:
    """A question that waits for the lead's answer."""
    text = _("%(name)s van %(organisation)s klopt aan", name=line.name, organisation=line.organisation_name)
    url = url_for("sharing.answer", dossier_id=line.dossier_id, knock_id=line.id)
    small = _("gevraagd op %(day)s", day=day(line.asked_at))
    return NewsView(titles.get(line.dossier_id, ""), url, text, small)


def received_view(line: ReceivedLine, titles: Mapping[int, str]) -> NewsView:
    """An item that the reader sees because it was disclosed to them; it is read on the page of the household."""
    small = _("tot en met %(day)s", day=last_day(line.valid_until)) if line.valid_until else ""
    url = url_if("workspace.dossier", dossier_id=line.dossier_id)
    return NewsView(titles.get(line.dossier_id, ""), url, item_name(line.kind), small)


def known_view(line: KnownLine) -> NewsView:
    """What is left of a relation that ended: that there is a household, and whom to ask."""
    text = _("U was tot %(day)s betrokken bij een huishouden.", day=day(line.ended_at))
    ask = ", ".join(filter(None, (line.contact_name, line.contact_phone)))
    small = _(
        "Meer nodig? Vraag %(organisation)s%(contact)s.", organisation=line.organisation_name, contact=f" ({ask})"
    )
    return NewsView("", "", text, small if ask else "")


def home_knock_view(line: HomeKnock) -> NewsView:
    """What a household reads of a question about it: who asked, why, and what was answered."""
    text = _(
        "%(organisation)s (%(function)s) vroeg of iemand u kent",
        organisation=line.organisation_name,
        function=function_name(line.function),
    )
    small = _(
        "%(day)s: %(reason)s Antwoord: %(answer)s.",
        day=day(line.asked_at),
        reason=line.reason,
        answer=by_language(*ANSWERS[line.answer]),
    )
    return NewsView("", "", text, small)


def my_knock_view(line: MyKnock) -> KnockView:
    """One's own question. *No* is said as when nobody knows the household."""
    said, who, waiting = "", "", ""
    if line.answer is None:
        waiting = _("Wij vragen het na. Uiterlijk %(day)s hoort u iets.", day=moment(line.closes_at))
    elif line.answer == "no":
        said = _("Er is niemand die hierover met u kan praten. Dat kan ook zijn omdat niemand dit huishouden kent.")
    else:
        said = by_language(*ANSWERS[line.answer])
        who = ", ".join(filter(None, (line.name, line.organisation_name, line.phone)))
    return KnockView(line.about, line.reason, day(line.asked_at), said, line.remark, who, waiting)


def answered_knock_view(line: MyKnock) -> NewsView:
    """A yes to one's own question, for *Vandaag*."""
    view = my_knock_view(line)
    return NewsView(view.about, url_for("sharing.knock"), view.answer, view.who)


def emergency_row(line: EmergencyLine) -> tuple[str, ...]:
    """One try at emergency access, for the privacy officer: when, who, why, which dossier, what came of it."""
    outcomes = {
        "in": _("toegang, een uur"),
        "already": _("had al toegang"),
        "not_found": _("niemand gevonden"),
        "too_much": _("geweigerd, te vaak"),
    }
    who = f"{line.name}, {function_name(line.function)}, {line.organisation}"
    return (
        moment(line.at),
        who,
        line.reason,
        line.case_no or "–",
        outcomes[line.came_of],
    )


@dataclass(frozen=True, slots=True)
class ToldView:
    """What one lead told the next, and who and when."""

    rows: list[tuple[str, str]]
    who: str


def told_view(line: HandoverLine) -> ToldView:
    """The words of a hand-over, without what was left empty."""
    said = (
        (_("Wat werkt"), line.works),
        (_("Wat u beter kunt laten"), line.avoid),
        (_("Wat is beloofd"), line.promises),
    )
    who = _("%(author)s aan %(successor)s, %(day)s", author=line.author, successor=line.successor, day=day(line.at))
    return ToldView([(term, words) for term, words in said if words], who)


def network_lines(people: Iterable[NetworkPersonLine], turnouts: Iterable[Turnout]) -> list[tuple[str, str]]:
    """People around the household: name and relation, and how often they came along; whoever came most first."""
    came = Counter(one.network_person_id for one in turnouts if one.state == "came")
    listed = sorted(people, key=lambda one: (-came[one.id], one.first_name))
    return [
        (
            f"{one.first_name}, {one.relation}" if one.relation else one.first_name,
            ngettext("kwam %(num)d keer mee", "kwam %(num)d keer mee", came[one.id]) if came[one.id] else "",
        )
        for one in listed
    ]


def next_words(visit: NextDate) -> str:
    """*vandaag om 10.00: het kasboek*."""
    return ": ".join(filter(None, (moment(visit.starts_at), visit.about)))
