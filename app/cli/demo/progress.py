"""What goes well in the demo town, and who carries it: wins, turns in a team's meeting, stances, a network that stands, and themes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypedDict, Unpack

from app.cli.demo.shapes import Provenance
from app.kernel.clock import AMSTERDAM

if TYPE_CHECKING:
    from app.cli.demo.scribe import Scribe

#: A team meets at nine, and gives each household so many minutes.
MEETS_AT = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoWin(Provenance):
    """A small win, and what was answered about it."""

    line: str
    told_by: str
    on: dt.date
    criteria: tuple[str, ...]
    mechanisms: tuple[str, ...]
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoLine(Provenance):
    """A decision: what, who carries it (``account`` for a professional), by when, and the day on which it was done."""

    text: str
    carrier: str
    who: str
    account: str
    due_on: dt.date
    done_on: dt.date | None
    goal: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoTurn(Provenance):
    """The household in the meeting of the team that leads it, with what was decided and which accounts are invited.

    ``off``: that meeting was called off, the day before.
    """

    starts_at: dt.datetime
    discussed: bool
    off: bool
    invited: tuple[str, ...]
    lines: tuple[DemoLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoStance(Provenance):
    """How somebody stood in an intervention (by index) on one day."""

    intervention: int
    stance: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoCheck(Provenance):
    """How firmly the network stood, and when professionals withdrew."""

    carriers: int
    signs: tuple[bool, bool, bool]
    withdraw_on: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoTheme(Provenance):
    """A worry that the household lets out as a theme of its neighbourhood, on the day of the yes."""

    theme: str
    said_yes_on: dt.date


@dataclass(slots=True)
class DemoProgress:
    """All of it, of one household."""

    wins: list[DemoWin] = field(default_factory=list)
    turns: list[DemoTurn] = field(default_factory=list)
    stances: list[DemoStance] = field(default_factory=list)
    checks: list[DemoCheck] = field(default_factory=list)
    themes: list[DemoTheme] = field(default_factory=list)


class Told(TypedDict, total=False):
    """What a win may say beside its line: who wrote it down, who told it, and the answers about it."""

    by: str
    told_by: str
    criteria: tuple[str, ...]
    mechanisms: tuple[str, ...]
    sign: str


#: One decision of a turn: words, who carries it (resident, network or an account), their name, days ahead, and whether it is done.
Decided = tuple[str, str, str, int, bool]


def win(scribe: Scribe, ago: int, line: str, **told: Unpack[Told]) -> None:
    """Somebody (the lead, unless ``by`` names another account) writes down what went well that many days ago."""
    scribe.progress.wins.append(
        DemoWin(
            line=line,
            told_by=told.get("told_by", "resident"),
            on=scribe.day(ago),
            criteria=told.get("criteria", ()),
            mechanisms=told.get("mechanisms", ()),
            sign=told.get("sign", ""),
            **scribe.sign(ago, told.get("by", "")),
        )
    )


def discuss(
    scribe: Scribe,
    ago: int,
    decided: tuple[Decided, ...] = (),
    *,
    goal: int | None = None,
    invited: tuple[str, ...] = (),
    off: bool = False,
) -> None:
    """The household is on the agenda of the team's meeting that many days ago.

    One that is still to come, or was called ``off``, decides nothing. ``invited``: accounts of other organisations that are asked to come.
    """
    day = scribe.day(ago)
    lines = tuple(
        DemoLine(
            text=text, carrier=who if who in {"resident", "network"} else "professional", who=name,
            account="" if who in {"resident", "network"} else who, due_on=scribe.day(ago - ahead),
            done_on=scribe.day(ago - ahead) if done else None, goal=goal, **scribe.sign(ago),
        )
        for text, who, name, ahead, done in decided
    )  # fmt: skip
    scribe.progress.turns.append(
        DemoTurn(
            starts_at=dt.datetime(day.year, day.month, day.day, MEETS_AT, tzinfo=AMSTERDAM), discussed=ago > 0 and not off,
            off=off, invited=invited,
            lines=lines, **scribe.sign(max(ago, 1)),
        )
    )  # fmt: skip


def stand(scribe: Scribe, intervention: int, *stances: tuple[int, str]) -> None:
    """How the professional of an intervention stood in it: (days ago, stance), the oldest first."""
    about = scribe.interventions[intervention]
    scribe.progress.stances += [
        DemoStance(
            intervention=intervention, stance=stance, **scribe.sign(ago, about.account, about.strand, about.persons)
        )
        for ago, stance in stances
    ]


def check(
    scribe: Scribe, ago: int, carriers: int, *, signs: tuple[bool, bool, bool], withdraw: int | None = None
) -> None:
    """How firmly the network stood; signs are met without, survived a conflict, and back-up known."""
    scribe.progress.checks.append(
        DemoCheck(
            carriers=carriers, signs=signs, withdraw_on=None if withdraw is None else scribe.day(withdraw),
            **scribe.sign(ago),
        )
    )  # fmt: skip


def lift(scribe: Scribe, ago: int, theme: str) -> None:
    """The first person of the household says yes that many days ago: this theme may leave the dossier."""
    scribe.progress.themes.append(DemoTheme(theme=theme, said_yes_on=scribe.day(ago), **scribe.sign(ago, persons=(0,))))
