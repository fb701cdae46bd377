"""Coverage beside something else: the same life domains in another neighbourhood, or in the period to compare with.

Both sides are told rows that could be asked by themselves, so putting them beside each other tells nothing that each does not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.dossiers.domains import DOMAINS
from app.insight import queries as read
from app.insight.offers import Offers
from app.insight.places import Place
from app.insight.presenters.course import Block, Course
from app.insight.standing import Figure, find_standing
from app.insight.words import period_name
from app.web.charts import Coverage, Need, draw_coverage
from app.web.figures import about, coverage_words
from app.web.i18n import by_language
from app.web.i18n import gettext as _

MEASURE = "need"


@dataclass(frozen=True, slots=True)
class Beside:
    """Two sides in one grid. ``grid`` is None when there is nothing to put beside it; ``sentences`` says that, or what differs most."""

    title: str
    sentences: tuple[str, ...]
    grid: Coverage | None

    @property
    def parts(self) -> tuple[Block, ...]:
        """What can leave the screen."""
        if self.grid is None:
            return ()
        return (Block("beside", self.title, self.sentences, self.grid.chart, self.grid.chart.table),)


@dataclass(frozen=True, slots=True)
class _Side:
    """What is told of one neighbourhood in one period."""

    name: str
    place: Place
    figures: dict[str, Figure]
    offers: Offers

    def need(self, code: str) -> int | None:
        """In how many households a life domain is needed, in tens; None when that is not told."""
        figure = self.figures.get(f"{MEASURE}:{code}")
        return figure.homes if figure and figure.number is not None else None

    @property
    def is_told(self) -> bool:
        """Whether there is any life domain to put beside."""
        return any(self.need(code) is not None for code in DOMAINS)


def put_beside(course: Course, offers: Offers) -> Beside:
    """What was chosen: another neighbourhood when there is one, else the period to compare with. ``offers`` are those of the page."""
    answered, places, chosen = course.standing.answered, course.asked.places, course.asked.filter
    here = places.get(answered.place)
    if chosen.beside and chosen.beside != answered.place:
        there = places.get(chosen.beside)
        names, across = (here.name, there.name), _("Buurt")
        other, began = _figures_at(course, there), offers
    else:
        names, across = (course.period, period_name(chosen.against)), _("Periode")
        there, other = here, course.standing.before
        began = Offers.of(read.list_offers(chosen.against), places)
    title = _("%(one)s naast %(other)s", one=names[0], other=names[1])
    sides = (
        _Side(names[0], here, course.standing.now, offers),
        _Side(names[1], there, other, began),
    )
    if not sides[1].is_told:
        return Beside(title, (_("Over %(name)s is er te weinig om ernaast te zetten.", name=names[1]),), None)
    said = tuple(_sentences(sides))
    words = coverage_words(about(title, " ".join(said)), units=(_("huishoudens"), _("inzetten")), across=across)
    return Beside(title, said, draw_coverage(_needs(sides), words))


def _figures_at(course: Course, there: Place) -> dict[str, Figure]:
    """What is told of the other neighbourhood in the same period; nothing when that has no answer of its own."""
    asked = replace(course.standing.answered, place=there.code)
    standing = find_standing(asked, (MEASURE,), course.asked.places, course.asked.filter.against)
    return standing.now if standing.answered == asked else {}


def _needs(sides: Sequence[_Side]) -> Iterable[Need]:
    """Each life domain that is told on one side at least."""
    for code, domain in DOMAINS.items():
        if all(side.need(code) is None for side in sides):
            continue
        name = by_language(domain.name_nl, domain.name_en)
        for side in sides:
            need = side.need(code)
            yield Need(name, side.name, need, side.offers.get(side.place, code) if need else {})


def _sentences(sides: tuple[_Side, _Side]) -> Iterable[str]:
    """Where need differs most."""
    one, other = sides
    apart = [
        (abs(here - there), by_language(domain.name_nl, domain.name_en), here, there)
        for code, domain in DOMAINS.items()
        if (here := one.need(code)) is not None and (there := other.need(code)) is not None
    ]
    if not apart:
        yield _("Er is geen levensgebied waarvan we beide getallen mogen tonen.")
        return
    most, name, here, there = max(apart, key=lambda found: found[0])
    if not most:
        yield _("De vraag is per levensgebied even groot, in tientallen.")
        return
    yield _(
        "Het grootste verschil in vraag: %(domain)s, %(here)d huishoudens (%(one)s) en %(there)d (%(other)s).",
        domain=name.lower(),
        here=here,
        one=one.name,
        there=there,
        other=other.name,
    )
