"""View objects of keeping and destroying."""

import datetime as dt
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.retention.queries import CertificateRow, HoldRow, LineRow, ListRow, RuleRow
from app.retention.rules import ALWAYS, Term
from app.retention.words import COUNTS_FROM, KINDS, RECORD_TYPES, UNITS
from app.web.i18n import by_language, day, moment, ngettext


@dataclass(frozen=True, slots=True)
class RuleView:
    """One version of one term in words."""

    law: str
    what: str
    term: str
    source: str
    checked: str
    certain: bool
    period: str
    url: str


@dataclass(frozen=True, slots=True)
class ListView:
    """One list: what state it is in, and by whom."""

    title: str
    state: str
    waits: bool
    facts: tuple[tuple[str, str], ...]
    url: str


@dataclass(frozen=True, slots=True)
class LineView:
    """So many records of one kind, whose, and why."""

    what: str
    number: int
    whose: str
    why: str
    when: str


@dataclass(frozen=True, slots=True)
class HoldView:
    """What is kept, why and until when."""

    about: str
    reason: str
    until: str
    who: str
    url: str


def duration(term: Term) -> str:
    """*15 jaar*."""
    one, several = UNITS[term.unit]
    return f"{term.number} {by_language(*(one if term.number == 1 else several))}"


def term_words(term: Term) -> str:
    """*15 jaar nadat het is vastgelegd*."""
    return f"{duration(term)} {by_language(*COUNTS_FROM[term.counts_from])}"


def rule_view(row: RuleRow) -> RuleView:
    """One version of one term."""
    ended = row.valid_until
    return RuleView(
        law=law_words(row.law),
        what=by_language(*RECORD_TYPES[row.record_type]),
        term=term_words(row.term),
        source=row.source,
        checked=_("nagekeken op %(day)s", day=day(row.checked_on)) if row.checked_on else _("nog nakijken"),
        certain=row.checked_on is not None,
        period=_("vanaf %(start)s", start=day(row.valid_from))
        if ended is None
        else _("%(start)s tot %(end)s", start=day(row.valid_from), end=day(ended)),
        url=url_for("retention.edit_rule", retention_rule_id=row.id),
    )


def law_words(law: str) -> str:
    """The law, or that it holds for all of them."""
    return _("Alle wetten") if law == ALWAYS else law


def list_view(row: ListRow) -> ListView:
    """One list."""
    return ListView(
        title=_("Lijst van %(day)s", day=day(row.made_on)),
        state=_state(row),
        waits=row.second_at is None and row.refused_at is None,
        facts=tuple(_facts(row)),
        url=url_for("retention.one_list", destruction_list_id=row.id),
    )


def _state(row: ListRow) -> str:
    if row.destroyed_at is not None:
        return _("vernietigd")
    if row.refused_at is not None:
        return _("afgekeurd")
    if row.second_at is not None:
        return _("wordt vannacht vernietigd")
    return _("wacht op het tweede ja") if row.first_at is not None else _("wacht op twee keer ja")


def _facts(row: ListRow) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str | None, dt.datetime | None]] = [
        (_("Eerste ja"), row.first_name, row.first_at),
        (_("Tweede ja"), row.second_name, row.second_at),
        (_("Afgekeurd door"), row.refused_name, row.refused_at),
    ]
    facts = [(label, f"{name}, {moment(at)}") for label, name, at in pairs if at is not None]
    if row.refused_because:
        facts.append((_("Reden"), row.refused_because))
    if row.destroyed_at is not None:
        facts.append((_("Vernietigd"), moment(row.destroyed_at)))
    return facts


def line_view(row: LineRow) -> LineView:
    """One line of a list."""
    first, last = day(row.first_on), day(row.last_on)
    when = first if first == last else _("%(start)s tot en met %(end)s", start=first, end=last)
    return LineView(_kind(row.kind), row.records, row.organisation, _why(row.law, row.record_type), when)


def certificate_view(row: CertificateRow) -> LineView:
    """One line of a certificate; the last word is the hash of the ids."""
    why = _why(row.law, row.record_type)
    return LineView(_kind(row.kind), row.records, row.organisation, why, bytes(row.ids_hash).hex())


def _kind(code: str) -> str:
    return by_language(*KINDS[code]) if code in KINDS else code


def _why(law: str | None, record_type: str | None) -> str:
    if law is None or record_type is None:
        return _("op verzoek")
    return f"{law_words(law)}, {by_language(*RECORD_TYPES[record_type])}"


def hold_view(row: HoldRow, *, is_officer: bool) -> HoldView:
    """One hold; only whoever may release it gets the address for that."""
    return HoldView(
        about=row.case_no or (_("het logboek") if is_officer else _("een dossier of het logboek")),
        reason=row.reason,
        until=day(row.until_on),
        who=_("%(name)s, %(day)s", name=row.who, day=day(row.set_at)),
        url=url_for("retention.release", legal_hold_id=row.id) if is_officer else "",
    )


def total(lines: list[LineView]) -> str:
    """How many records in all."""
    return ngettext("%(num)d gegeven", "%(num)d gegevens", sum(line.number for line in lines))
