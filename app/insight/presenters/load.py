"""Flow and load: who comes in and goes out, how long phases take, which terms are met, where it is quiet, and what teams carry."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from app.dossiers.phases import CLOCKS, PHASES, Phase
from app.insight import queries as read
from app.insight.places import TOWN
from app.insight.presenters import load_teams
from app.insight.presenters.course import TENTHS, Block, Course, Label, Row, block, plain
from app.insight.presenters.frame import Frame
from app.insight.presenters.load_teams import list_teams, team_blocks
from app.web.charts import Measure, draw_measures
from app.web.figures import about, caseload_words
from app.web.i18n import by_language
from app.web.i18n import gettext as _

ENDPOINT: Final = "insight.load"
MEASURES: Final = ("in", "left", "stay", "clock", "quiet", "load", *load_teams.MEASURES)
_CLOCKS: Final = (Phase.EXPLORATION, Phase.PLAN)


@dataclass(frozen=True, slots=True)
class LoadPage:
    """The page, block by block."""

    frame: Frame
    is_told: bool
    blocks: tuple[Block, ...]

    @property
    def parts(self) -> tuple[Block, ...]:
        """What can leave the screen, part by part."""
        return self.blocks


def load_page(course: Course) -> LoadPage:
    """Everything that the page shows."""
    if not course.standing.is_told:
        return LoadPage(course.frame(ENDPOINT), is_told=False, blocks=())
    blocks = (_flow(course), _stay(course), _clocks(course), _quiet(course), _load(course), *team_blocks(course))
    return LoadPage(course.frame(ENDPOINT), is_told=True, blocks=blocks)


def _flow(course: Course) -> Block:
    rows = (
        Row(_("erbij: nieuw of heropend"), "in:"),
        Row(_("eruit: afgesloten"), "left:closed"),
        Row(_("naar waakvlam"), "left:low_flame"),
    )
    said = []
    came, went = course.standing.number("in:"), course.standing.number("left:closed")
    if came is not None and went is not None:
        said.append(_("Er kwamen %(came)d dossiers bij en er gingen er %(went)d uit.", came=came, went=went))
    return block(course, Label("flow", _("Erin en eruit"), _("Stap"), _("keren")), said, rows)


def _stay(course: Course) -> Block:
    rows = [Row(by_language(*name), f"stay:{phase}", TENTHS) for phase, name in PHASES.items()]
    label = Label("stay", _("Hoe lang een fase duurt"), _("Fase die eindigde"), _("dagen gemiddeld"))
    known = {row.name: number for row in rows if (number := course.standing.number(row.value)) is not None}
    said = []
    if known:
        longest = max(known, key=lambda name: known[name])
        days = plain(known[longest] / TENTHS)
        said.append(_("De langste fase die eindigde: %(phase)s, gemiddeld %(days)s dagen.", phase=longest, days=days))
    return block(course, label, said, rows)


def _clocks(course: Course) -> Block:
    rows, said = [], []
    for phase in _CLOCKS:
        name, days = by_language(*PHASES[phase]), CLOCKS[phase].days
        rows += [
            Row(_("%(phase)s: op tijd", phase=name), f"clock:{phase}/met"),
            Row(_("%(phase)s: te laat", phase=name), f"clock:{phase}/late"),
        ]
        met, ended = course.standing.number(f"clock:{phase}/met"), course.standing.number(f"clock:{phase}")
        if met and ended:
            said.append(
                _(
                    "%(phase)s: %(met)d van de %(ended)d keer binnen %(days)d dagen.",
                    phase=name.capitalize(),
                    met=met,
                    ended=ended,
                    days=days,
                )
            )
    return block(course, Label("clocks", _("Termijnen van de wet"), _("Fase"), _("keren")), said, rows)


def _quiet(course: Course) -> Block:
    rows = (
        Row(_("alle dossiers"), "quiet:"),
        Row(_("er gebeurde iets"), "quiet:busy"),
        Row(_("stil: 30 dagen niets"), "quiet:quiet"),
    )
    label = Label("quiet", _("Stille dossiers"), _("Dossiers waaraan gewerkt wordt"), _("huishoudens, in tientallen"))
    everything, quiet, said = course.standing.number("quiet:"), course.standing.number("quiet:quiet"), []
    if everything and quiet is not None:
        said.append(_("Van ongeveer %(all)d dossiers waren er ongeveer %(quiet)d stil.", all=everything, quiet=quiet))
    return block(course, label, said, rows)


def _load(course: Course) -> Block:
    """What each team carries, against the bandwidth that it chose: shown for the whole town, because a team works across places."""
    title = _("Gewicht tegen bandbreedte")
    measures = list(_teams(course))
    if not measures:
        return Block("load", title, (_("Hierover is niets te tonen: er was niets, of te weinig."),), None, None)
    over = sum(1 for one in measures if one.value is not None and one.high is not None and one.value > one.high)
    said = _("Geen team draagt meer dan zijn bandbreedte.")
    if over:
        said = _("%(over)d van de %(teams)d teams: meer dan de bandbreedte.", over=over, teams=len(measures))
    if course.standing.answered.place != TOWN:
        said = _("Alleen de huishoudens in dit gebied. De bandbreedte van een team geldt voor de hele gemeente.")
    words = caseload_words(about(title, said), name=_("Team"), unit=_("punten, in tientallen"))
    chart = draw_measures(measures, words)
    remark = _("Een bandbreedte is wat een team zelf koos. Het is geen norm en geen ranglijst.")
    return Block("load", title, (said,), chart, chart.table, remark)


def _teams(course: Course) -> Iterable[Measure]:
    """By name, and not by weight: no ranking."""
    in_town = course.standing.answered.place == TOWN
    bands = {row.id: (row.low, row.high) for row in read.list_bandwidths()} if in_town else {}
    found = [value.removeprefix("load:") for value in course.standing.now if value.startswith("load:")]
    for team, name in list_teams(found, course.asked.organisations):
        low, high = bands.get(team, (None, None))
        yield Measure(name, course.standing.now[f"load:{team}"].number, low, high)
