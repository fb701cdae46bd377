"""View objects of looking over the log."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.accounts.words import function_name
from app.audit.words import ACTIONS, CATEGORIES
from app.oversight.queries import Rows
from app.oversight.rules import PAGE, Period
from app.oversight.words import RESOURCES, SIGNALS
from app.web.i18n import by_language, clock_time, day, moment, ngettext


@dataclass(frozen=True, slots=True)
class LineView:
    """Who did what, when, in which household, and under which rule or reason."""

    at: str
    who: str
    work: str
    what: str
    about: str
    case_no: str
    case_url: str
    categories: str
    persons: str
    why: str


@dataclass(frozen=True, slots=True)
class SignalView:
    """One pattern of one day."""

    who: str
    work: str
    day: str
    cases: str
    times: str
    url: str


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule, what it means, and where it fits; ``found`` may be empty."""

    code: str
    name: str
    meaning: str
    found: tuple[SignalView, ...]


@dataclass(frozen=True, slots=True)
class SampleView:
    """One sight of the sample."""

    line_id: int
    at_value: str
    at: str
    who: str
    work: str
    case_no: str
    categories: str
    asked: bool


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question about a sight, and what was answered."""

    id: int
    account_id: int
    who: str
    case_no: str
    seen: str
    asked: str
    answer: str
    answered: str


def _said(words: dict[str, tuple[str, str]], code: str) -> str:
    return by_language(*words[code]) if code in words else code


def _work(row: Any) -> str:
    return ", ".join(filter(None, (function_name(row.function) if row.function else "", row.organisation or "")))


def line_view(row: Any, cases: dict[int, str], period: Period) -> LineView:
    """One line of the log."""
    case_no = cases.get(row.dossier_id, "")
    stands = {"case_lead": _("casusregisseur"), "team_member": _("in het team")}
    refused = row.outcome != "ok"
    what = _said(ACTIONS, row.action)
    return LineView(
        at=f"{day(row.at, short=True)}, {clock_time(row.at)}",
        who=row.account_name or row.name_now or _("niet bekend"),
        work=_work(row),
        what=f"{what} ({_('geweigerd')})" if refused and row.action != "denied" else what,
        about=_said(RESOURCES, row.operation.partition(".")[0]),
        case_no=case_no,
        case_url=url_for("oversight.views", case=case_no, first=period.first, last=period.last) if case_no else "",
        categories=", ".join(_said(CATEGORIES, code) for code in row.categories),
        persons=ngettext("%(num)d persoon", "%(num)d personen", row.person_count) if row.person_count else "",
        why=_("mag niet met deze functie") if row.action == "denied" else row.reason or stands.get(row.rule, ""),
    )


def next_url(rows: Rows, arguments: dict[str, str]) -> str:
    """The address of the next page, or nothing when this is the last."""
    if len(rows) <= PAGE:
        return ""
    last = rows[PAGE - 1]
    return url_for("oversight.views", **{**arguments, "before": f"{last.at.isoformat()}_{last.id}"})  # type: ignore[arg-type]


def rule_views(rows: Rows, cases: dict[int, str]) -> list[RuleView]:
    """Every rule with what fits it, in a fixed order; also those that nothing fits, so that it is known what was looked for."""
    return [
        RuleView(
            code=code,
            name=by_language(*name),
            meaning=by_language(*meaning),
            found=tuple(_signal(row, cases) for row in rows if row.rule == code),
        )
        for code, (name, meaning) in SIGNALS.items()
    ]


def _signal(row: Any, cases: dict[int, str]) -> SignalView:
    return SignalView(
        who=row.name,
        work=_work(row),
        day=day(row.day, weekday=True),
        cases=", ".join(cases[key] for key in row.dossiers[:8] if key in cases)
        + (" …" if len(row.dossiers) > 8 else ""),
        times=ngettext("%(num)d keer", "%(num)d keer", row.times),
        url=url_for("oversight.views", account=row.account_id, first=row.day, last=row.day + dt.timedelta(days=1)),
    )


def sample_view(row: Any, cases: dict[int, str]) -> SampleView:
    """One sight of the sample."""
    return SampleView(
        line_id=row.id,
        at_value=row.at.isoformat(),
        at=moment(row.at),
        who=row.account_name,
        work=_work(row),
        case_no=cases.get(row.dossier_id, ""),
        categories=", ".join(_said(CATEGORIES, code) for code in row.categories),
        asked=row.question_id is not None,
    )


def question_view(row: Any) -> QuestionView:
    """One question."""
    return QuestionView(
        id=row.id,
        account_id=row.account_id,
        who=f"{row.name}, {row.organisation}",
        case_no=row.case_no,
        seen=moment(row.line_at),
        asked=_("%(name)s, %(day)s", name=row.asker, day=day(row.asked_at)),
        answer=row.answer,
        answered=day(row.answered_at) if row.answered_at else "",
    )
