"""Pictures as numbers.

Pure: no Flask, no database, no words of the screen. Every coordinate is computed here, so that a template only prints
and a test can prove that nothing overlaps.
"""

from app.web.charts.bars import LONGEST_LABEL
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
from app.web.charts.timeline import Picture, Timeline, add_months, build_timeline
from app.web.charts.words import shorten, text_width

__all__ = [
    "LONGEST_LABEL",
    "SHAPES",
    "STRANDS",
    "OrderFacts",
    "Part",
    "Picture",
    "Timeline",
    "TimelineItem",
    "add_months",
    "build_timeline",
    "mix_parts",
    "order_facts",
    "shorten",
    "strand_order",
    "text_width",
]
