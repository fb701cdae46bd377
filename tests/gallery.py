"""A page with one of each picture of insight, in the words of the application, for tests that need to see them on a screen."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template_string

from app.web.charts import (
    Area,
    Chart,
    Coverage,
    Line,
    Measure,
    Multiples,
    Need,
    Step,
    draw_coverage,
    draw_crossing,
    draw_flow,
    draw_measures,
    draw_multiples,
)
from app.web.figures import (
    about,
    caseload_words,
    coverage_words,
    crossing_words,
    flow_words,
    measure_words,
    multiples_words,
)
from app.web.guard import SchakelFlask
from app.web.i18n import in_language

_PAGE = """{% extends "base.html" %}
{% block title %}zz{% endblock %}
{% block content %}
  <h1 class="utrecht-heading-1">zz</h1>
  {% for chart in gallery.charts %}
    <section class="card"><h2 class="utrecht-heading-2">{{ chart.title }}</h2>
    {{ chart_block(chart, 'c' ~ loop.index, table_open=True) }}</section>
  {% endfor %}
  <section class="card"><h2 class="utrecht-heading-2">{{ gallery.many.chart.title }}</h2>
  {{ multiples_block(gallery.many, 'm', table_open=True) }}</section>
  <section class="card"><h2 class="utrecht-heading-2">{{ gallery.grid.chart.title }}</h2>
  {{ coverage_block(gallery.grid) }}</section>
{% endblock %}"""


@dataclass(frozen=True)
class Gallery:
    """One of each."""

    charts: tuple[Chart, ...]
    many: Multiples
    grid: Coverage

    @property
    def all(self) -> tuple[Chart, ...]:
        """Every picture as a chart."""
        return (*self.charts, self.many.chart, self.grid.chart)


def gallery() -> Gallery:
    """Pictures with what is left out in each of them; what the tests typed begins with ``zz``."""
    flow = [Step(0, "care", "care", 96), Step(0, "care", "enforcement", 48), Step(0, "enforcement", "care", None)]
    flow += [Step(0, "enforcement", "none", 30), Step(1, "care", "activation", 82), Step(1, "care", "none", 34)]
    crossing = [Line("professional", "zzprofessionals", (3.1, 2.6, None, 1.9), unit="zz")]
    crossing += [Line("network", "zznetwerk", (0.7, 2.7, 2.2, 2.4)), Line("own", "zzcijfer", (4, 5, 6, 7), most=10)]
    weights = [Measure("zzNoord", 52, 30, 45), Measure("zzOost", 41, 30, 45), Measure("zzZuid", 22, 30, 45)]
    mixes: tuple[Mapping[str, int] | None, ...] = (
        {"care": 30, "enforcement": 52, "activation": 18},
        None,
        {"care": 50, "activation": 50},
        {},
    )
    needs = [Need("zzGeld", "zzTerp", 45, {"enforcement": 31}), Need("zzGeld", "zzOost", 50, {"care": None})]
    needs += [Need("zzWonen", "zzTerp", 25, {}), Need("zzWonen", "zzOost", None, {"care": 12, "activation": 1284})]
    said = about("zzTitel", "zzZin", notes=("zzNoot",), codebook=(("zzWoord", "zzBetekenis"),))
    periods = ("zz1", "zz2", "zz3", "zz4")
    return Gallery(
        charts=(
            draw_flow(flow, flow_words(said, unit="zzhuishoudens")),
            draw_crossing(crossing, periods, crossing_words(said)),
            draw_measures([*weights, Measure("zzJeugd", None, 1, 2)], caseload_words(said, name="zzTeam", unit="zz")),
            draw_measures([Measure("zzDoen", 18.5)], measure_words(said, head=("zzFase", "zzDuur"), unit="zz")),
        ),
        many=draw_multiples(
            [Area("zzTerp", mixes, "zzZin."), Area("zzOost", mixes[::-1], "zzZin.")],
            periods,
            multiples_words(said, area="zzBuurt", unit="zz"),
        ),
        grid=draw_coverage(needs, coverage_words(said, units=("zz", "zz"))),
    )


def gallery_page(app: SchakelFlask, language: str = "nl") -> tuple[str, Gallery]:
    """The page in one language, and what is on it."""
    with app.test_request_context(), in_language(language):
        shown = gallery()
        return render_template_string(_PAGE, gallery=shown), shown
