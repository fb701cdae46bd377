"""Figures: the pictures of ``app.web.charts`` with the words of the screen, and out to files and paper.

The pictures are drawn from plain numbers; this package says what they are called in the reader's language, and how a picture or
its table leaves the screen.
"""

from app.web.figures.pages import KEPT, chart_block, coverage_block, install, multiples_block
from app.web.figures.pictures import paper_picture, png_file, svg_file
from app.web.figures.tables import as_csv, as_xlsx, narrow_rows, paper_rows
from app.web.figures.words import (
    about,
    caseload_words,
    coverage_words,
    crossing_words,
    flow_words,
    measure_words,
    multiples_words,
)

__all__ = [
    "KEPT",
    "about",
    "as_csv",
    "as_xlsx",
    "caseload_words",
    "chart_block",
    "coverage_block",
    "coverage_words",
    "crossing_words",
    "flow_words",
    "install",
    "measure_words",
    "multiples_block",
    "multiples_words",
    "narrow_rows",
    "paper_picture",
    "paper_rows",
    "png_file",
    "svg_file",
]
