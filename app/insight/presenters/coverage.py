"""Coverage: which life domains ask for something where, beside what began there: where only enforcement answers, where nothing does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from app.dossiers.domains import DOMAINS
from app.insight import queries as read
from app.insight.offers import Offers
from app.insight.places import Place
from app.insight.presenters.course import Block, Course
from app.insight.presenters.coverage_beside import MEASURE, Beside, put_beside
from app.insight.presenters.frame import Frame
from app.insight.standing import list_parts
from app.web.charts import Coverage, Need, draw_coverage
from app.web.figures import about, coverage_words
from app.web.i18n import by_language
from app.web.i18n import gettext as _

ENDPOINT: Final = "insight.coverage"
MEASURES: Final = (MEASURE,)
FILTERS: Final = ("place", "period", "beside", "vs")
#: More neighbourhoods than this are shown by district: a wider table is not read.
MOST: Final = 8
_NAMED: Final = 6


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """The page; ``grid`` and what stands ``beside`` it are None when nothing is told."""

    frame: Frame
    sentences: tuple[str, ...]
    grid: Coverage | None
    beside: Beside | None

    @property
    def parts(self) -> tuple[Block, ...]:
        """What can leave the screen: each grid as a picture, and its table."""
        if self.grid is None:
            return ()
        chart = self.grid.chart
        beside = self.beside.parts if self.beside else ()
        return (Block("coverage", chart.title, self.sentences, chart, chart.table), *beside)


def coverage_page(course: Course) -> CoveragePage:
    """Everything that the page shows."""
    if not course.standing.is_told:
        return CoveragePage(course.frame(ENDPOINT, FILTERS), (), None, None)
    offers = Offers.of(read.list_offers(course.standing.answered.period), course.asked.places)
    needs = list(_needs(course, offers))
    title = _("Vraag en inzet per levensgebied")
    said = tuple(_sentences(needs))
    words = coverage_words(about(title, " ".join(said)), units=(_("huishoudens"), _("inzetten")))
    return CoveragePage(course.frame(ENDPOINT, FILTERS), said, draw_coverage(needs, words), put_beside(course, offers))


def _needs(course: Course, offers: Offers) -> Iterable[Need]:
    """Each life domain that is told somewhere, at the place itself and in its parts. What is not told there counts as held back."""
    answered, places = course.standing.answered, course.asked.places
    here = places.get(answered.place)
    figures = {(here.code, value): figure for value, figure in course.standing.now.items()}
    parts = list_parts(MEASURE, answered, places, periods=(answered.period,))
    figures |= {(place, value): figure for (place, value, _period), figure in parts.items()}
    columns = [here, *_columns(course, [place for place, _value, _period in parts])]
    for code, domain in DOMAINS.items():
        found = [figures.get((place.code, f"need:{code}")) for place in columns]
        if any(figure and figure.number is not None for figure in found):
            name = by_language(domain.name_nl, domain.name_en)
            for place, figure in zip(columns, found, strict=True):
                homes = figure.homes if figure else None
                yield Need(name, place.name, homes, offers.get(place, code) if homes else {})


def _columns(course: Course, codes: Iterable[str]) -> list[Place]:
    """The neighbourhoods, or the districts when there are too many of them."""
    places = [course.asked.places.get(code) for code in dict.fromkeys(codes)]
    near = [place for place in places if place.level == "neighbourhood"]
    shown = near if len(near) <= MOST else [place for place in places if place.level == "district"]
    return sorted(shown, key=lambda place: (place.district, place.name))


def _sentences(needs: Sequence[Need]) -> Iterable[str]:
    """Where only enforcement answers and where nothing does, in words."""
    only = [need for need in needs if need.is_only_enforcement]
    none = [need for need in needs if need.is_unanswered]
    if only:
        yield _("Alleen handhaving heeft een antwoord: %(names)s.", names=_names(only))
    if none:
        yield _("Er is vraag, maar er begon niets: %(names)s.", names=_names(none))
    if only or none:
        return
    if any(need.need and None not in need.offer.values() for need in needs):
        yield _("Waar we alles mogen tonen, staat tegenover elke vraag iets van zorg of activering.")
    else:
        yield _(
            "Er is te weinig te tonen om te zeggen waar een antwoord ontbreekt. Kies een langere periode of een groter gebied."
        )


def _names(needs: Sequence[Need]) -> str:
    named = [_("%(domain)s in %(area)s", domain=need.domain.lower(), area=need.area) for need in needs[:_NAMED]]
    return ", ".join([*named, "…"] if len(needs) > _NAMED else named)
