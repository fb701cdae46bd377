"""View objects of a person's overview."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from app.access.vocabulary import Category
from app.accounts.words import function_name
from app.audit.words import ACTIONS, CATEGORIES
from app.plan.words import BASES
from app.retention.presenters import term_words
from app.retention.queries import terms_for
from app.retention.rules import Term
from app.retention.words import RECORD_TYPES
from app.rights.overview import Overview
from app.rights.queries import LogLine, Recipient, SealLine, Share
from app.rights.records import RecordLine
from app.rights.terms import KeptLine
from app.rights.words import FIELDS, KINDS, Holds
from app.web.i18n import by_language, day, last_day, moment, ngettext


@dataclass(frozen=True, slots=True)
class RecordView:
    """One record: what it is, what it says, and who owns it since when, for which purpose."""

    title: str
    facts: tuple[tuple[str, str], ...]
    owner: str
    purpose: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """Everything of one category."""

    code: str
    name: str
    records: tuple[RecordView, ...]


@dataclass(frozen=True, slots=True)
class RecipientView:
    """Who received data: what of it, and from when until when."""

    who: str
    what: str
    period: str


@dataclass(frozen=True, slots=True)
class LogView:
    """Who looked on one day, how often, at what and why."""

    day: str
    who: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class TermView:
    """How long what is kept, where that stands, and whether somebody looked it up."""

    what: str
    term: str
    source: str
    certain: bool


@dataclass(frozen=True, slots=True)
class KeptView:
    """How long one kind of record is kept: under which law, and until when where that is known."""

    what: str
    term: str
    until: str


@dataclass(frozen=True, slots=True)
class OverviewView:
    """The whole overview in words."""

    name: str
    made: str
    sections: tuple[SectionView, ...]
    withheld: str
    left_out: str
    may_ask: str
    recipients: tuple[RecipientView, ...]
    shares: tuple[RecipientView, ...]
    sources: tuple[tuple[str, str], ...]
    kept: tuple[KeptView, ...]
    terms: tuple[TermView, ...]
    unknown_terms: str
    log: tuple[LogView, ...]
    log_size: str
    seals: tuple[tuple[str, str], ...]


def overview_view(overview: Overview) -> OverviewView:
    """Everything in the reader's language."""
    terms, unknown = terms_for(line.law for line in overview.records if line.law)
    return OverviewView(
        name=overview.person.name,
        made=moment(overview.made_at),
        sections=tuple(_sections(overview.records)),
        withheld=_withheld(overview),
        left_out=_left_out(),
        may_ask=_may_ask(),
        recipients=tuple(map(_recipient, overview.recipients)),
        shares=tuple(_share(share) for share in overview.shares),
        sources=tuple(_sources(overview.records)),
        kept=tuple(map(_kept, overview.kept)),
        terms=tuple(
            TermView(
                ", ".join(filter(None, (term.law.strip("*"), by_language(*RECORD_TYPES[term.record_type])))),
                term_words(term),
                term.source,
                term.certain,
            )
            for term in terms
        ),
        unknown_terms=", ".join(unknown),
        log=tuple(map(_log, overview.log)),
        log_size=ngettext(
            "%(num)d keer bekeken of gewijzigd.", "%(num)d keer bekeken of gewijzigd.", overview.log_sights
        ),
        seals=tuple(map(_seal, overview.seals)),
    )


def _withheld(overview: Overview) -> str:
    if not overview.withheld:
        return ""
    return ngettext(
        "%(num)d notitie is nog niet open voor u, uiterlijk tot en met %(day)s.",
        "%(num)d notities zijn nog niet open voor u, uiterlijk tot en met %(day)s.",
        overview.withheld,
        day=day(overview.withheld_until),
    )


def _left_out() -> str:
    """What is not in an overview, and on which ground."""
    return _(
        "Weggelaten is wat over anderen gaat, wat iemands veiligheid of een lopend onderzoek kan raken, en wat een andere"
        " organisatie zelf bewaart. De grond daarvoor is artikel 41 van de Uitvoeringswet AVG en artikel 15 lid 4 van de AVG."
        " Bent u het er niet mee eens? Vraag om een uitleg of maak bezwaar."
    )


def _may_ask() -> str:
    """What somebody can ask about their own data."""
    return _(
        "U kunt vragen om gegevens te verbeteren, te wissen, tijdelijk niet te gebruiken of mee te geven, en u kunt bezwaar maken."
        " U krijgt binnen een maand antwoord. Een klacht kan naar de Autoriteit Persoonsgegevens."
    )


