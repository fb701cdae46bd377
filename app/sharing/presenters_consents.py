"""What people were told, allow and agree with, in words."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import HOUSEHOLD_ROWS, LEAD_ROW, MEMBER_ROW, Category
from app.accounts.words import function_name
from app.audit.words import CATEGORIES
from app.dossiers.presenters.readers import PartView, grouped
from app.dossiers.queries.readers import PartyLine, list_involved, reads
from app.dossiers.sharing_words import AGREES, CHANNELS, EVIDENCE, GIVEN_BY, POSTPONED
from app.sharing.presenters import SharedView, shared_view
from app.sharing.queries import AgreementLine, DisclosureLine, NoticeLine, WaiverLine
from app.web.i18n import by_language, day, last_day

Names = Mapping[int, str]


@dataclass(frozen=True, slots=True)
class ConsentView:
    """One record: whose, what it says, and by whom it was written down. ``url`` leads to withdrawing it; empty when that is over."""

    title: str
    text: str
    small: str
    state: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class WaiverView:
    """One waiver as a whole: its facts, and who received what on it."""

    title: str
    facts: list[tuple[str, str]]
    received: list[SharedView]
    runs: bool


def notice_view(line: NoticeLine, names: Names) -> ConsentView:
    """That somebody was told, or is told later."""
    if line.given_on is None:
        text = _("later, omdat: %(why)s", why=by_language(*POSTPONED[line.postponed_because]))
        state = _("kijk weer op %(day)s", day=day(line.look_again_on))
        return ConsentView(_name(names, line.person_id), text, _by(line.author, line.organisation), state)
    text = _("verteld op %(day)s, %(how)s", day=day(line.given_on), how=by_language(*CHANNELS[line.channel]))
    said = f"{text} ({line.edition})" if line.edition else text
    return ConsentView(_name(names, line.person_id), said, _by(line.author, line.organisation))


def waiver_line(scope: DossierScope, line: WaiverLine, names: Names, moment: dt.datetime) -> ConsentView:
    """One waiver in a list."""
    return ConsentView(
        title=_("%(person)s: %(who)s mag vertellen aan %(to)s", person=_name(names, line.person_id), who=line.professional, to=_to(line)),
        text=line.what,
        small=_waiver_state(line, moment),
        state="" if line.runs(moment) else _("voorbij"),
        url=url_for("sharing.waiver", dossier_id=scope.id, secrecy_waiver_id=line.id),
    )  # fmt: skip


def waiver_view(
    scope: DossierScope, line: WaiverLine, names: Names, *, rested: list[DisclosureLine], moment: dt.datetime
) -> WaiverView:
    """One waiver, with everything that was shared on it."""
    facts = [
        (_("Van wie"), _name(names, line.person_id)),
        (_("Wie mag vertellen"), line.professional),
        (_("Aan wie"), _to(line)),
        (_("Waarover"), ", ".join(by_language(*CATEGORIES[name]) for name in line.categories)),
        (_("Wat precies"), line.what),
        (_("Waarvoor"), line.what_for),
        (_("Gegeven"), _("op %(day)s door %(who)s, %(how)s", day=day(line.given_on), who=by_language(*GIVEN_BY[line.given_by]),
                         how=by_language(*EVIDENCE[line.how]))),
        (_("Wanneer"), _waiver_state(line, moment)),
        (_("Opgeschreven door"), f"{line.author}, {line.organisation}"),
    ]  # fmt: skip
    if line.withdrawn_because:
        facts.append((_("Gezegd bij het intrekken"), line.withdrawn_because))
    return WaiverView(
        _("Toestemming van %(name)s", name=_name(names, line.person_id)),
        facts,
        [shared_view(scope, each) for each in rested],
        line.runs(moment),
    )


def agreement_view(line: AgreementLine, names: Names) -> ConsentView:
    """What somebody said of the plan."""
    text = _("plan van %(day)s: %(said)s", day=day(line.plan_on), said=by_language(*AGREES[line.said]))
    return ConsentView(_name(names, line.person_id), text, _by(line.author, line.organisation), line.words)


def waiver_choice(line: WaiverLine, names: Names) -> tuple[str, str]:
    """A waiver as a choice beside an item that is shared."""
    words = _(
        "%(person)s, aan %(to)s, tot en met %(end)s: %(what)s",
        person=_name(names, line.person_id),
        to=_to(line),
        end=last_day(line.valid_until),
        what=line.what,
    )
    return str(line.id), words


def party_choices(parties: tuple[PartyLine, ...]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Who may tell (one account), and to whom (one account, or a whole organisation)."""
    at_work = [one for one in parties if one.row not in HOUSEHOLD_ROWS]
    people = {one.account_id: f"{one.name}, {function_name(one.function)}, {one.organisation}" for one in at_work}
    wholes = {
        one.organisation_id: _("iedereen van %(organisation)s die hier betrokken is", organisation=one.organisation)
        for one in at_work
    }
    receivers = [(f"acc:{key}", words) for key, words in people.items()]
    return [(str(key), words) for key, words in people.items()], [
        *receivers,
        *((f"org:{key}", words) for key, words in wholes.items()),
    ]


def readers(scope: DossierScope) -> list[PartView]:
    """Who reads these records: the leading team, and colleagues of whoever writes."""
    parties = [
        one
        for one in list_involved(scope.id)
        if reads(one, scope, Category.PLAN)
        and one.row not in HOUSEHOLD_ROWS
        and (
            one.row == LEAD_ROW
            or (one.row == MEMBER_ROW and one.organisation_id == scope.lead_org_id)
            or one.organisation_id == scope.actor.organisation_id
        )
    ]
    return [PartView("", grouped(parties), "")]


def _name(names: Names, person: int) -> str:
    return names.get(person, _("iemand van het huishouden"))


def _to(line: WaiverLine) -> str:
    return f"{line.to_name}, {line.to_organisation}" if line.to_name else line.to_organisation


def _by(author: str, organisation: str) -> str:
    return _("opgeschreven door %(name)s, %(organisation)s", name=author, organisation=organisation)


def _waiver_state(line: WaiverLine, moment: dt.datetime) -> str:
    start = day(line.given_on)
    if line.withdrawn_at is not None:
        return _("van %(start)s, ingetrokken op %(end)s", start=start, end=day(line.withdrawn_at))
    if not line.runs(moment):
        return _("van %(start)s tot en met %(end)s", start=start, end=last_day(line.valid_until))
    return _("sinds %(start)s, tot en met %(end)s", start=start, end=last_day(line.valid_until))
