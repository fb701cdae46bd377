"""What the pages of meetings show, for the log: of one household row by row, of several by who lives there."""

from collections.abc import Iterable, Sequence
from typing import Any

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.session import db
from app.dossiers.queries.homes import list_homes
from app.meetings.queries import Topics
from app.plan.queries import ItemLine


def saw_lines(dossier: DossierScope, lines: Iterable[Any], goals: Iterable[ItemLine] = ()) -> None:
    """Tells the log which decisions were shown, with the goals that they are for or could be for, about whom."""
    shown, offered = list(lines), list(goals)
    about = [*(row.person_ids for row in (*shown, *offered)), *(row.goal_persons for row in shown)]
    trail.saw(
        db.session(),
        dossier_id=dossier.id,
        persons={person for those in about for person in those or ()},
        categories=[Category.PLAN] if shown or offered else [],
        objects=[row.id for row in shown],
    )


def saw_agenda(agenda: Sequence[Any], topics: Topics) -> None:
    """Tells the log what an agenda shows of each household: its name, wins and questions (notes), and what is due (plan)."""
    shown = {
        Category.IDENTITY: {row.dossier_id for row in agenda if row.title},
        Category.NOTES: {row.dossier_id for row in (*topics.wins, *topics.questions)},
        Category.PLAN: {row.dossier_id for row in (*agenda, *topics.due, *topics.decisions)},
    }
    _saw_list(shown)


def saw_offered(offered: Sequence[Any]) -> None:
    """Tells the log which households' names were offered for an agenda."""
    _saw_list({Category.IDENTITY: {row.id for row in offered if row.title}})


def saw_agenda_names(agenda: Sequence[Any]) -> None:
    """Tells the log which households' names an agenda shows, without what there is to talk about."""
    _saw_list({Category.IDENTITY: {row.dossier_id for row in agenda if row.title}})


def saw_turns(turns: Sequence[Any], lines: Sequence[Any]) -> None:
    """Tells the log to whose turns somebody is invited, and of which households they read own lines."""
    named = {row.dossier_id for row in turns if row.title}
    _saw_list({Category.IDENTITY: named, Category.PLAN: {row.dossier_id for row in (*turns, *lines)}})


def _saw_list(shown: dict[Category, set[int]]) -> None:
    homes = list_homes(sorted(set().union(*shown.values()))) if any(shown.values()) else {}
    for category, dossiers in shown.items():
        there = {person: dossier for person, dossier in homes.items() if dossier in dossiers}
        if dossiers:
            trail.saw_list(db.session(), homes=there, categories=[category], objects=dossiers)
