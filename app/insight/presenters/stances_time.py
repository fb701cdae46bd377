"""Stances through time: the share of each in a quarter, made of the same told tens as the numbers of now."""

from collections.abc import Sequence
from typing import Final

from app.insight.periods import Period
from app.insight.presenters.course import Block, Course
from app.insight.standing import list_quarters, list_values_over_time
from app.insight.words import period_name
from app.interventions.stances import STANCES
from app.web.charts import Share, SharesWords, draw_shares
from app.web.figures import about
from app.web.i18n import by_language
from app.web.i18n import gettext as _

PART: Final = "stances-time"
_HUNDRED: Final = 100


def stances_through(course: Course, count: int) -> Block:
    """So many quarters up to the one that is asked. Without a quarter of which a share can be told there is no picture."""
    answered, title = course.standing.answered, _("Houdingen door de tijd")
    quarters = list_quarters(answered.period, count)
    told = list_values_over_time("stance", course.asked.places.get(answered.place), quarters)
    whole, nothing = told.get("stance:", []), [None] * count
    shares = []
    for code, stance in STANCES.items():
        percents = tuple(
            _percent(part, all_of) for part, all_of in zip(told.get(f"stance:{code}", nothing), whole, strict=False)
        )
        if any(percent is not None for percent in percents):
            shares.append(Share(by_language(stance.name_nl, stance.name_en), percents, _sentence(percents, quarters)))
    if not shares:
        return Block(PART, title, (_("Hierover is niets te tonen: er was niets, of te weinig."),), None, None)
    said = _(
        "Het deel van de inzet die in een kwartaal begon, met de houding van nu. De delen zijn ongeveer: we tellen in tientallen."
    )
    words = SharesWords(about(title, said), _("deel van de inzet"), (_("Houding"), _("Periode"), _("Deel, ongeveer")))
    chart = draw_shares(shares, [str(quarter) for quarter in quarters], words).chart
    return Block(PART, title, (said,), chart, chart.table)


def _percent(part: int | None, whole: int | None) -> int | None:
    """Never more than all of it: both are rounded down."""
    return None if part is None or not whole else min(round(_HUNDRED * part / whole), _HUNDRED)


def _sentence(percents: Sequence[int | None], quarters: Sequence[Period]) -> str:
    told = [(quarter, percent) for quarter, percent in zip(quarters, percents, strict=True) if percent is not None]
    (first, was), (last, now) = told[0], told[-1]
    if first == last:
        return _("Van één periode is genoeg te tonen.")
    return _(
        "Ongeveer %(was)d%% in %(first)s, %(now)d%% in %(last)s.",
        was=was,
        first=period_name(first),
        now=now,
        last=period_name(last),
    )
