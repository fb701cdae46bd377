"""Stepping back: whether networks carry more while professionals leave, and what happens when professionals let go."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from app.dossiers.phases import PHASES
from app.insight.presenters.course import TENTHS, Block, Course, Label, Row, block, plain, read_number
from app.insight.presenters.frame import Frame
from app.insight.presenters.stances_time import stances_through
from app.insight.standing import list_over_time, list_parts, list_quarters
from app.insight.words import period_name
from app.interventions.stances import STANCES
from app.web.charts import Chart, Line, Table, crossings, draw_crossing
from app.web.figures import about, crossing_words
from app.web.i18n import by_language
from app.web.i18n import gettext as _

ENDPOINT: Final = "insight.stepping_back"
MEASURES: Final = ("professional", "network", "second", "stance", "left")
_LET_GO: Final = ("low_flame", "closed")
#: How many quarters the lines look back: two years, and the same quarter before them.
QUARTERS: Final = 9


@dataclass(frozen=True, slots=True)
class SteppingBackPage:
    """The page. ``lines`` is None when no quarter has both numbers; ``places`` has a row for each place in which something is told."""

    frame: Frame
    is_told: bool
    sentences: tuple[str, ...]
    lines: Chart | None
    places: Table | None
    blocks: tuple[Block, ...]

    @property
    def parts(self) -> tuple[Block, ...]:
        """What can leave the screen, part by part."""
        if not self.is_told:
            return ()
        lines = self.lines
        first = Block("lines", _("Professionals en netwerk"), self.sentences, lines, lines.table if lines else None)
        places = (Block("places", self.places.title, (), None, self.places),) if self.places else ()
        return (first, *places, *self.blocks)


def stepping_back_page(course: Course) -> SteppingBackPage:
    """Everything that the page shows."""
    standing = course.standing
    if not standing.is_told:
        return SteppingBackPage(course.frame(ENDPOINT), is_told=False, sentences=(), lines=None, places=None, blocks=())
    return SteppingBackPage(
        frame=course.frame(ENDPOINT),
        is_told=True,
        sentences=tuple(_sentences(course)),
        lines=_lines(course),
        places=_places(course),
        blocks=(_second(course), _left(course), _stances(course), stances_through(course, QUARTERS)),
    )


def _sentences(course: Course) -> Iterable[str]:
    """How many of each there are per household, and whether the network carries more than then."""
    now, before = course.standing.now, course.standing.before
    professionals, network = (read_number(now.get(f"{name}:"), TENTHS) for name in ("professional", "network"))
    if professionals is None or network is None:
        return
    yield _(
        "Per huishouden, %(period)s: gemiddeld %(professionals)s professionals, en %(network)s mensen uit het netwerk die meekwamen.",
        period=course.period,
        professionals=plain(professionals),
        network=plain(network),
    )
    were, came = (read_number(before.get(f"{name}:"), TENTHS) for name in ("professional", "network"))
    if were is None or came is None:
        return
    yield _(
        "Vergeleken met %(period)s: toen waren het er %(professionals)s en %(network)s.",
        period=period_name(course.asked.filter.against),
        professionals=plain(were),
        network=plain(came),
    )
    yield _more_or_less(network - came, professionals - were)


def _more_or_less(network: float, professionals: float) -> str:
    if network > 0 and professionals < 0:
        return _("Het netwerk draagt nu meer, met minder professionals.")
    if network > 0 and professionals > 0:
        return _("Het netwerk draagt nu meer, en er zijn ook meer professionals.")
    if network > 0:
        return _("Het netwerk draagt nu meer.")
    return _("Het netwerk draagt nu minder.") if network < 0 else _("Het netwerk draagt nu evenveel.")


def _lines(course: Course) -> Chart | None:
    answered, places = course.standing.answered, course.asked.places
    quarters = list_quarters(answered.period, QUARTERS)
    told = {name: list_over_time(name, places.get(answered.place), quarters) for name in ("professional", "network")}
    values = {name: tuple(None if one is None else one / TENTHS for one in numbers) for name, numbers in told.items()}
    if not any(None not in pair for pair in zip(*values.values(), strict=True)):
        return None
    crossed = crossings(values["professional"], values["network"])
    if crossed and crossed[-1].up:
        summary = _("De lijnen kruisen: er komen nu meer mensen uit het netwerk mee dan er professionals zijn.")
    elif crossed:
        summary = _("De lijnen kruisen terug: er zijn weer meer professionals dan mensen uit het netwerk.")
    else:
        summary = _("De lijnen kruisen niet in deze periode.")
    unit = _("per huishouden")
    return draw_crossing(
        [
            Line("professional", _("professionals"), values["professional"], unit=unit),
            Line("network", _("mensen uit het netwerk"), values["network"], unit=unit),
        ],
        [str(quarter) for quarter in quarters],
        crossing_words(about(_("De lijnen kruisen"), summary)),
    )


def _places(course: Course) -> Table | None:
    """Each district and neighbourhood, now and then."""
    answered, places, against = course.standing.answered, course.asked.places, course.asked.filter.against
    periods = (answered.period, against)
    parts = {name: list_parts(name, answered, places, periods=periods) for name in ("professional", "network")}
    codes = dict.fromkeys(code for found in parts.values() for code, _value, _period in found)
    rows = []
    for place in sorted((places.get(code) for code in codes), key=lambda one: (one.district, one.level, one.name)):
        name = _("%(name)s (hele wijk)", name=place.name) if place.level == "district" else place.name
        cells = (
            read_number(parts[measure].get((place.code, f"{measure}:", period)), TENTHS)
            for measure in parts
            for period in periods
        )
        rows.append((name, *cells))
    if not rows:
        return None
    now, then = course.period, period_name(against)
    head = (
        _("Wijk en buurt"),
        _("Professionals, %(period)s", period=now),
        _("Professionals, %(period)s", period=then),
        _("Netwerk, %(period)s", period=now),
        _("Netwerk, %(period)s", period=then),
    )
    return about(_("Per wijk en buurt"), "").table(head, tuple(rows), ())


def _second(course: Course) -> Block:
    rows = (
        Row(_("afspraken die er waren"), "second:"),
        Row(_("niet gevraagd"), "second:not"),
        Row(_("gevraagd"), "second:asked"),
        Row(_("er kwam iemand mee"), "second:asked/came"),
        Row(_("er kwam niemand mee"), "second:asked/alone"),
    )
    held, asked, came = (course.standing.number(f"second:{value}") for value in ("", "asked", "asked/came"))
    said = []
    if held and asked:
        said.append(
            _("Bij %(asked)d van de %(held)d afspraken is om een tweede persoon gevraagd.", asked=asked, held=held)
        )
    if asked and came:
        said.append(_("Bij %(came)d van die %(asked)d kwam er iemand mee.", came=came, asked=asked))
    label = Label("second", _("De tweede persoon"), _("Afspraken"), _("afspraken"))
    return block(course, label, said, rows)


def _left(course: Course) -> Block:
    rows = [Row(_("alle keren losgelaten"), "left:")]
    for phase in _LET_GO:
        name = by_language(*PHASES[phase])
        rows += [
            Row(_("naar: %(phase)s", phase=name), f"left:{phase}"),
            Row(_("%(phase)s: terug", phase=name), f"left:{phase}/back"),
            Row(_("%(phase)s: niet terug", phase=name), f"left:{phase}/stayed"),
        ]
    said = [one for phase in _LET_GO if (one := _back(course, phase))]
    label = Label("left", _("Waakvlam, afsluiten en terugkeer"), _("Stap"), _("keren"))
    return block(course, label, said, rows)


def _back(course: Course, phase: str) -> str:
    went, back = course.standing.number(f"left:{phase}"), course.standing.number(f"left:{phase}/back")
    if not went or not back:
        return ""
    return _(
        "Van de %(went)d stappen naar %(phase)s was het huishouden er %(back)d keer binnen 31 dagen weer.",
        went=went,
        phase=by_language(*PHASES[phase]),
        back=back,
    )


def _stances(course: Course) -> Block:
    rows = [Row(by_language(stance.name_nl, stance.name_en), f"stance:{code}") for code, stance in STANCES.items()]
    numbers = {row.name: number for row in rows if (number := course.standing.number(row.value)) is not None}
    whole, said = course.standing.number("stance:"), []
    if whole and numbers:
        most = max(numbers, key=lambda name: numbers[name])
        share = round(100 * numbers[most] / whole)
        said.append(
            _(
                "De houding die het vaakst is opgeschreven: %(stance)s (ongeveer %(share)d procent).",
                stance=most,
                share=share,
            )
        )
    return block(
        course,
        Label("stances", _("Hoe professionals erin staan"), _("Houding"), _("inzetten, in tientallen")),
        said,
        rows,
    )
