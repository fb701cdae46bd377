"""The three lanes of a household: the picture, the mix, the order and the equal list, drawn once for the same rows."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.db.driver import Row
from app.web import charts
from app.web.drawing import draw, once_per_content
from app.web.i18n import gettext as _
from app.workspace.presenters import dossier as present
from app.workspace.presenters import shapes

#: Windows of the mix, in months, and the usual one, which is also that of the caseload.
MIX_MONTHS = (3, 6, 12, 24)
MIX_USUAL = 6


def window(months: int) -> dt.timedelta:
    """A window of so many months, in days: half a year is 183."""
    return dt.timedelta(days=months * 61 // 2)


@dataclass(frozen=True, slots=True)
class Lanes:
    """What the card of the lanes shows."""

    dossier_id: int
    timeline: charts.Timeline
    summary: str
    mix: list[charts.Part]
    mix_months: int
    mix_choices: tuple[int, ...]
    order: list[str]
    remark: str
    lines: list[shapes.InterventionLine]


@once_per_content(256)
def draw_lanes(
    dossier_id: int, organisation_id: int, rows: tuple[Row, ...], today: dt.date, *, mix_months: int
) -> Markup:
    """The lanes of a dossier as a reader of this organisation sees them; ``rows`` are its interventions."""
    items = present.timeline_items(rows)
    order = charts.strand_order(items)
    return draw(
        "workspace/lanes.html",
        "lanes",
        Lanes(
            dossier_id=dossier_id,
            timeline=charts.build_timeline(items, today),
            summary=_summary(order),
            mix=charts.mix_parts(present.mix(rows, since=today - window(mix_months), today=today)),
            mix_months=mix_months,
            mix_choices=MIX_MONTHS,
            order=order,
            remark=_remark(items),
            lines=present.interventions(dossier_id, organisation_id, rows),
        ),
    )


def _summary(order: list[str]) -> str:
    names = {"care": _("zorg"), "enforcement": _("handhaving"), "activation": _("activering")}
    return _("De volgorde was: %(order)s.", order=", ".join(names[strand] for strand in order)) if order else ""


def _remark(items: Sequence[charts.TimelineItem]) -> str:
    """What the order tells beside itself: enforcement that never came after people took part again."""
    never = charts.order_facts(items).never
    return _("Handhaving volgde nooit op activering.") if ("activation", "enforcement") in never else ""
