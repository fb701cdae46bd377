"""The wins that open the page of a household."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.access.scope import DossierScope
from app.web.i18n import by_language, day
from app.wins.rules import is_silent, kind_of
from app.wins.words import KINDS, TOLD
from app.workspace.presenters.addresses import addresses


@dataclass(frozen=True, slots=True)
class WinLine:
    """One win: its words, who told it and when, and what kind it is once somebody answered the questions."""

    line: str
    about: str
    kind: str
    url: str


@dataclass(frozen=True, slots=True)
class Wins:
    """The latest wins. ``silent``: nothing went well for sixty days, as far as written down; ``adds``: the reader may add one."""

    lines: list[WinLine]
    silent: bool
    adds: bool


def wins_of(scope: DossierScope, found: Iterable[dict[str, Any]] | None, today: dt.date, *, adds: bool) -> Wins:
    """The wins as the head of the page read them, the latest first; ``found`` is None when there are none for this reader."""
    wins = list(found or ())
    address = addresses("wins.show", "win_id", dossier_id=scope.id)
    lines = []
    for win in wins:
        kind = kind_of(win["criteria"])
        told = f"{by_language(*TOLD[win['told_by']])}, {day(dt.date.fromisoformat(win['happened_on']))}"
        lines.append(
            WinLine(win["line"], told, "" if kind == "unweighed" else by_language(*KINDS[kind]), address(win["id"]))
        )
    last = max((dt.date.fromisoformat(win["happened_on"]) for win in wins), default=None)
    return Wins(lines, is_silent(last, today), adds)
