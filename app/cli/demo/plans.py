"""Plans of the demo town beside goals: steps, interests, signatures, money, an own plan first, who directs, up and down, low flame."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.cli.demo.shapes import Provenance

if TYPE_CHECKING:
    from app.cli.demo.scribe import Scribe


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPlanRow(Provenance):
    """One row of a table of the plan: under which goal, of which party (an organisation's key, or a person's place), and the rest."""

    table: str
    goal: int | None = None
    party: str = ""
    person: int | None = None
    values: tuple[object, ...]


def _add(scribe: Scribe, ago: int, table: str, *values: object, who: str = "", **under: object) -> None:
    sign = scribe.sign(ago, who)
    scribe.plan_rows.append(DemoPlanRow(table=table, values=values, **sign, **under))  # type: ignore[arg-type]


def step(  # noqa: PLR0913 - a step has this many words
    scribe: Scribe,
    goal: int,
    ago: int,
    text: str,
    *,
    who: tuple[str, str],
    due: int,
    done: tuple[int, str] | None = None,
    carrier: str = "",
) -> None:
    """A step under a goal, of ``who`` (kind, name), due so many days ago; ``done``: how many days ago, and what they noticed.

    ``carrier``: the key of the organisation of a professional who does it.
    """
    ended = ("done", scribe.day(done[0]), "yes", done[1]) if done else ("open", None, None, "")
    _add(scribe, ago, "plan_step", text, *who, scribe.day(due), *ended, goal=goal, party=carrier)


def interest(scribe: Scribe, ago: int, party: str, words: tuple[str, str, str], *, domains: tuple[str, ...]) -> None:
    """What a party (an organisation's key; empty is the household) wants, why, and what it cannot accept."""
    _add(scribe, ago, "plan_interest", *words, domains, party=party)


def share_goal(scribe: Scribe, goal: int, to: tuple[str, ...]) -> None:
    """Makes a goal the one that everybody signs, and shows it to these organisations."""
    scribe.goals[goal] = replace(scribe.goals[goal], shared_goal=True, disclosed_to=to)


def sign(scribe: Scribe, goal: int, ago: int, name: str, *, party: str = "", person: int | None = None) -> None:
    """A signature under the words of the shared goal."""
    words = scribe.goals[goal].text
    _add(scribe, ago, "goal_signature", name, scribe.day(ago), words, goal=goal, party=party, person=person)


def pay(scribe: Scribe, ago: int, source: str, what: tuple[str, str, str], *, decided_by: str) -> None:
    """What a source pays: what for, the amount, and per what."""
    _add(scribe, ago, "plan_funding", source, *what, scribe.day(ago), None, decided_by)


def offer_own(scribe: Scribe, ago: int, kind: str, answer: str, *, remark: str = "") -> None:
    """An own plan was offered, and what the household said."""
    _add(scribe, ago, "own_plan", kind, answer, scribe.day(ago), remark)


def direct(scribe: Scribe, ago: int, kind: str, name: str, *, remark: str) -> None:
    """Who directs the plan from a day on."""
    _add(scribe, ago, "plan_direction", kind, name, scribe.day(ago), remark)


def scale(scribe: Scribe, up: int, down: int, step: int, *, words: tuple[str, str, str]) -> None:
    """Up to a step of the ladder and down again: why, whom was asked, and what it brought."""
    why, asked, outcome = words
    days = (scribe.day(up), scribe.day(up - 14))
    _add(scribe, up, "escalation", step, why, asked, *days, outcome, scribe.day(down))


def flame(scribe: Scribe, ago: int, end: int, carried_by: str, *, words: tuple[str, str]) -> None:
    """A low flame that went out: who kept in touch, what would have made help start again, and how it ended."""
    days = (scribe.day(ago), scribe.day(ago - 365), scribe.day(end))
    _add(scribe, ago, "low_flame", 3, carried_by, words[0], *days, 1, scribe.day(end), words[1])


def burn(scribe: Scribe, ago: int, carried_by: str, restart_when: str) -> None:
    """A low flame that burns since so many days, with contact every six weeks up to now: who keeps in touch, and when help starts again."""
    days = (scribe.day(ago), scribe.day(ago - 365), scribe.day(ago % 42 - 42))
    _add(scribe, ago, "low_flame", 6, carried_by, restart_when, *days, ago // 42, None, "")
