"""Flow per team: what came in and went out, and how long phases took, by the team that a household has now.

By name and not by number: no ranking. What is too little for one team stays in the numbers above it.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from app.dossiers.phases import PHASES
from app.insight.presenters.course import TENTHS, Block, Course, Label, Row, block
from app.web.i18n import by_language
from app.web.i18n import gettext as _

#: Measures with a line for each team, beside those that the page asks anyway.
MEASURES: Final = ("gone",)


def list_teams(codes: Iterable[str], names: Mapping[int, str]) -> list[tuple[int, str]]:
    """Teams by their codes, with their names and in the order of those."""
    teams = {int(code) for code in codes if code.isdecimal()}
    return sorted(((team, names.get(team, str(team))) for team in teams), key=lambda found: found[1].casefold())


def team_blocks(course: Course) -> tuple[Block, ...]:
    """What came in, what was closed, and how long phases took; of each only the teams that are told."""
    team, times = _("Team"), _("keren")
    stay = Label("stay-team", _("Per team: hoe lang een fase duurt"), _("Team en fase"), _("dagen gemiddeld"))
    return (
        block(course, Label("in-team", _("Per team: erbij"), team, times), (), _by_team(course, "in")),
        block(course, Label("gone-team", _("Per team: eruit"), team, times), (), _by_team(course, "gone")),
        block(course, stay, (), _stays(course)),
    )


def _by_team(course: Course, measure: str) -> Iterable[Row]:
    found = (value.removeprefix(f"{measure}:") for value in course.standing.now if value.startswith(f"{measure}:"))
    for team, name in list_teams(found, course.asked.organisations):
        yield Row(name, f"{measure}:{team}")


def _stays(course: Course) -> Iterable[Row]:
    """By team, and of each in the order of the phases."""
    fine = [value.removeprefix("stay:") for value in course.standing.now if value.startswith("stay:") and "/" in value]
    for team, name in list_teams((value.partition("/")[2] for value in fine), course.asked.organisations):
        for phase, words in PHASES.items():
            label = _("%(team)s: %(phase)s", team=name, phase=by_language(*words))
            yield Row(label, f"stay:{phase}/{team}", TENTHS)
