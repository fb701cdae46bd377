"""Who carries what, the stance over time, how firmly a network stands, and the lines that cross, on a page."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.dossiers.themes import THEMES
from app.interventions.stances import STANCES
from app.plan.queries import ItemLine
from app.stepback.quarters import Quarter, crossed_in
from app.stepback.queries import Carried
from app.stepback.rules import OWNERS, Load, Stability, asks_about, load_of
from app.stepback.words import SIGNS
from app.web.charts import Chart, Line, Part, draw_crossing, mix_parts
from app.web.drawing import once_per_content
from app.web.figures import about, crossing_words
from app.web.i18n import by_language, day


@dataclass(frozen=True, slots=True)
class LoadView:
    """Who carries a goal, or the whole: open and done points per owner, and the bar."""

    name: str
    cells: tuple[tuple[int, int], ...]
    parts: list[Part]


@dataclass(frozen=True, slots=True)
class StanceView:
    """How one stands in one intervention, and how one stood before. ``ask``: a question to whoever recorded it, and nobody else."""

    name: str
    who: str
    now: str
    before: tuple[tuple[str, str], ...]
    superfluous_when: str
    url: str
    ask: bool


@dataclass(frozen=True, slots=True)
class CheckView:
    """How firmly the network stood on one day."""

    when: str
    who: str
    carriers: int
    signs: tuple[tuple[str, bool], ...]
    stands: bool
    withdraw: str


@dataclass(frozen=True, slots=True)
class LinesView:
    """The picture of the lines with its table, None when nothing is told yet, and one sentence that says what it shows."""

    picture: Chart | None
    sentence: str


@dataclass(frozen=True, slots=True)
class ThemeView:
    """A worry that this household let out."""

    theme: str
    about: str
    version: int
    url: str


def load_views(carried: Carried, goals: Iterable[ItemLine]) -> list[LoadView]:
    """The whole first, then each goal for which something is carried."""
    views = [_load_view(_("Alles samen"), load_of(carried.items))]
    for goal in goals:
        items = [item for item in carried.items if item.goal_id == goal.id]
        if items:
            views.append(_load_view(goal.text, load_of(items)))
    return views


def _load_view(name: str, load: Load) -> LoadView:
    keys = {"resident": "self", "network": "network", "professional": "professional"}
    parts = mix_parts({keys[owner]: points for owner, points in load.points.items()})
    return LoadView(name, tuple((load.open[owner], load.done[owner]) for owner in OWNERS), parts)


def stance_views(scope: DossierScope, rows: Iterable[Any]) -> list[StanceView]:
    """Interventions that are planned or run, each with its stances over time."""
    views = []
    for row in rows:
        if row.status == "done":
            continue
        reviews = row.reviews or []
        mine = row.account_id == scope.actor.account_id
        views.append(
            StanceView(
                name=by_language(row.name_nl, row.name_en),
                who=", ".join(filter(None, (row.organisation, row.professional))),
                now=stance_name(row.stance),
                before=tuple((stance_name(each["stance"]), day(dt.date.fromisoformat(each["on"]))) for each in reviews),
                superfluous_when=row.superfluous_when,
                url=url_for("stepback.stance", dossier_id=scope.id, intervention_id=row.id) if mine else "",
                ask=mine and asks_about([each["stance"] for each in reviews]),
            )
        )
    return views


def stance_name(code: str) -> str:
    """A stance in words."""
    return by_language(STANCES[code].name_nl, STANCES[code].name_en)


def check_view(row: Any) -> CheckView:
    """One check in words."""
    found = Stability(row.carriers, row.met_without, row.survived_conflict, row.backup_known)
    return CheckView(
        when=day(row.created_at),
        who=f"{row.author}, {row.organisation}",
        carriers=row.carriers,
        signs=tuple((by_language(*SIGNS[name]), holds) for name, holds in found.signs().items()),
        stands=found.stands(),
        withdraw=day(row.withdraw_on) if row.withdraw_on else "",
    )


def theme_view(scope: DossierScope, row: Any) -> ThemeView:
    """One theme in words; one that was withdrawn has no address."""
    about = _("%(who)s zei ja op %(day)s", who=row.given_name or row.stub, day=day(row.said_yes_on))
    if row.withdrawn_on:
        about = _("%(about)s; ingetrokken op %(day)s", about=about, day=day(row.withdrawn_on))
    url = "" if row.withdrawn_on else url_for("stepback.withdraw_theme", dossier_id=scope.id, lifted_theme_id=row.id)
    return ThemeView(by_language(*THEMES[row.theme]), about, row.version, url)


def theme_names(rows: Iterable[Any]) -> list[tuple[str, str]]:
    """Themes in words, each with its neighbourhood."""
    return [(by_language(*THEMES[row.theme]), row.area) for row in rows]


@once_per_content(256)
def lines_view(quarters: tuple[Quarter, ...]) -> LinesView:
    """The picture and the table; no picture when nothing is told."""
    told = [each for each in quarters if each.network is not None or each.professionals is not None]
    sentence = _sentence(quarters)
    return LinesView(_picture(quarters, sentence) if told else None, sentence)


def _picture(quarters: Sequence[Quarter], sentence: str) -> Chart:
    lines = [
        Line("professional", _("Professionals"), tuple(each.professionals for each in quarters)),
        Line("network", _("Kwam uit het netwerk"), tuple(each.network for each in quarters)),
    ]
    if any(each.score is not None for each in quarters):
        lines.append(Line("own", _("Eigen cijfer, 1 tot 5"), tuple(each.score for each in quarters), most=5))
    names = [_("k%(number)d %(year)d", number=(each.begins.month + 2) // 3, year=each.begins.year) for each in quarters]
    return draw_crossing(lines, names, crossing_words(about(_("De lijnen kruisen"), sentence)))


def quarter_name(begins: dt.date) -> str:
    """*3e kwartaal 2026*."""
    return _("%(number)de kwartaal %(year)d", number=(begins.month + 2) // 3, year=begins.year)


def _sentence(quarters: Sequence[Quarter]) -> str:
    told = [each for each in quarters if each.network is not None and each.professionals is not None]
    if not told:
        return _("Er is nog te weinig om te tellen.")
    crossed, last = crossed_in(quarters), told[-1]
    if crossed is not None:
        return _(
            "De lijnen kruisten in het %(quarter)s: sindsdien komen er meer mensen uit het netwerk dan er professionals zijn.",
            quarter=quarter_name(crossed),
        )
    return _(
        "De lijnen kruisten nog niet: in het %(quarter)s kwamen er %(network)d uit het netwerk, naast %(professionals)d professionals.",
        quarter=quarter_name(last.begins),
        network=last.network,
        professionals=last.professionals,
    )
