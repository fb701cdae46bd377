"""The quarterly letter: which organisations opened somebody's file, how often and for what. Counts, and no name of a worker."""

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _

from app.db.question import Question
from app.rights.rules import Quarter
from app.web.i18n import by_language, day, in_language, ngettext
from app.web.paper import Block, Bullets, Paragraph, Sheet
from app.web.partners import masked

_OPENED = Question(
    """
    select l.organisation, l.times, l.listed,
           array(select distinct u.text_nl from purpose u where u.id = any(l.purposes) order by 1) as purposes_nl,
           array(select distinct u.text_en from purpose u where u.id = any(l.purposes) order by 1) as purposes_en
      from sec.letter_sights(:person, :first, :last) l
    """
)


@dataclass(frozen=True, slots=True)
class Opened:
    """One organisation that opened the file, how often in the quarter and for which purposes; ``listed``: how often in a list."""

    organisation: str
    times: int
    listed: int
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
    """Per organisation how often it opened this person's file in a quarter, the most first; lists of households count apart."""
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
    """What stands on paper goes by the eyes of the household: of a sensitive organisation no name, whatever the lead may know."""
    name = masked(one.organisation)
    opened = ngettext("%(num)d keer", "%(num)d keer", one.times) if one.times else ""
    in_lists = ngettext("%(num)d keer in een lijst", "%(num)d keer in een lijst", one.listed) if one.listed else ""
    times = ", ".join(filter(None, (opened, in_lists)))
    why = ", ".join(one.purposes_en if by_language("nl", "en") == "en" else one.purposes_nl)
    if not why:
        return _("%(organisation)s: %(times)s", organisation=name, times=times)
    return _("%(organisation)s: %(times)s, voor %(why)s", organisation=name, times=times, why=why)


def letter_sheet(letter: Letter, *, mark: str) -> Sheet:
    """The letter on paper, in its own language."""
    with in_language(letter.language):
        blocks: list[Block] = [Paragraph(letter.date), Paragraph(letter.greeting), *map(Paragraph, letter.paragraphs)]
        blocks += [Bullets(letter.lines)] if letter.lines else []
        blocks += [Paragraph(letter.closing), Paragraph(letter.sender)]
        return Sheet(
            letter.title,
            tuple(blocks),
            language=letter.language,
            sender=letter.sender,
            mark=mark,
            page_word=_("Pagina"),
        )
