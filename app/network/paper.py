"""The own plan of a meeting of the network on paper, for one person of the household: their words, and nothing of closed time."""

from collections.abc import Iterable

from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.dossiers.at_home import call_whom, person_for, sheet_for
from app.dossiers.queries.persons import PersonLine
from app.kernel.errors import RuleBroken
from app.network.queries_meetings import MeetingLine
from app.web.i18n import day, in_language
from app.web.paper import Block, Heading, Paragraph, Sheet


def meeting_sheet(
    scope: DossierScope, meeting: MeetingLine, person_id: str, *, language: str
) -> tuple[Sheet, PersonLine]:
    """The sheet for one who reads the meeting too, in ``language`` (nl or en).

    Raises NotFound for anybody else, Forbidden under emergency access, and RuleBroken as long as there is no plan.
    """
    person = person_for(scope, Category.NETWORK, meeting, person_id)
    if not meeting.plan:
        raise RuleBroken("", _("Er staat nog niet wat zij zelf afspraken. Vul dat eerst in, in hun eigen woorden."))
    with in_language(language):
        sheet = sheet_for(scope, person.name, _("Ons eigen plan"), _blocks(scope, meeting), language=language)
    return sheet, person


def _blocks(scope: DossierScope, meeting: MeetingLine) -> Iterable[Block]:
    if meeting.held_on:
        yield Paragraph(_("Dit spraken wij zelf af op %(day)s.", day=day(meeting.held_on)))
    if meeting.coordinator:
        yield Paragraph(_("Wie het leidde: %(who)s.", who=meeting.coordinator))
    yield Paragraph(meeting.plan, strong=True)
    if meeting.information:
        yield Heading(_("Wat wij daarvóór hoorden"))
        yield Paragraph(meeting.information)
    if meeting.call_on and not meeting.called_on:
        yield Paragraph(_("Op %(day)s bellen we u: hoe gaat het?", day=day(meeting.call_on)))
    yield Paragraph(call_whom(scope))
