"""What is counted of the course of households, beside what began: the measures, how each is told, and who may be told. Pure.

Each measure is a lattice of its own: a whole that falls apart into values, and those into values once more (``second:`` ->
``second:asked`` -> ``second:asked/came``). Numbers of different measures must not tell of each other either: how many households there
are is told in tens, because with an exact number of them *came in* could be worked out from *went out*. What began is told exactly by
the mix, so the same by stance is told in tens: two lattices of one thing can hold back different cells, and together would tell what
each of them does not.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.access.matrix import load_matrix
from app.access.vocabulary import Category, Term
from app.insight.rules import COUNTERS
from app.insight.suppression import Path


class Kind(StrEnum):
    """How a measure is told."""

    COUNT = "count"  # how often it happened, exactly
    ROUGH = "rough"  # how often it happened, in whole tens
    MEAN = "mean"  # the amount per time that it happened, in tenths
    STOCK = "stock"  # households at the end of a quarter, in whole tens
    SUM = "sum"  # the amount at the end of a quarter, in whole tens


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. ``needs``: whoever is told has term A or L on each of these categories (also said in ``sec.insight_scope``)."""

    name: str
    kind: Kind
    needs: tuple[str, ...] = ("plan",)

    @property
    def by_quarter_only(self) -> bool:
        """Whether it says how things stand at the end of a quarter, so that quarters are not added up."""
        return self.kind in {Kind.STOCK, Kind.SUM}


MEASURES: Final = {
    measure.name: measure
    for measure in (
        Measure("professional", Kind.MEAN),  # professionals involved, per open household and quarter
        Measure("network", Kind.MEAN),  # people of the network who came along, per open household and quarter
        Measure("stance", Kind.ROUGH, ("care", "enforcement", "activation")),  # what began, by its stance of now
        Measure(
            "second", Kind.COUNT
        ),  # appointments that were held: asked for a second person or not, and whether one came
        Measure("left", Kind.COUNT),  # to low flame or closed, and whether the household was back within 31 days
        Measure("in", Kind.COUNT),  # new households and reopened ones, by team
        Measure("gone", Kind.COUNT),  # what of ``left:closed`` was closed, by team
        Measure("stay", Kind.MEAN),  # days in a phase that ended, by phase and then by team
        Measure("clock", Kind.COUNT),  # phases with a term in law that ended: in time or late
        Measure("quiet", Kind.STOCK),  # households that are worked with: something happened in the last 30 days or not
        Measure("load", Kind.SUM),  # weight of open households, by team
        Measure("need", Kind.ROUGH, ("domains", "plan")),  # life domains that were recorded, or in which a goal was set
    )
}

#: Measures that are a cut of a value of another one, and so are decided with it: apart from it they would tell what it holds back.
WITHIN: Final = {"gone": "left:closed"}

#: Within so many days after it let go, a household is *back*.
BACK_WITHIN: Final = 31

#: Who is told of the course of households: whoever counts all strands and has term A or L on the plan.
FOLLOWERS: Final = frozenset(
    row
    for row in COUNTERS
    if any(grant.term in {Term.COUNT, Term.PROCESS} for grant in load_matrix().get((row, Category.PLAN), ()))
)


def measure_of(value: str) -> Measure:
    """The measure of ``second:asked``. Raises KeyError for a value that is none of a measure."""
    return MEASURES[value.partition(":")[0]]


def course_path(value: str) -> Path:
    """From the whole of a measure to this value of it."""
    name, _colon, rest = value.partition(":")
    if name in WITHIN:
        return (*course_path(WITHIN[name]), value)
    whole = f"{name}:"
    if not rest:
        return (whole,)
    coarse = rest.partition("/")[0]
    return (whole, value) if coarse == rest else (whole, whole + coarse, value)
