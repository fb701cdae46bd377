"""The regiekaart of a resident on paper: who does what and whom to call, in plain words, and only what that person reads."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.access.scope import DossierScope
from app.access.vocabulary import STRANDS, Category
from app.accounts.words import function_at_home
from app.db.clock import now, today
from app.db.driver import Row
from app.dossiers.at_home import AtHome, call_whom, sheet_for
from app.dossiers.queries.situation import QuestionLine, list_questions
from app.web.i18n import by_language, in_language, moment
from app.web.i18n import gettext as _
from app.web.paper import Block, Bullets, Heading, Paragraph, Quote, Rows, Sheet
from app.workspace.presenters.dossier import PLACES
from app.workspace.queries import dossier as read
from app.workspace.queries.dossier import Rows as Read
from app.workspace.sights import Shown, about


@dataclass(frozen=True, slots=True)
class ResidentCard:
    """What stands on the card of one person."""

    questions: list[QuestionLine]
    appointments: Read
    goals: Read
    runs: Read
    parties: Read

    def shown(self) -> Shown:
        """What it shows, for the log."""
        return [
            *about(Category.DOMAINS, self.questions),
            *about(Category.PLAN, [*self.appointments, *self.goals]),
            *((row.strand, row.person_ids) for row in self.runs),
        ]


def resident_card(scope: DossierScope, reader: AtHome) -> ResidentCard:
    """What the asker and this person both read, of what runs or comes next."""
    runs = [row for row in read.list_interventions(scope.id) if row.status == "active"]
    ahead = [row for row in read.list_appointments(scope.id, now()) if row.ahead]
    return ResidentCard(
        questions=reader.told(Category.DOMAINS, list_questions(scope.id)[:1]),
        appointments=reader.told(Category.PLAN, ahead),
        goals=[row for row in reader.told(Category.PLAN, read.list_plan(scope.id, today())) if row.kind == "goal"],
        runs=[row for strand in STRANDS for row in runs if row.strand == strand and reader.reads(strand, row)],
        parties=read.list_parties(scope.id, now()),
    )


def card_sheet(scope: DossierScope, name: str, card: ResidentCard, *, language: str) -> Sheet:
    """The sheet for ``name``, in ``language`` (nl or en)."""
    with in_language(language):
        return sheet_for(
            scope, name, _("Wie doet wat voor %(name)s", name=name), _blocks(scope, card), language=language
        )


def _blocks(scope: DossierScope, card: ResidentCard) -> Iterable[Block]:
    for line in card.questions:
        yield Quote(line.words, line.said_by)
    yield Heading(_("Wanneer zien we elkaar?"))
    yield _or_none(tuple(_visit(row) for row in card.appointments), _("Er staat nu geen afspraak."))
    yield Heading(_("Waar werken we aan?"))
    yield _or_none(tuple(row.text for row in card.goals), _("Er staat nog geen doel. Wat wilt u zelf?"))
    if card.runs:
        yield Heading(_("Wat loopt er nu?"))
        yield Bullets(tuple(f"{by_language(row.name_nl, row.name_en)}, {row.organisation}" for row in card.runs))
    yield Heading(_("Wie doen er mee?"))
    yield Rows(
        (_("Wie"), _("Van"), _("Telefoon")),
        tuple(
            (f"{row.name}, {function_at_home(row.function)}", row.organisation, row.contact_phone or row.phone)
            for row in card.parties
        ),
        widths=(2, 2, 1.3),
    )
    yield Paragraph(call_whom(scope))


def _visit(row: Row) -> str:
    return ", ".join(filter(None, (moment(row.starts_at), row.place or PLACES[row.place_kind]())))


def _or_none(items: tuple[str, ...], otherwise: str) -> Block:
    return Bullets(items) if items else Paragraph(otherwise)
