"""The quarterly letter: which organisations opened somebody's file, how often and for what. Counts, and no name of a worker."""

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _

from app.db.question import Question
from app.rights.rules import Quarter
from app.web.i18n import by_language, day, in_language, ngettext

_OPENED = Question(
    """
    select l.organisation, sum(l.times)::bigint as times, array_remove(array_agg(distinct u.text_nl), null) as purposes_nl,
           array_remove(array_agg(distinct u.text_en), null) as purposes_en
      from sec.overview_log(:person) l left join purpose u on u.id = l.purpose_id
     where l.action = 'read' and not l.listed and l.organisation <> '' and l.day between :first and :last
       and l.function not in ('resident', 'co_resident', 'young_person')
     group by l.organisation order by sum(l.times) desc, l.organisation
    """
)


@dataclass(frozen=True, slots=True)
class Opened:
    """One organisation that opened the file, how often in the quarter, and for which purposes."""

    organisation: str
    times: int
    purposes_nl: tuple[str, ...]
    purposes_en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter in one language: every sentence as it is printed."""

    language: str
    date: str
    title: str
    greeting: str
    paragraphs: tuple[str, ...]
    lines: tuple[str, ...]
    closing: str
    sender: str


def list_opened(person_id: int, quarter: Quarter) -> list[Opened]:
    """Per organisation how often it opened this person's file in a quarter, the most first. Lists of households do not count."""
    return [Opened(*row) for row in _OPENED.rows(person=person_id, first=quarter.first, last=quarter.last)]


def write_letter(
    name: str, opened: list[Opened], quarter: Quarter, *, sender: str, language: str, today: dt.date
) -> Letter:
    """The letter to one person, in the language of whoever gets it."""
    with in_language(language):
        period = {"first": day(quarter.first), "last": day(quarter.last)}
        return Letter(
            language=language,
            date=day(today),
            title=_("Wie keek er in uw dossier?"),
            greeting=_("Beste %(name)s,", name=name),
            paragraphs=(
                _("Dit gaat over %(first)s tot en met %(last)s.", **period),
                _("Deze organisaties openden uw dossier om u of uw huishouden te helpen, of om hun taak te doen:")
                if opened
                else _("In deze maanden opende niemand uw dossier."),
            ),
            lines=tuple(map(_line, opened)),
            closing=_(
                "Wilt u meer weten, of klopt er iets niet? Bel mij of zeg het bij de volgende afspraak. U mag altijd alles inzien."
            ),
            sender=sender,
        )


def _line(one: Opened) -> str:
    times = ngettext("%(num)d keer", "%(num)d keer", one.times)
    why = ", ".join(one.purposes_en if by_language("nl", "en") == "en" else one.purposes_nl)
    if not why:
        return _("%(organisation)s: %(times)s", organisation=one.organisation, times=times)
    return _("%(organisation)s: %(times)s, voor %(why)s", organisation=one.organisation, times=times, why=why)
