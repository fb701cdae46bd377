"""Small wins on a page, and who reads them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from flask import url_for

from app.access.scope import DossierScope
from app.access.vocabulary import HOUSEHOLD_ROWS
from app.db.conditions import AT_THE_TABLE
from app.dossiers.presenters.readers import PartView, grouped
from app.dossiers.queries.readers import list_involved
from app.web.i18n import by_language, day
from app.wins.queries import WinLine
from app.wins.rules import kind_of
from app.wins.words import CRITERIA, KINDS, MECHANISMS, TOLD


@dataclass(frozen=True, slots=True)
class WinView:
    """One win in words; ``weighed``: somebody answered the light questions."""

    line: str
    told: str
    when: str
    who: str
    kind: str
    weighed: bool
    criteria: tuple[tuple[str, bool], ...]
    mechanisms: tuple[str, ...]
    sign: str
    url: str
    card_url: str


def win_view(scope: DossierScope, win: WinLine) -> WinView:
    """One win in words."""
    kind = kind_of(win.criteria)
    here: dict[str, Any] = {"dossier_id": scope.id, "win_id": win.id}
    return WinView(
        line=win.line,
        told=by_language(*TOLD[win.told_by]),
        when=day(win.happened_on),
        who=", ".join((win.author, *([] if win.by_resident else [win.organisation]), day(win.at))),
        kind=by_language(*KINDS[kind]),
        weighed=kind != "unweighed",
        criteria=tuple((by_language(*words), code in win.criteria) for code, words in CRITERIA.items()),
        mechanisms=tuple(by_language(*MECHANISMS[code]) for code in win.mechanisms),
        sign=win.sign,
        url=url_for("wins.show", **here),
        card_url=url_for("wins.card", **here),
    )


def last_day_of(wins: tuple[WinLine, ...]) -> dt.date | None:
    """The day of the latest win, or None."""
    return max((win.happened_on for win in wins), default=None)


def who_reads_win(scope: DossierScope) -> list[PartView]:
    """Before saving: everybody at the table; who lives there too."""
    inside = [party for party in list_involved(scope.id) if party.row in AT_THE_TABLE | HOUSEHOLD_ROWS]
    outside = [party.name for party in list_involved(scope.id) if party.row not in AT_THE_TABLE | HOUSEHOLD_ROWS]
    return [PartView("", grouped(inside), ", ".join(outside))]
