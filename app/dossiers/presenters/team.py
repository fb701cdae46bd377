"""Who is involved, in words: now and before, with what each may end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.accounts.words import function_name
from app.dossiers.queries.team import Choice, TeamLine
from app.web.i18n import by_language, day, last_day, moment

#: Relations that somebody gave themselves, loudly.
KINDS: dict[str, Callable[[], str]] = {
    "doorstep": lambda: _("stond aan de deur"),
    "emergency": lambda: _("noodtoegang"),
}


@dataclass(frozen=True, slots=True)
class MemberView:
    """One relation to the household."""

    name: str
    function: str
    organisation: str
    is_lead: bool
    is_me: bool
    purpose: str
    whom: str
    reason: str
    why_this_much: str
    kind: str
    period: str
    end_url: str
    whom_url: str


def is_told(scope: DossierScope, line: TeamLine) -> bool:
    """Whether the reader is shown a relation that is over: the leading team is, and everybody of their own organisation."""
    return scope.is_team or line.organisation_id == scope.actor.organisation_id


def member_view(scope: DossierScope, line: TeamLine, names: Mapping[int, str]) -> MemberView:
    """One line in words; ``names`` are the persons that the reader may see."""
    may_end = scope.is_lead and not scope.closed and line.runs and not line.is_lead
    end = url_for("dossiers.end_involvement", dossier_id=scope.id, involvement_id=line.involvement_id)
    return MemberView(
        name=line.name,
        function=function_name(line.function),
        organisation=line.organisation,
        is_lead=line.is_lead,
        is_me=line.account_id == scope.actor.account_id,
        purpose=by_language(line.purpose_nl, line.purpose_en),
        whom=_whom(line, names),
        reason=line.reason,
        why_this_much=" ".join(filter(None, (line.this_much, line.not_less))),
        kind=KINDS[line.kind]() if line.kind in KINDS else "",
        period=_period(line),
        end_url=end if may_end else "",
        whom_url=url_for("dossiers.change_whom", dossier_id=scope.id, involvement_id=line.involvement_id)
        if may_end and line.is_lasting
        else "",
    )


def _whom(line: TeamLine, names: Mapping[int, str]) -> str:
    if line.person_ids is None:
        return _("iedereen")
    known = [names[key] for key in sorted(line.person_ids) if key in names]
    more = len(line.person_ids) - len(known)
    if more:
        known.append(_("nog %(num)d", num=more) if known else _("een deel van het huishouden"))
    return ", ".join(known)


def _period(line: TeamLine) -> str:
    start = day(line.valid_from)
    if line.withdrawn:
        return _("ingetrokken, was gepland vanaf %(start)s", start=start)
    if line.ahead and line.valid_until is not None:
        return _("vanaf %(start)s, tot en met %(end)s", start=start, end=last_day(line.valid_until))
    if line.runs and line.valid_until is not None and line.kind == "emergency":
        return _("tot %(moment)s", moment=moment(line.valid_until))
    if line.valid_until is None:
        return _("sinds %(start)s", start=start)
    if line.runs:
        return _("sinds %(start)s, tot en met %(end)s", start=start, end=last_day(line.valid_until))
    return _("van %(start)s tot %(end)s", start=start, end=day(line.valid_until))


def purpose_words(choice: Choice) -> str:
    """A purpose with its law: *ondersteuning (Wmo 2015)*."""
    return f"{by_language(choice.name, choice.extra_en)} ({choice.extra})"


def colleague_words(choice: Choice) -> str:
    """A person with the function: *Noor Hoekstra, generalist*."""
    return f"{choice.name}, {function_name(choice.extra)}"
