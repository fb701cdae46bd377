"""A win as a card that goes back to somebody of the household: large type, plain words, the line itself and nothing else of the dossier."""

from dataclasses import replace

from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.dossiers.at_home import person_for, persons_for, sheet_for
from app.dossiers.queries.persons import PersonLine
from app.web.i18n import by_language, day, in_language
from app.web.paper import Block, Bullets, Paragraph, Sheet
from app.wins.queries import WinLine
from app.wins.words import MECHANISMS

_LARGE = 18


def who_gets_it(scope: DossierScope, win: WinLine) -> tuple[PersonLine, ...]:
    """The persons of the household who read this win, and for whom paper is safe."""
    return persons_for(scope, Category.NOTES, win, is_open=True)


def card_sheet(scope: DossierScope, win: WinLine, person_id: str, *, language: str) -> tuple[Sheet, PersonLine]:
    """The card for one of them, in ``language`` (nl or en). Raises Forbidden under emergency access, and NotFound for anybody else."""
    person = person_for(scope, Category.NOTES, win, person_id, is_open=True)
    with in_language(language):
        sheet = sheet_for(scope, person.name, _("Dit ging goed"), _blocks(scope, win), language=language)
    return replace(sheet, size=_LARGE), person


def _blocks(scope: DossierScope, win: WinLine) -> tuple[Block, ...]:
    goes_on = tuple(by_language(*MECHANISMS[code]) for code in win.mechanisms)
    return (
        Paragraph(day(win.happened_on)),
        Paragraph(win.line, strong=True),
        *([Bullets(goes_on)] if goes_on else []),
        Paragraph(_("Dat is knap. Wij zien het, en wij schreven het op.")),
        Paragraph(_("Wat wilt u hierna?")),
        Paragraph(f"{_('Groeten van')}\n{scope.actor.name}, {scope.actor.organisation_name}"),
    )
