"""What *Vandaag* and the dossier page say about giving access; a fixed number of statements."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from app.access.actor import Actor
from app.access.vocabulary import Category
from app.db.clock import now
from app.sharing import presenters as present
from app.sharing import queries as read
from app.sharing.rules import NEWS_DAYS


@dataclass(frozen=True, slots=True)
class Board:
    """The lines, and what they show of which household: (category, dossier), for the log."""

    ending: list[present.EndingView]
    waiting: list[present.NewsView]
    entered: list[present.NewsView]
    answered: list[present.NewsView]
    received: list[present.NewsView]
    known: list[present.NewsView]
    shown: list[tuple[str, int]]


def board_of(actor: Actor, titles: Mapping[int, str]) -> Board:
    """What waits for the actor or is news to them. ``titles``: what their households are called."""
    since = now() - dt.timedelta(days=NEWS_DAYS)
    leads = actor.function == "generalist"
    ending = read.list_ending()
    waiting = [line for line in read.list_knocks() if line.answer is None]
    entered = read.list_entered()
    answered = [line for line in read.list_my_knocks() if line.answer and (line.answered_at or line.closes_at) > since]
    received = read.list_received() if not leads else ()
    known = read.list_known()
    ids = [line.dossier_id for line in ending] + [line.dossier_id for line in waiting]
    told = {(Category.PLAN.value, number) for number in [*ids, *(line.dossier_id for line in entered)]}
    told |= {(line.category, line.dossier_id) for line in received}
    named = {(Category.IDENTITY.value, number) for _category, number in told if number in titles}
    return Board(
        ending=[present.ending_view(line, titles) for line in ending],
        waiting=[present.waiting_view(line, titles) for line in waiting],
        entered=[present.entered_view(line, titles) for line in entered],
        answered=[present.answered_knock_view(line) for line in answered],
        received=[present.received_view(line, titles) for line in received],
        known=[present.known_view(line) for line in known],
        shown=sorted(told | named),
    )
