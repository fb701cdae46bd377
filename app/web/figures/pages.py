"""A picture on a page, with its sentence and its table: drawn once for the same numbers in the same language (ADR 0008)."""

from flask import Flask
from markupsafe import Markup

from app.web.charts import Chart, Coverage, Multiples
from app.web.charts.svg import on_page
from app.web.drawing import draw, once_per_content

#: A page of insight is asked for by a few people with the same question; so many different answers are kept.
KEPT = 128


@once_per_content(KEPT)
def chart_block(chart: Chart, name: str, *, table_open: bool = False) -> Markup:
    """The picture for wide and for narrow screens, its sentence and its table; ``name`` is unique on the page."""
    return draw("components/charts/chart.html", "chart_with_table", chart, name, table_open)


@once_per_content(KEPT)
def multiples_block(many: Multiples, name: str, *, level: int = 3, table_open: bool = False) -> Markup:
    """The small pictures with what their weaves mean and one table; ``level`` is that of the headings over them."""
    return draw("components/charts/multiples.html", "small_multiples", many, name, level, table_open)


@once_per_content(KEPT)
def coverage_block(grid: Coverage) -> Markup:
    """Need against offer as a table that is the picture."""
    return draw("components/charts/coverage.html", "coverage_grid", grid)


def install(app: Flask) -> None:
    """Gives templates the one way in which a drawing becomes SVG, and the pictures whole."""
    app.jinja_env.globals.update(
        drawn_on_page=on_page, chart_block=chart_block, multiples_block=multiples_block, coverage_block=coverage_block
    )
