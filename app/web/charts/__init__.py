"""Pictures as numbers.

Pure: no Flask, no database, no words of the screen. Every coordinate is computed here, so that a template only prints
and a test can prove that nothing overlaps.
"""

from app.web.charts.bars import LONGEST_LABEL
from app.web.charts.corners import draw_triangle
from app.web.charts.coverage import Coverage, CoverageWords, Need, Offered, Square, draw_coverage
from app.web.charts.crossing import draw_crossing
from app.web.charts.crossings import Crossing, CrossingWords, Line, crossings
from app.web.charts.flow import NOTHING, FlowWords, Step, draw_flow
from app.web.charts.marks import Chart, Drawing
from app.web.charts.measures import Measure, MeasureWords, draw_measures
from app.web.charts.multiples import Area, MultiplesWords, draw_multiples
from app.web.charts.numbers import Numbers
from app.web.charts.shares import Share, SharesWords, draw_shares
from app.web.charts.small import Multiples, Piece
from app.web.charts.strands import (
    SHAPES,
    STRANDS,
    OrderFacts,
    Part,
    TimelineItem,
    mix_parts,
    order_facts,
    strand_order,
)
from app.web.charts.table import About, Cell, Table
from app.web.charts.timeline import Picture, Timeline, add_months, build_timeline
from app.web.charts.triangle import CORNERS, Point, Triangle, build_triangle
from app.web.charts.words import shorten, text_width

__all__ = [
    "CORNERS",
    "LONGEST_LABEL",
    "NOTHING",
    "SHAPES",
    "STRANDS",
    "About",
    "Area",
    "Cell",
    "Chart",
    "Coverage",
    "CoverageWords",
    "Crossing",
    "CrossingWords",
    "Drawing",
    "FlowWords",
    "Line",
    "Measure",
    "MeasureWords",
    "Multiples",
    "MultiplesWords",
    "Need",
    "Numbers",
    "Offered",
    "OrderFacts",
    "Part",
    "Picture",
    "Piece",
    "Point",
    "Share",
    "SharesWords",
    "Square",
    "Step",
    "Table",
    "Timeline",
    "TimelineItem",
    "Triangle",
    "add_months",
    "build_timeline",
    "build_triangle",
    "crossings",
    "draw_coverage",
    "draw_crossing",
    "draw_flow",
    "draw_measures",
    "draw_multiples",
    "draw_shares",
    "draw_triangle",
    "mix_parts",
    "order_facts",
    "shorten",
    "strand_order",
    "text_width",
]