def _sections(records: Sequence[RecordLine]) -> Iterable[SectionView]:
    for category in Category:
        lines = [line for line in records if line.category == category]
        if lines:
            yield SectionView(category, category_name(category), tuple(map(_record, lines)))


def category_name(code: str) -> str:
    """*levensgebieden*; the code itself when it is not one of ours."""
    return by_language(*CATEGORIES[code]) if code in CATEGORIES else code


def purpose_words(line: RecordLine | LogLine) -> str:
    """*ondersteuning in het dagelijks leven (Wmo 2015, art. 2.3.2)*, or nothing."""
    words = by_language(line.purpose_nl, line.purpose_en)
    return f"{words} ({line.law}, {line.article})" if words else ""


def _record(line: RecordLine) -> RecordView:
    return RecordView(
        title=by_language(*KINDS[line.kind]),
        facts=tuple(_facts(line.said)),
        owner=_("%(organisation)s, %(day)s", organisation=line.organisation, day=day(line.at)),
        purpose=purpose_words(line),
    )


def _facts(said: dict[str, Any]) -> Iterable[tuple[str, str]]:
    other_language = by_language("product_en", "product_nl")
    for name, known in FIELDS.items():
        if name in said and name != other_language:
            yield by_language(*known.name), _said(name, said[name])


def _said(name: str, value: Any) -> str:
    known = FIELDS[name]
    if known.holds is Holds.DAY:
        return day(date.fromisoformat(value))
    if known.holds is Holds.MOMENT:
        return moment(datetime.fromisoformat(value))
    if known.holds is Holds.FACT:
        return _("ja")
    return by_language(*known.meaning[value]) if value in known.meaning else str(value)


def _period(since: datetime, until: datetime | None) -> str:
    if until is None:
        return _("sinds %(start)s", start=day(since))
    return _("%(start)s tot en met %(end)s", start=day(since), end=last_day(until))


def _recipient(line: Recipient) -> RecipientView:
    return RecipientView(line.organisation, function_name(line.function), _period(line.since, line.until))


def _share(line: Share) -> RecipientView:
    what = by_language(*KINDS[line.kind])
    basis = by_language(*BASES[line.basis]) if line.basis in BASES else ""
    return RecipientView(line.organisation, ", ".join(filter(None, (what, basis))), _period(line.since, line.until))


def _sources(records: Sequence[RecordLine]) -> Iterable[tuple[str, str]]:
    """Which organisation wrote how much of it: the household itself where its own words stand."""
    own = sum("own_words" in line.said for line in records)
    if own:
        yield _("U of uw huishouden, in eigen woorden"), _pieces(own)
    for organisation, number in Counter(line.organisation for line in records).most_common():
        yield organisation, _pieces(number)


def _pieces(number: int) -> str:
    return ngettext("%(num)d gegeven", "%(num)d gegevens", number)


def _kept(line: KeptLine) -> KeptView:
    until = _("uiterlijk %(day)s", day=day(line.until)) if line.until else ""
    if line.with_last:
        until = _("en zolang er nog iets anders over het huishouden bewaard wordt")
    return KeptView(
        what=", ".join((by_language(*KINDS[line.kind]), line.law)),
        term=term_words(Term(line.law, "file", line.number, line.unit, line.counts_from, source="", certain=True)),
        until=until,
    )


def _log(line: LogLine) -> LogView:
    what = by_language(*ACTIONS[line.action]) if line.action in ACTIONS else line.action
    times = ngettext("%(num)d keer", "%(num)d keer", line.times)
    seen = ", ".join(category_name(code) for code in line.categories)
    stands = {"case_lead": _("casusregisseur"), "team_member": _("in het team")}.get(line.rule, "")
    return LogView(
        day=day(line.day),
        who=", ".join(filter(None, (line.organisation, stands or function_name(line.function)))) or _("niet bekend"),
        what=f"{what}, {times}: {seen}" if seen else f"{what}, {times}",
        why=line.reason or (_("in een lijst van huishoudens") if line.listed else purpose_words(line)) or "–",
    )


def _seal(line: SealLine) -> tuple[str, str]:
    return _("Zegel %(number)d, %(moment)s", number=line.number, moment=moment(line.at)), line.head
